"""The life of the agent in this process: start, stop, fork, failure."""

import atexit
import binascii
import os
import sys
import sysconfig
import threading
import time
from typing import Any, Callable, Dict, Optional

from . import forks, paths, protocol
from .family import application, has_workers
from .hooks import Hooks
from .imports import follow_asyncio, forget_asyncio
from .loops import Loops
from .registry import Registry
from .requests import TOPICS
from .server import Server
from .servers import command_line, is_control_loop, service_name
from .tcp import Door, NoDoor
from .version import __version__
from .vitals import process_started
from .voice import warn

JOIN = 2.0
"""Seconds that stop() waits for the thread."""
JOIN_FORK = 0.05


class Refused(Exception):
    """The agent cannot start here; the text says why."""


def check_interpreter() -> None:
    """Raises `Refused` where the agent has nothing to offer."""
    if sys.implementation.name != "cpython":
        raise Refused("%s is not supported; run the service on CPython" % sys.implementation.name)
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        raise Refused("a free-threaded build is not supported; use the build with the GIL")
    if not sys.platform.startswith("linux"):
        raise Refused("%s is not supported; looptop needs Linux" % sys.platform)


def asyncio_module() -> Any:
    """asyncio if the service has imported all of it, else None."""
    module = sys.modules.get("asyncio")
    if module is None or getattr(getattr(module, "__spec__", None), "_initializing", False):
        return None
    events, tasks = sys.modules.get("asyncio.events"), sys.modules.get("asyncio.tasks")
    return module if events is not None and tasks is not None and hasattr(module, "run") else None


