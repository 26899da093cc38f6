"""Run by `site` when `looptop run` has put this folder on PYTHONPATH: boots, then gives way to the service's own."""

import sys


def _boot():
    # type: () -> None
    if sys.version_info < (3, 8):
        return
    try:
        from looptop.boot import boot
    except Exception as error:  # another Python's path, an old Python: the service matters, we do not
        sys.stderr.write("looptop: the service runs without agent: %s\n" % error)
        return
    boot()


def _give_way():
    # type: () -> None
    """Runs the sitecustomize that would have run without us, under its own name."""
    import os

    # importlib's own modules, which are there: `importlib.util` would be one more to load
    find_spec = sys.modules["_frozen_importlib_external"].PathFinder.find_spec
    module_from_spec = sys.modules["_frozen_importlib"].module_from_spec
    ours = os.path.realpath(os.path.dirname(__file__))
    spec = find_spec("sitecustomize", [path for path in sys.path if os.path.realpath(path) != ours])
    if spec is None or spec.loader is None:
        return
    module = module_from_spec(spec)
    sys.modules["sitecustomize"] = module
    spec.loader.exec_module(module)


_boot()
_give_way()
