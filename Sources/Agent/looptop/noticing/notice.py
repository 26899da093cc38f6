"""Something that the agent has noticed, as clients hear of it."""

from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

from ..reading.locations import Location
from ..real_time import time


class Notice(NamedTuple):
    """`key` tells it from others of its kind; `since` in Unix seconds; `grave`: worse than its kind usually is."""

    kind: str
    key: str
    text: str
    location: Optional[Location] = None
    tasks: List[int] = []
    since: Optional[float] = None
    grave: bool = False

    def wire(self) -> Dict[str, Any]:
        """ROW of `noticed`."""
        return {
            "kind": self.kind,
            "key": self.key,
            "text": self.text,
            "location": None if self.location is None else self.location.wire(),
            "tasks": self.tasks,
            "since": None if self.since is None else round(self.since, 3),
            "grave": self.grave,
        }


class Told:
    """Notices that are told for some time after they were true last."""

    def __init__(self, within: float, most: int = 50) -> None:
        self.within = within
        self.most = most
        self.notices: Dict[str, Tuple[float, Notice]] = {}

    def tell(self, notice: Notice) -> None:
        """It is true now; since when it is, where it was told before."""
        known = self.notices.get(notice.key)
        if known is None and len(self.notices) >= self.most:
            return
        if known is not None and known[1].since is not None and notice.since is not None:
            notice = notice._replace(since=min(known[1].since, notice.since))
        self.notices[notice.key] = time.monotonic(), notice

    def lately(self) -> Iterator[Notice]:
        """Those that were true lately."""
        oldest = time.monotonic() - self.within
        self.notices = {key: entry for key, entry in self.notices.items() if entry[0] > oldest}
        for _, notice in list(self.notices.values()):
            yield notice
