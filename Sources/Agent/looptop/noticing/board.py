"""All that the agent has noticed, looked for once a second, whether somebody watches or not."""

from typing import Any, Dict, Iterator, List, Optional

from ..loops.loops import Loops
from ..tasks.scanner import Scanner
from ..trouble import troubles
from .files import OpenFiles
from .notice import Notice
from .spinning import Spinning
from .wakeups import Wakeups

MOST = 100


class Board:
    """Asks each of those that notice something."""

    def __init__(self, loops: Loops, scanner: Scanner) -> None:
        self.files = OpenFiles()
        self.spinning = Spinning(loops, scanner)
        self.wakeups = Wakeups(loops)
        self.notices: List[Notice] = []

    def second(self, opened: Optional[int]) -> None:
        """Once a second; `opened`: how many files are."""
        found: List[Notice] = []
        looks = (
            ("the limit of open files", lambda: self.files.look(opened)),
            ("tasks that never wait", self.spinning.look),
            ("wake-ups that nobody hears", self.wakeups.look),
        )
        for what, look in looks:
            troubles.guard(what, lambda look=look: found.extend(_some(look())))  # type: ignore[misc]
        self.notices = found

    def wire(self) -> Optional[List[Dict[str, Any]]]:
        """The field `noticed` of `vitals`."""
        return [notice.wire() for notice in self.notices] or None


def _some(notices: Iterator[Notice]) -> List[Notice]:
    return [notice for notice, _ in zip(notices, range(MOST))]
