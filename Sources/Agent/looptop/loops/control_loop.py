"""The loop with which gunicorn's master listens to its own commands, in a thread of its own: none of the service's."""

import sys
from types import ModuleType
from typing import Any, Dict

from ..safe import field


def _server() -> Dict[str, Any]:
    module = sys.modules.get("gunicorn.ctl.server")
    return vars(module) if type(module) is ModuleType else {}


def is_control_loop(loop: Any) -> bool:
    """True for that loop, once it runs; asked from any thread."""
    servers = _server().get("_active_servers")
    return type(servers) is set and any(field(server, "_loop") is loop for server in list(servers))


def is_control_thread() -> bool:
    """True in the thread that runs it."""
    file = _server().get("__file__")
    frame: Any = sys._getframe() if type(file) is str else None
    while frame is not None:
        if frame.f_code.co_filename == file:
            return True
        frame = frame.f_back
    return False
