"""What is not decided yet: a look or two later it will be known whether something is wrong with a resource."""

from typing import List, Optional

from .custody import is_free, is_taken_by_nobody
from .resource import Resource

UNWATCHED = 10.0
SOON = 2.0
"""Seconds between two looks while nobody watches: as a rule, and while something is not decided, so that whoever asks
then is told at once."""
MOST = 10
"""So many looks in a row are made sooner for a doubt."""
YOUNG = 30
"""So many of the first looks come soon too: who made what, and who takes from it, is seen at the beginning."""
STANDS = 1.0
"""Seconds from which on a line that does not move may be one that never will."""
DECIDED = 13.0
"""Seconds after which it is known."""


def doubts(resources: List[Resource], now: float) -> int:
    """Of how many resources it is not decided yet."""
    return sum(1 for resource in resources if is_open(resource, now))


def is_open(resource: Resource, now: float) -> bool:
    """Whether it is looked into: connections that nobody was seen to have, a line that stands without a reason."""
    if resource.leaks.is_undecided():
        return True
    stands = bool(resource.first_in_line) and STANDS <= now - resource.standing < DECIDED
    return stands and (is_free(resource) or is_taken_by_nobody(resource))


class Pace:
    """How soon the next look comes."""

    def __init__(self) -> None:
        self.doubted = self.looks = 0

    def pause(self, watched: Optional[float], doubts: int) -> float:
        """Seconds until then; `watched`: what they are while somebody watches, None where nobody does."""
        self.looks += 1
        self.doubted = self.doubted + 1 if doubts else 0
        if watched is not None:
            return watched
        return SOON if 0 < self.doubted <= MOST or self.looks <= YOUNG else UNWATCHED
