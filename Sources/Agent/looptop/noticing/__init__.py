"""What the agent notices by itself, a module for each kind: a client that looks for two seconds would miss it."""
