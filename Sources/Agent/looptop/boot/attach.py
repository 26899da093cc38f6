"""Lets the agent into a service that was not started with it: run by the service itself, wherever it was interrupted.

`looptop attach PID` puts a line `folder = '...'` before this text. All that happens here is that a thread starts, and
the rest (`visit.py`) happens there: the service's own threads are held up for no longer than that.
"""


def _looptop(folder):  # type: ignore[no-untyped-def]
    def load():  # type: ignore[no-untyped-def]
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
            try:
                with open(folder + "/failed", "w", encoding="utf-8") as file:
                    file.write("%s: %s" % (type(error).__name__, error))
                os.rename(folder + "/failed", folder + "/error")
            except OSError:
                return  # nobody waits for us any more

    try:
        import os
        import threading

        threading.Thread(target=load, name="looptop", daemon=True).start()
    except Exception:
        return  # no thread to be had: whoever waits for an answer says so


_looptop(folder)  # type: ignore[name-defined,no-untyped-call]  # noqa: F821
