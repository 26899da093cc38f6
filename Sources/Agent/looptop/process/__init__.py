"""What process this is, and how it was started."""
