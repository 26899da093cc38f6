"""What the agent says to people: on standard error."""

import sys


def warn(text: str) -> None:
    """One line on standard error; never more, never an exception."""
    try:
        sys.stderr.write("looptop: %s\n" % text)
        sys.stderr.flush()
    except Exception:  # no standard error: nobody to tell
        return
