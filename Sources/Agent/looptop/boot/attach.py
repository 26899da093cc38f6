"""Lets the agent into a service that was not started with it: run by the service itself, wherever it was interrupted.

`looptop attach PID` puts a line `folder = '...'` before this text. All that happens here is that a thread starts, and
the rest (`visit.py`) happens there: the service's own threads are held up for no longer than that.
"""


def _looptop(folder: str) -> None:
    import os

    def complain(error: BaseException) -> None:
        try:
            with open(folder + "/failed", "w", encoding="utf-8") as file:
                file.write("%s: %s" % (type(error).__name__, error))
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
            exec(compile(source, folder + "/visit.py", "exec"), {"__name__": "_looptop_visit", "FOLDER": folder})
        except Exception as error:
            complain(error)

    try:
        import threading

        threading.Thread(target=load, name="looptop", daemon=True).start()
    except Exception as error:  # such as: the interpreter is ending, and starts no more threads
        complain(error)


_looptop(folder)  # type: ignore[name-defined]  # noqa: F821