class Agent:
    """At most one a process; `start` and `stop` may be called any number of times."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.registry = Registry()
        self.loops = Loops()
        self.hooks = Hooks(self.registry, self.loops)
        self.server: Optional[Server] = None
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

    def asyncio_imported(self, asyncio: Any) -> None:
        """asyncio has just been imported, and no loop has run yet."""
        try:
            if self.server is None and not self.armed:
                self.prepare(False)
            self.hooks.install(asyncio)
        except Refused as error:
            warn("not started: %s" % error)
        except Exception as error:
            warn("asyncio is not watched: %s: %s; please report it" % (type(error).__name__, error))

    def first_loop(self) -> None:
        """A loop starts to run: the time to open the socket, if it is not open, and to tell of the loop."""
        if is_control_loop():
            return
        self.hooks.before_first_loop = None
        if self.server is None and self.armed:
            self.armed = False
            self.start(self.name, self.directory, self.left)
        elif self.server is not None:
            self.tell(self.server, True)

    def start(self, name: Optional[str], directory: Optional[str], left: Optional[Callable[[], None]] = None) -> str:
        """Starts the agent; the path of its socket, or an empty string after a line on standard error."""
        with self.lock:
            if self.server is not None:
                return self.server.places.socket
            try:
                return self.open(name, directory, left)
            except (Refused, paths.Unsafe) as error:
                warn("not started: %s" % error)
            except OSError as error:
                warn("not started: %s; set LOOPTOP_DIR to a directory of yours" % error)
            except Exception as error:
                warn("not started: %s: %s; please report it" % (type(error).__name__, error))
            self.hooks.remove()
            return ""

    def visit(self, directory: str, left: Optional[Callable[[], None]]) -> str:
        """Starts the agent until its last client has left, then puts everything back and calls `left`; without that it
        stays. Raises where `start` would print a line."""
        with self.lock:
            if self.server is not None:
                return self.server.places.socket
            try:
                return self.open(None, directory, left)
            except BaseException:
                self.hooks.remove()
                self.unregister()
                raise

    def alone(self, server: Server, left: Callable[[], None]) -> None:
        """The last client of a visit has left; called by the agent's thread, at its end."""
        with self.lock:
            if self.server is not server or server.thread is not None:
                return  # stopped, or resumed after a fork
            self.server = None
            self.discard(server)
            forget_asyncio()
            self.hooks.remove()
            self.unregister()
        left()

    def open(self, name: Optional[str], directory: Optional[str], left: Optional[Callable[[], None]] = None) -> str:
        check_interpreter()
        self.name, self.directory, self.left = name, directory, left
        places = paths.places(directory)
        paths.remove_stale(os.path.dirname(places.info))
        late = False
        asyncio = asyncio_module()
        if asyncio is not None:
            late = self.hooks.asyncio is None and self.has_run(asyncio)
            self.hooks.install(asyncio)
        else:
            follow_asyncio(self.asyncio_imported)
        instance = binascii.hexlify(os.urandom(8)).decode()
        about = self.about(instance, late)
        server = Server(places, self.registry, self.loops, about)
        server.on_failure = self.failed
        if left is not None:
            server.visits(lambda: self.alone(server, left))
        server.second = self.second
        self.server = server
        self.info = {
            "pid": os.getpid(), "start_ticks": paths.start_ticks(os.getpid()), "instance": instance,
            "name": about["name"], "socket": places.socket, "python": about["python"],
            "protocol": protocol.VERSION, "agent": __version__, "application": application(),
        }  # fmt: skip
        try:
            server.reception.open_door(self.door())
            has_loop = asyncio is not None and (late or asyncio._get_running_loop() is not None)
            self.tell(server, has_loop)
            if not has_loop:
                self.hooks.before_first_loop = self.first_loop
            self.register()
            self.follow_end()
            server.start()
        except BaseException:
            self.server = None
            self.discard(server)
            raise
        return places.socket

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

    def tell(self, server: Server, has_loop: bool) -> None:
        """Writes the file beside the socket."""
        self.info["loop"] = has_loop
        paths.write_info(server.places.info, self.info)

    def second(self, server: Server) -> bool:
        """False where the agent's thread is to leave: workers run the loops, and a master is better without threads."""
        if self.info["loop"]:
            return True
        if self.loops.all and "gunicorn.ctl.server" not in sys.modules:
            self.tell(server, True)
            return True
        if not has_workers(os.path.dirname(server.places.info)):
            return True
        if not self.lock.acquire(blocking=False):
            return True  # a fork, or the end
        try:
            if self.server is not server:
                return True
            self.server = None
            self.armed = True
            return False
        finally:
            self.lock.release()

    def has_run(self, asyncio: Any) -> bool:
        """True if there were tasks before the agent."""
        if asyncio._get_running_loop() is not None:
            return True
        weak_set = getattr(asyncio.tasks, "_scheduled_tasks", getattr(asyncio.tasks, "_all_tasks", ()))
        return len(weak_set) > 0

    def about(self, instance: str, late: bool) -> Dict[str, Any]:
        """The answer to `hello`, but for what depends on the client or shows only later."""
        argv = [protocol.text(argument, 1000) or "?" for argument in command_line()[:1000]]
        try:
            cwd: Optional[str] = protocol.text(os.getcwd(), 4096)
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
            "name": protocol.text(self.name or os.environ.get("LOOPTOP_NAME")) or service_name(),
            "argv": argv,
            "executable": protocol.text(sys.executable, 4096),
            "python": "%d.%d.%d" % sys.version_info[:3],
            "implementation": "CPython",
            "cwd": cwd,
            "started": process_started(),
            "agent_started": time.time(),
            "late": late,
            "capabilities": [*TOPICS, "task", "threads", "look", "cancel", "debug"],
        }

    def stop(self, reason: str = "stopped") -> None:
        """Puts the service back as it was found."""
        with self.lock:
            self.armed = False
            self.hooks.before_first_loop = None
            forget_asyncio()
            server, self.server = self.server, None
            if server is not None:
                # nobody can connect any more once the clients hear of it
                paths.remove(server.places.socket)
                paths.remove(server.places.info)
                if server.join(reason, JOIN):
                    self.discard(server)
                else:
                    warn("the agent's thread did not end in %g s" % JOIN)
            self.hooks.remove()  # only now, for the thread may find loops until its end

    def discard(self, server: Server) -> None:
        """Closes a server whose thread has left, and removes its files."""
        server.close()
        paths.remove(server.places.socket)
        paths.remove(server.places.info)

    def failed(self, error: BaseException) -> None:
        """The agent's thread has failed: out with everything, and one line about it."""
        warn("the agent has failed and is gone: %s: %s; please report it" % (type(error).__name__, error))
        with self.lock:
            self.hooks.remove()
            server, self.server = self.server, None
            if server is not None:
                self.discard(server)

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
        if self.server is not None:
            self.server.join("fork", JOIN_FORK)

    def after_fork_in_parent(self) -> None:
        """Goes on as before."""
        try:
            if self.server is not None:
                self.server.resume()
        finally:
            self.lock.release()

    def after_fork_in_child(self) -> None:
        """The child gets a socket of its own once it runs a loop."""
        self.lock = threading.RLock()
        server, self.server = self.server, None
        if server is not None:
            server.close()
            self.armed = True
            self.hooks.before_first_loop = self.first_loop
        self.loops.forget()
        self.registry.forget()


agent = Agent()
