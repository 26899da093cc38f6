"""The tasks of the service: created, looked at in every tick, bound together, counted."""
