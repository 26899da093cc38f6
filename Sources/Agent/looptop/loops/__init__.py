"""The event loops of the service: which there are, whether they answer, and what keeps them from it."""
