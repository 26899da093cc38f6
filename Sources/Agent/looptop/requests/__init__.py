"""Requests that servers work on, read from the frames of the tasks that handle them; one adapter a server."""
