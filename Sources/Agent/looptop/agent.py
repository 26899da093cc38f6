"""The life of the agent in this process: start, stop, fork, failure."""

import atexit
import binascii
import os
import sys
import threading
from typing import Any, Callable, Dict, Optional, Tuple

from . import beside_the_loop
from .boot.asyncio_import import follow_asyncio, forget_asyncio
from .hooks import hooks
from .loops.after_fork import start_again
from .loops.control_loop import is_control_thread
from .loops.loops import Loops
from .process import forks, socket_paths
from .process.application import application, has_workers
from .process.command_line import command_line, service_name
from .process.interpreter import Refused, check_interpreter, tells_of_the_end
from .process.start_time import process_started
from .process.stderr import warn
from .process.thread_end import FORK_WAITS
from .reading.futures import futures
from .real_time import time
from .safe import field, imported, items, module
from .tasks.creation_hook import registry
from .text import text
from .thread import AgentThread
from .trouble import troubles
from .version import __version__
from .wire import protocol
from .wire.tcp import Door, NoDoor

JOIN = 2.0
"""Seconds that stop() waits for the thread."""


Here = Tuple[int, Any]
"""The identity of a thread, and the loop that runs in it."""


def asyncio_module() -> Any:
    """asyncio if the service has imported all of it, else None."""
    found = module("asyncio")
    if found is None or field(imported("asyncio", "__spec__"), "_initializing") is True:
        return None
    events, tasks = module("asyncio.events"), module("asyncio.tasks")
    return found if events is not None and tasks is not None and imported("asyncio", "run") is not None else None


