"""What tasks wait for and hold: queues, locks, pools, executors, read without running any code of the service."""
