"""Lets the agent into a service that was not started with it: run by the service itself, wherever it was interrupted.

`looptop attach PID` puts a line `folder = '...'` before this text. All that happens here is that a thread starts, and
the rest (`visit.py`) happens there: the service's own threads are held up for no longer than that.
"""


def _looptop(folder: str) -> None:
    import os

    def complain(error: object) -> None:
        words = error if type(error) is str else "%s: %s" % (type(error).__name__, error)
        try:
            with open(folder + "/failed", "w", encoding="utf-8") as file:
                file.write(words)
            os.rename(folder + "/failed", folder + "/error")
        except OSError:
            return  # nobody waits for us any more

    def load() -> None:
        try:
            # whoever renames it first is the one; the others have nothing to do
            os.rename(folder + "/visit.py", folder + "/visit")
        except OSError:
            return
        try:
            with open(folder + "/visit", encoding="utf-8") as file:
                source = file.read()
            names = {"__name__": "_looptop_visit", "FOLDER": folder, "HERE": here}
            exec(compile(source, folder + "/visit.py", "exec"), names)
        except Exception as error:
            complain(error)

    here: object = None
    try:
        import sys
        import threading

        # `threading` would start a green thread, and wait for it, wherever this one was interrupted
        start = getattr(sys.modules.get("_thread"), "start_new_thread", None)
        source = start.__module__ if type(start) is type(load) else None
        source = source.partition(".")[0] if type(source) is str else None
        if source in ("gevent", "eventlet"):
            complain("its threads are those of %s, and an agent needs a real one" % source)
            return
        # asyncio's own, in C: what others have put in its place is not called
        running = getattr(sys.modules.get("_asyncio"), "_get_running_loop", None)
        if running is not None and type(running) is type(len):
            loop = running()
            here = None if loop is None else (threading.get_ident(), loop)
            del loop
        threading.Thread(target=load, name="looptop", daemon=True).start()
    except Exception as error:  # such as: the interpreter is ending, and starts no more threads
        complain(error)


_looptop(folder)  # type: ignore[name-defined]  # noqa: F821
