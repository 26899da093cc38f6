"""Graceful shutdown: what a signal will do to this service, the act, and what holds the exit up."""
