"""How near the process is to its limit of open files, where nothing can be opened or accepted any more."""

import os
from typing import Iterator, Optional

from ..real_time import time
from .notice import Notice

KIND = "open-files"
SHARE = 0.9
"""Share of the limit from which on it is told."""


class OpenFiles:
    """Compares what is open with the limit."""

    def __init__(self) -> None:
        self.since: Optional[float] = None

    @staticmethod
    def limit() -> Optional[int]:
        """The limit that counts, the soft one; None without a limit.

        Not by the module `resource`: a service may well have one of its own by that name.
        """
        try:
            soft = os.sysconf("SC_OPEN_MAX")
        except (OSError, ValueError):
            return None
        return soft if soft > 0 else None

    def look(self, opened: Optional[int]) -> Iterator[Notice]:
        """`opened`: how many are open."""
        limit = self.limit()
        if opened is None or limit is None or opened < SHARE * limit:
            self.since = None
            return
        self.since = self.since or time.time()
        full = opened >= limit
        text = "%d of %d file descriptors are open" % (opened, limit)
        text += ": nothing can be opened or accepted any more" if full else ""
        yield Notice(KIND, "files", text, since=self.since, grave=full)
