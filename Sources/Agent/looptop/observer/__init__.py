"""All that is known of the service: its figures, what has happened, one task in full."""
