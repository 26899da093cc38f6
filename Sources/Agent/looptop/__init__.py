"""looptop's agent: shows the event loops and tasks of this process on a debug socket.

    import looptop
    looptop.start()

Nothing is raised into the service: if the agent cannot start, it says so in one line on standard error.
"""

from typing import Optional

from .version import __version__

__all__ = ["__version__", "start", "stop"]


def start(name: Optional[str] = None, *, directory: Optional[str] = None) -> str:
    """Opens the debug socket, and returns its path; does nothing but that if it is open.

    `name` is what the service is called in lists; `directory` is where the socket goes, made with mode 0700 if it is
    missing. Returns an empty string, after a line on standard error, if the agent cannot start here.
    """
    from .agent import agent

    return agent.start(name, directory)


def stop() -> None:
    """Closes the debug socket and puts the service back as it was found."""
    from .agent import agent

    agent.stop()
