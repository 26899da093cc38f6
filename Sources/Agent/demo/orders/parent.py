"""Leaves with the process that started the demo, however that one goes, SIGKILL too."""

import os
import signal
import threading
import time


def watch(pid: int) -> None:
    """End this process soon after `pid` is no longer its parent."""
    threading.Thread(target=_wait, args=(pid,), name="parent-watch", daemon=True).start()


def _wait(pid: int) -> None:
    while os.getppid() == pid:
        time.sleep(0.25)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)
    os._exit(1)
