"""The demo service: an order desk that behaves like a real one, and misbehaves by schedule.

Standard library alone, Python 3.8 and later. Nothing here knows of looptop: it is the service, not the tool.
"""
