"""asyncio's debug mode of the running loops, switched for a client, and back when that client leaves."""

from typing import Any, Dict, List, Optional, Tuple
from weakref import ref

from ..observer.observer import Observer
from ..reading import event_loop
from ..real_time import time
from ..safe import attributes, entries, field, imported, is_a
from ..wire import protocol
from ..wire.client import Client
from ..wire.protocol import Refusal
from .permission import Permission, peer

BEFORE = 10.0
"""Seconds before the switch over which the CPU is compared."""
DEEPEST = 4
"""TLS within TLS."""
SOONEST = 2.0
"""Seconds after it from which on a comparison says something."""


class DebugMode:
    """At most one change is remembered a loop: what was before the first."""

    def __init__(self, observer: Observer, permission: Permission) -> None:
        self.observer = observer
        self.permission = permission
        self.original: Dict[int, Tuple[bool, Optional[float]]] = {}
        self.owner: Optional[Client] = None
        self.by: Optional[str] = None
        self.since: Optional[float] = None
        self.cpu_before: Optional[float] = None

    def debug(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        """The answer to `debug`; without a wish it only tells."""
        wish, slow, keep = params.get("debug"), params.get("slow"), params.get("keep") is True
        if wish is None and slow is None:
            return self.state()
        self.permission.may(client)
        if wish is not None and type(wish) is not bool:
            raise Refusal(protocol.BAD_PARAMETERS, "debug is neither true nor false", "give one of them")
        if slow is not None and (type(slow) not in (int, float) or not 0.001 <= slow <= 3600):
            raise Refusal(protocol.BAD_PARAMETERS, "slow is not from 0.001 to 3600", "give seconds, such as 0.05")
        loops = [(found.id, found.ref()) for found in list(self.observer.loops.all.values()) if found.running]
        if not loops:
            raise Refusal(protocol.BAD_PARAMETERS, "no loop runs", "there is nothing to debug")
        self.cpu_before = self.cpu(time.time() - BEFORE)
        self.since, self.by = time.time(), peer(client)
        self.owner = None if keep else client
        for number, loop in loops:
            if loop is not None:
                self.original.setdefault(number, (bool(event_loop.debug(loop)), event_loop.slow_limit(loop)))
                loop.call_soon_threadsafe(_switch, loop, wish, slow)
        if keep:
            self.original.clear()
        words = [] if wish is None else ["debug mode %s" % ("on" if wish else "off")]
        if slow is not None:
            words.append("slow_callback_duration %g s" % slow)
        self.permission.log("%s by %s" % (", ".join(words), self.by))
        return self.state()

    def left(self, client: Client) -> None:
        """The client has gone: what it has switched is as it was."""
        if client is not self.owner:
            return
        self.owner = None
        for number, (debug, slow) in self.original.items():
            found = self.observer.loops.all.get(number)
            loop = None if found is None else found.ref()
            if loop is not None and not event_loop.is_closed(loop):
                loop.call_soon_threadsafe(_switch, loop, debug, slow)
        self.original.clear()
        self.permission.log("debug mode as it was before: %s has left" % self.by)
        self.since = self.by = None

    def state(self) -> Dict[str, Any]:
        """How it is, and what it costs: CPU a second before the switch and since."""
        rows: List[Dict[str, Any]] = []
        for found in list(self.observer.loops.all.values()):
            loop = found.ref()
            if loop is not None and found.running:
                rows.append(
                    {"id": found.id, "debug": bool(event_loop.debug(loop)), "slow": event_loop.slow_limit(loop)}
                )
        since = self.since
        known = since is not None and time.time() - since >= SOONEST
        return {
            "loops": rows,
            "since": since,
            "by": self.by,
            "keep": self.owner is None,
            "cpu_before": self.cpu_before,
            "cpu_now": self.cpu(since) if known and since is not None else None,
        }

    def cpu(self, since: float) -> Optional[float]:
        """CPU seconds a second that the process has used from then on; None where too little is known."""
        history = self.observer.vitals.wire_history()
        known = [(t, cpu) for t, cpu in zip(history["t"], history["cpu"]) if t >= since and cpu is not None]
        if len(known) < 2 or known[-1][0] <= known[0][0]:
            return None
        return float(round((known[-1][1] - known[0][1]) / (known[-1][0] - known[0][0]), 4))


def _switch(loop: Any, debug: Optional[bool], slow: Optional[float]) -> None:
    """Runs in the loop; of one that refuses, its exception handler hears nothing: the state tells what it is like."""
    try:
        if debug is not None:
            if debug:
                _begin_handshakes(loop)
            loop.set_debug(debug)
        if slow is not None:
            loop.slow_callback_duration = slow
    except Exception:
        return


def _begin_handshakes(loop: Any) -> None:
    """Gives TLS handshakes that are under way a time at which they began, in the loop's own thread.

    In debug mode asyncio says at their end how long they took, and relies on having been in debug mode when they began:
    else the connection would fail.
    """
    kind = imported("asyncio.sslproto", "SSLProtocol")
    for _, kept in entries(field(field(loop, "_transports"), "data")) if kind is not None else ():
        protocol = field(kept() if is_a(kept, ref) else None, "_protocol")
        for _ in range(DEEPEST):
            if not is_a(protocol, kind):
                break
            if field(protocol, "_handshake_start_time") is None:
                attributes(protocol)["_handshake_start_time"] = time.monotonic()
            protocol = field(protocol, "_app_protocol")
