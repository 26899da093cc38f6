"""What is done to the service, by whom, and what becomes of it."""
