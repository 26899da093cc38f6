"""Weak references to a thing of the service."""

import sys
from operator import itemgetter
from typing import Any, List
from weakref import getweakrefs, ref

if sys.version_info >= (3, 12):

    def references_to(thing: Any) -> List[Any]:
        """All weak references to a thing."""
        return getweakrefs(thing)

else:
    # `getweakrefs` counts them, makes a list, and then relies on the count: a collection that the list set off may have
    # freed some. The list is made of one just freed, and sets nothing off.
    _last = itemgetter(-1)

    def references_to(thing: Any) -> List[Any]:
        """All weak references to a thing."""
        return next(map(getweakrefs, map(_last, map(list, ((thing,),)))))


def weakly(things: List[Any]) -> List[Any]:
    """Weak references to those that take one: what is kept from one slice of work to the next."""
    kept = []
    for thing in things:
        try:
            kept.append(ref(thing))
        except TypeError:
            continue
    return kept
