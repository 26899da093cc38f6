"""What a process that gets to its loop first has of the agent: the hooks. The rest is loaded while the loop runs.

A child of the service begins hardly later for the agent, then, and each task is recorded from the first one on. Some
moments after the first loop has begun a thread loads the rest in small pieces, and opens the socket. A process that
has ended before was not seen.

Nothing may be half loaded in a process that forks: its child would wait for ever for a module that nobody goes on
loading. So a fork waits for the end of the piece, as does the end of the process, and for that of the thread.
"""

import atexit
from _thread import allocate_lock, get_native_id, start_new_thread
from threading import RLock
from typing import Any, Iterator, Optional

from .hooks import hooks
from .loops.after_fork import start_again
from .loops.control_loop import is_control_thread
from .process import forks
from .process.interpreter import Refused, check_interpreter, tells_of_the_end
from .process.stderr import warn
from .process.thread_end import FORK_WAITS, wait_until_gone
from .real_time import time
from .tasks.creation_hook import registry
from .trouble import words_of

MOMENT = 0.1
"""Seconds from the beginning of the first loop to the first piece."""
PIECE = 0.0005
"""Seconds on CPU after which the thread rests."""
REST = 3
"""It rests this many times as long."""


class Early:
    """Loads the agent, once a process."""

    def __init__(self) -> None:
        self.pieces: Iterator[None] = iter(())
        self.agent: Any = None
        self.native: Optional[int] = None
        self.ended = 0.0
        self.moment = MOMENT
        self.is_there = False
        self.leaves = False
        self.is_stuck = False
        self.forking = RLock()
        self.bell = allocate_lock()
        self.bell.acquire()

    def begin(self, asyncio: Any, pieces: Iterator[None]) -> None:
        """asyncio is there, and a loop about to run or to have a task: hooks in. `pieces`: loads the rest."""
        try:
            check_interpreter()
        except Refused as error:
            warn("not started: %s" % error)
            return
        self.pieces = pieces
        forks.follow(self)
        atexit.register(self.end)
        hooks.before_first_loop = self.first_loop
        hooks.install(asyncio)

    def first_loop(self) -> None:
        """A loop starts to run."""
        if is_control_thread():
            return
        hooks.before_first_loop = None
        self.start()

    def wait_for_loop(self) -> None:
        """The next loop that starts to run starts the thread."""
        hooks.before_first_loop = self.first_loop

    def start(self) -> None:
        """Starts the thread. It is not waited for, as `threading` would do."""
        if self.is_there:
            return
        self.native, self.leaves, self.is_there = None, False, True
        self.bell.acquire(False)
        try:
            start_new_thread(self.run, ())
        except RuntimeError as error:
            self.is_there = False
            if not tells_of_the_end(error):
                warn("not started: the process cannot have one thread more")

    def run(self) -> None:
        """The thread."""
        try:
            self.native = get_native_id()
            first, self.moment = self.moment, 0.0
            if not self.rest(first) and self.load():
                from .agent import agent

                self.agent = agent
                agent.take_over()
        except BaseException as error:  # nothing of ours may reach the service
            warn("not started: %s; please report it" % words_of(error))
            forks.forget(self)
            hooks.remove()
        finally:
            self.ended = time.monotonic()
            self.is_there = False

    def load(self) -> bool:
        """Loads the rest; false where it has to leave before."""
        began = time.thread_time()
        for _ in self.pieces:
            taken = time.thread_time() - began
            if self.leaves or (taken > PIECE and self.rest(taken * REST)):
                return False
            if taken > PIECE:
                began = time.thread_time()
        return not self.leaves

    def rest(self, seconds: float) -> bool:
        """Rests, or hears that it has to leave: true then."""
        return self.bell.acquire(True, seconds) or self.leaves

    def leave(self) -> None:
        """Has the thread leave after the piece that it is at. Nothing is half loaded then."""
        if self.is_there:
            self.leaves = True
            if self.bell.locked():
                self.bell.release()
        elif self.native is None or time.monotonic() > self.ended + FORK_WAITS:
            return  # long gone; its number may be another's
        self.is_stuck = not wait_until_gone(lambda: self.is_there, lambda: self.native, FORK_WAITS)

    def before_fork(self) -> None:
        """A fork should find one thread less."""
        self.forking.acquire()
        self.leave()
        if self.agent is not None:
            self.agent.before_fork()

    def after_fork_in_parent(self) -> None:
        """Goes on as before."""
        try:
            if self.agent is not None:
                self.agent.after_fork_in_parent()
            elif self.is_stuck:
                self.wait_for_loop()  # it leaves in its own time
            elif self.leaves:
                start_again(hooks.asyncio, self.start, self.wait_for_loop)
        finally:
            self.forking.release()

    def after_fork_in_child(self) -> None:
        """The child gets the rest once it runs a loop."""
        self.forking = RLock()
        if self.agent is not None:
            self.agent.after_fork_in_child()
            return
        self.is_there = self.leaves = False
        registry.forget()
        hooks.loops.forget()
        hooks.before_first_loop = None if self.is_stuck else self.first_loop

    def end(self) -> None:
        """The process ends."""
        self.leave()
        if self.agent is not None:
            self.agent.stop("exit")


early = Early()
