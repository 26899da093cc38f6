"""What `looptop.pth` and `looptop.start` call at every start of Python: cheap, unless LOOPTOP asks for the agent."""

import os
import sys


def boot() -> None:
    """Boots the agent if LOOPTOP is set to something that means yes."""
    if os.environ.get("LOOPTOP", "").lower() not in ("1", "yes", "true", "on"):
        return
    try:
        from looptop.boot import boot as prepare
    except Exception as error:  # the service matters, we do not
        sys.stderr.write("looptop: the service runs without agent: %s\n" % error)
        return
    prepare()
