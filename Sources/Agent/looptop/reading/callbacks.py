"""The callbacks of futures that are written in C, before 3.12.

Their `_callbacks` makes a list, and relies on what it saw before: a collection that the list set off may have ended the
future meanwhile. The collector's own way through it makes nothing.
"""

from contextvars import Context
from gc import get_referents
from typing import Any, List


def callbacks_in_c(future: Any, loop: Any) -> List[Any]:
    """The callbacks of a future that has not ended: its loop is followed by the first, its context, and the others."""
    things = get_referents(future)
    for position, thing in enumerate(things):
        if thing is loop:
            following = things[position + 1 : position + 4]
            found = []
            if len(following) > 1 and type(following[1]) is Context:
                found.append(following[0])
                del following[:2]
            if following and type(following[0]) is list:
                found += [entry[0] for entry in list(following[0]) if type(entry) is tuple and entry]
            return found
    return []
