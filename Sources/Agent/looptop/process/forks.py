"""Hears of forks. What Python registers for them stays for ever: so it is registered once a process, whatever agents
come and go, and hands on to the one that is there."""

import os
import sys
import types
from typing import Any, Optional

_KEEPER = "_looptop_forks"
"""A module that outlives the agent's own."""


def follow(agent: Any) -> None:
    """Calls the agent's `before_fork`, `after_fork_in_parent` and `after_fork_in_child` from now on."""
    keeper: Any = sys.modules.get(_KEEPER)
    if keeper is None:
        keeper = types.ModuleType(_KEEPER)
        keeper.agent = keeper.forking = None
        exec(_HANDLERS, vars(keeper))
        os.register_at_fork(before=keeper.before, after_in_parent=keeper.in_parent, after_in_child=keeper.in_child)
        sys.modules[_KEEPER] = keeper
    keeper.agent = agent


def forget(agent: Any) -> None:
    """Takes `follow` back."""
    keeper: Optional[Any] = sys.modules.get(_KEEPER)
    if keeper is not None and keeper.agent is agent:
        keeper.agent = None


# Code of its own, so that it keeps none of this package alive. A fork ends with the agent that it began with.
_HANDLERS = """
def before():
    global forking
    forking = agent
    if forking is not None:
        forking.before_fork()

def in_parent():
    if forking is not None:
        forking.after_fork_in_parent()

def in_child():
    if forking is not None:
        forking.after_fork_in_child()
"""
