"""The states of a task and how it may end, as numbers where there are many tasks and as words where there is one."""

RUNNING, READY, WAITING, CANCELLING = range(4)
STATES = ("running", "ready", "waiting", "cancelling")
"""The word of each state."""

DONE, FAILED, CANCELLED = range(3)
OUTCOMES = {DONE: "ended", FAILED: "failed", CANCELLED: "cancelled", None: "ended"}
"""The kind of event that each outcome is; None where it is unknown."""