class Agent:
    """At most one a process; `start` and `stop` may be called any number of times."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.registry = registry
        self.hooks = hooks
        self.loops = Loops(hooks.told)
        hooks.hand_over(self.loops)
        self.thread: Optional[AgentThread] = None
        self.name: Optional[str] = None
        self.directory: Optional[str] = None
        self.pid = os.getpid()
        self.left: Optional[Callable[[], None]] = None
        self.registered = False
        self.armed = False
        self.info: Dict[str, Any] = {}
        self.finalizer: Any = None

    def prepare(self, at_once: bool) -> None:
        """Boot: hooks as soon as asyncio is there; thread and socket at once, or with the first loop."""
        check_interpreter()
        self.armed = True
        self.register()
        self.hooks.before_first_loop = self.first_loop
        asyncio = asyncio_module()
        if asyncio is not None:
            self.hooks.install(asyncio)
        if at_once:
            self.start(None, None)

    def take_over(self) -> None:
        """The hooks were in before the rest of the agent was loaded, and a loop runs: opens the socket.

        Whoever has put them in hears of forks and of the end.
        """
        self.registered = True
        if self.hooks.asyncio is not None:
            self.start(None, None)

    def asyncio_imported(self, asyncio: Any) -> None:
        """asyncio has just been imported, and no loop has run yet."""
        try:
            if self.thread is None and not self.armed:
                self.prepare(False)
            self.hooks.install(asyncio)
        except Refused as error:
            warn("not started: %s" % error)
        except Exception as error:
            warn("asyncio is not watched: %s: %s; please report it" % (type(error).__name__, error))

    def first_loop(self) -> None:
        """A loop starts to run: the time to open the socket, if it is not open, and to tell of the loop."""
        if is_control_thread():
            return
        self.hooks.before_first_loop = None
        if self.thread is None and self.armed:
            self.armed = False
            beside_the_loop(lambda here: self.start(self.name, self.directory, self.left, here))
        elif self.thread is not None:
            self.tell(self.thread, True)

    def start(
        self,
        name: Optional[str],
        directory: Optional[str],
        left: Optional[Callable[[], None]] = None,
        here: Optional[Here] = None,
    ) -> str:
        """Starts the agent; the path of its socket, or an empty string after a line on standard error. `here`: the
        loop that runs where it was asked for, if that is another thread."""
        with self.lock:
            if self.thread is not None:
                return self.thread.places.socket
            try:
                return self.open(name, directory, left, here)
            except (Refused, socket_paths.Unsafe) as error:
                warn("not started: %s" % error)
            except OSError as error:
                warn("not started: %s; set LOOPTOP_DIR to a directory of yours" % error)
            except Exception as error:
                if not tells_of_the_end(error):
                    warn("not started: %s: %s; please report it" % (type(error).__name__, error))
            self.hooks.remove()
            return ""

    def visit(self, directory: str, left: Optional[Callable[[], None]], here: Optional[Here] = None) -> str:
        """Starts the agent until its last client has left, then puts everything back and calls `left`; without that it
        stays. `here`: the loop that runs where the agent was let in. Raises where `start` would print a line."""
        with self.lock:
            if self.thread is not None:
                return self.thread.places.socket
            try:
                return self.open(None, directory, left, here)
            except BaseException:
                self.hooks.remove()
                self.unregister()
                raise

    def alone(self, thread: AgentThread, left: Callable[[], None]) -> None:
        """The last client of a visit has left; called by the agent's thread, at its end."""
        with self.lock:
            if self.thread is not thread or thread.thread is not None:
                return  # stopped, or resumed after a fork
            self.thread = None
            self.discard(thread)
            forget_asyncio()
            self.hooks.remove()
            self.unregister()
        left()

    def open(
        self,
        name: Optional[str],
        directory: Optional[str],
        left: Optional[Callable[[], None]] = None,
        here: Optional[Here] = None,
    ) -> str:
        check_interpreter()
        self.name, self.directory, self.left = name, directory, left
        places = socket_paths.places(directory)
        socket_paths.remove_stale(os.path.dirname(places.info))
        late = False
        asyncio = asyncio_module()
        if asyncio is not None:
            is_first = self.hooks.asyncio is None
            late = is_first and self.has_run(asyncio)
            self.hooks.install(asyncio)
            if is_first:
                late = self.loops.came_late(here) or late
        else:
            follow_asyncio(self.asyncio_imported)
        instance = binascii.hexlify(os.urandom(8)).decode()
        about = self.about(instance, late)
        thread = AgentThread(places, self.registry, self.loops, about)
        thread.on_failure = self.failed
        if left is not None:
            thread.visits(lambda: self.alone(thread, left))
        thread.second = self.second
        self.thread = thread
        self.info = {
            "pid": os.getpid(), "start_ticks": socket_paths.start_ticks(os.getpid()), "instance": instance,
            "name": about["name"], "socket": places.socket, "python": about["python"],
            "protocol": protocol.VERSION, "agent": __version__, "application": application(),
        }  # fmt: skip
        try:
            thread.listeners.open_door(self.door())
            has_loop = asyncio is not None and (late or self.runs_loop(asyncio))
            self.tell(thread, has_loop)
            if not has_loop:
                self.hooks.before_first_loop = self.first_loop
            self.register()
            self.follow_end()
            thread.start()
        except BaseException:
            self.thread = None
            self.discard(thread)
            raise
        return places.socket

    def runs_loop(self, asyncio: Any) -> bool:
        """True where a loop runs in the calling thread, or was seen to run in another."""
        return asyncio._get_running_loop() is not None or any(known.running for known in list(self.loops.all.values()))

    def door(self) -> Optional[Door]:
        """The TCP door, where one is asked for and can be had; its address goes into the file beside the socket."""
        try:
            door = Door.open()
        except NoDoor as error:
            warn("no TCP: %s" % error)
            return None
        if door is not None:
            self.info["tcp"] = door.address
        return door

    def tell(self, thread: AgentThread, has_loop: bool) -> None:
        """Writes the file beside the socket."""
        self.info["loop"] = has_loop
        socket_paths.write_info(thread.places.info, self.info)

    def second(self, thread: AgentThread) -> bool:
        """False where the agent's thread is to leave: workers run the loops, and a master is better without threads."""
        if self.info["loop"]:
            return True
        if self.loops.all:
            self.tell(thread, True)
            return True
        if not has_workers(os.path.dirname(thread.places.info)):
            return True
        if not self.lock.acquire(blocking=False):
            return True  # a fork, or the end
        try:
            if self.thread is not thread:
                return True
            self.thread = None
            self.armed = True
            return False
        finally:
            self.lock.release()

    def has_run(self, asyncio: Any) -> bool:
        """True if there were tasks before the agent."""
        if asyncio._get_running_loop() is not None:
            return True
        weak_set = getattr(asyncio.tasks, "_scheduled_tasks", getattr(asyncio.tasks, "_all_tasks", None))
        futures.learn()
        # a copy in one go: the loops make tasks meanwhile
        tasks = [reference() for reference in items(field(weak_set, "data"))]
        return any(task is not None and not self.loops.is_foreign(futures.loop(task)) for task in tasks)

    def about(self, instance: str, late: bool) -> Dict[str, Any]:
        """The answer to `hello`, but for what depends on the client or shows only later."""
        argv = [text(argument, 1000) or "?" for argument in command_line()[:1000]]
        try:
            cwd: Optional[str] = text(os.getcwd(), 4096)
        except OSError:
            cwd = None
        return {
            "protocol": protocol.VERSION,
            "agent": __version__,
            "instance": instance,
            "pid": os.getpid(),
            "ppid": os.getppid(),
            "application": application()["pid"],
            "uid": os.geteuid(),
            "name": text(self.name or os.environ.get("LOOPTOP_NAME")) or service_name(),
            "argv": argv,
            "executable": text(sys.executable, 4096),
            "python": "%d.%d.%d" % sys.version_info[:3],
            "implementation": "CPython",
            "cwd": cwd,
            "started": process_started(),
            "agent_started": time.time(),
            "late": late,
            "capabilities": [*protocol.TOPICS, "task", "threads", "look", "cancel", "debug"],
        }

    def stop(self, reason: str = "stopped") -> None:
        """Puts the service back as it was found."""
        with self.lock:
            self.armed = False
            self.hooks.before_first_loop = None
            forget_asyncio()
            thread, self.thread = self.thread, None
            if thread is not None:
                # nobody can connect any more once the clients hear of it
                socket_paths.remove(thread.places.socket)
                socket_paths.remove(thread.places.info)
                if thread.join(reason, JOIN):
                    self.discard(thread)
                else:
                    warn("the agent's thread did not end in %g s" % JOIN)
            self.hooks.remove()  # only now, for the thread may find loops until its end

    def discard(self, thread: AgentThread) -> None:
        """Closes all of a thread that has left, and removes its files."""
        thread.close()
        socket_paths.remove(thread.places.socket)
        socket_paths.remove(thread.places.info)

    def failed(self, error: BaseException) -> None:
        """The agent's thread has failed: out with everything, and one line about it."""
        warn("the agent has failed and is gone: %s: %s; please report it" % (type(error).__name__, error))
        with self.lock:
            self.hooks.remove()
            thread, self.thread = self.thread, None
            if thread is not None:
                self.discard(thread)

    def register(self) -> None:
        """Hears of forks and of the end of the process; once a process."""
        if self.registered:
            return
        self.registered = True
        forks.follow(self)
        atexit.register(self.stop, "exit")

    def unregister(self) -> None:
        """Takes `register` back."""
        self.registered = False
        forks.forget(self)
        atexit.unregister(self.stop)
        if self.finalizer is not None:
            self.finalizer.cancel()
            self.finalizer = None

    def follow_end(self) -> None:
        """A process that multiprocessing has started ends without a look at atexit."""
        process, util = sys.modules.get("multiprocessing.process"), sys.modules.get("multiprocessing.util")
        if process is None or util is None or process.parent_process() is None:
            return
        if self.finalizer is None or not self.finalizer.still_active():
            self.finalizer = util.Finalize(None, self.stop, args=("exit",), exitpriority=-100)

    def before_fork(self) -> None:
        """A fork should find one thread less."""
        self.lock.acquire()
        thread = self.thread
        if thread is not None:
            troubles.guard("the pause for a fork", lambda: thread.join("fork", FORK_WAITS))

    def after_fork_in_parent(self) -> None:
        """Goes on as before."""
        thread = self.thread
        try:
            if thread is not None:
                start_again(self.hooks.asyncio, lambda: self.resume(thread), lambda: self.wait_for_loop(thread))
        except Exception as error:
            self.failed(error)
        finally:
            self.lock.release()

    def resume(self, thread: AgentThread) -> None:
        """The agent's thread goes on after a fork; called where the fork was, or by the loop there."""
        try:
            with self.lock:
                if self.thread is thread:
                    thread.resume()
        except Exception as error:  # such as a limit of threads that is reached
            self.failed(error)

    def wait_for_loop(self, thread: AgentThread) -> None:
        """The agent comes again with the next loop; but whoever visits stays, for it has to put everything back."""
        if self.left is not None:
            thread.resume()
            return
        self.thread = None
        self.armed = True
        self.hooks.before_first_loop = self.first_loop
        troubles.guard("the word that it leaves", lambda: thread.clients.say_bye("stopped"))
        self.discard(thread)

    def after_fork_in_child(self) -> None:
        """The child gets a socket of its own once it runs a loop."""
        self.lock = threading.RLock()
        thread, self.thread = self.thread, None
        if thread is not None:
            thread.close()
            self.armed = True
            self.hooks.before_first_loop = self.first_loop
        self.loops.forget()
        self.registry.forget()


agent = Agent()
