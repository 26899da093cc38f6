"""Where a task stands that is in the middle of a step: in the frames of its loop's thread, for its own end where it was
suspended last."""

from typing import Any, Optional

from ..loops.loop import Loop
from ..reading.await_chain import Links
from ..reading.event_loop import current_task
from ..reading.locations import Location
from ..reading.stacks import Chain, in_callback, shown_place, thread_chain
from ..reading.thread_frames import top_of


def running_chain(found: Optional[Loop], task: Any, links: Links) -> Chain:
    """Its frames from its outermost coroutine on; empty where it does not run, or nobody knows in which thread."""
    if found is None or found.ident is None or not links or current_task(found.ref()) is not task:
        return []
    chain = in_callback(thread_chain(top_of(found.ident)))
    if current_task(found.ref()) is not task:
        return []  # it went on while we looked
    first = links[0][0]
    return next((chain[position:] for position, (code, _) in enumerate(chain) if code is first), [])


def running_place(found: Optional[Loop], task: Any, links: Links) -> Optional[Location]:
    """The line that it is at: of the service, else the innermost."""
    return shown_place(running_chain(found, task, links))
