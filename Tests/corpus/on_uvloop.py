"""Runs a service as it is, on uvloop instead of asyncio's own loop: on_uvloop.py SERVICE."""

import runpy
import sys
import warnings

import uvloop

if __name__ == "__main__":
    warnings.simplefilter("ignore", DeprecationWarning)  # of policies, which are the only way from outside
    uvloop.install()
    del sys.argv[0]
    runpy.run_path(sys.argv[0], run_name="__main__")
