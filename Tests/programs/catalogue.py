"""What a program of the matrix is, and the list of them all. The programs are as they come from PyPI; `apps` has the
applications that some of them host, as a user would have written them.

In commands and paths PORT, OTHER (another one), FOLDER (an empty one, which is also the working directory) and APPS
stand for what a test chooses; a command's first word is looked for beside the environment's Python.
"""

from pathlib import Path
from typing import Dict, List, NamedTuple, Optional, Tuple

APPS = Path(__file__).resolve().parent / "apps"


class Planted(NamedTuple):
    """What is wrong with an application: its line is marked `# planted`, and something sets it off."""

    app: str
    kind: str = "blocking-call"
    path: str = "/block"
    """Of an HTTP request that sets it off..."""
    driver: Tuple[str, ...] = ()
    """...or a driver with its arguments..."""
    file: str = ""
    """...or a file in its folder that it finds."""


class Program(NamedTuple):
    """One program: how it is started, driven and ended, and what is so about it."""

    name: str
    command: List[str]
    environment: str = "programs"
    ready: str = "/"
    """The path that answers once it serves; empty: its port accepts connections."""
    paths: Tuple[str, ...] = ()
    """What is asked for, all the time."""
    driver: Tuple[str, ...] = ()
    """A script of `apps` that asks instead, and its arguments."""
    grows: str = ""
    """What it writes into its log again and again while it works, where nobody has to ask."""
    beside: Tuple[Tuple[str, ...], ...] = ()
    """What else is started, before it: commands, or `redis`."""
    takes_along: bool = False
    """Whether what was started beside it ends with it, as Dask's workers do with their scheduler."""
    says: str = ""
    """What its log tells once it works, where it serves no port."""
    workers: int = 0
    """How many workers run loops below it; 0: it runs one itself."""
    beside_it: int = 0
    """How many processes that multiprocessing has started for it run a loop as well as it does itself."""
    loop: bool = True
    """Whether asyncio is in it at all."""
    absence: str = "no event loop"
    """What is said of it where it is not."""
    refusal: str = ""
    """Why no agent comes into it, where none does."""
    tasks: bool = True
    """Whether its loop has tasks at every moment."""
    planted: Optional[Planted] = None
    allowed: Dict[str, str] = {}
    """Findings that are so although nothing was planted, and why."""
    pools: str = ""
    """Why it may have another thread after work that it met in another order."""
    restless: str = ""
    """Why its threads and descriptors grow whether anybody looks or not."""
    lingers: str = ""
    """Why it may stay when it is asked to end, whether anybody looks or not."""
    killed: str = ""
    """Why a SIGTERM ends it at once, before it could clean up, which then has to be said."""
    dashboard: bool = False
    """Whether the dashboard is looked at too."""
    variables: Dict[str, str] = {}
    quick: bool = False
    """Part of `make test`."""


def block(app: str) -> Planted:
    """A sleep in a handler of an application."""
    return Planted(app)


ON_PORT = ["--host", "127.0.0.1", "--port", "PORT"]
IN_APPS = ["--chdir", "APPS"]
WEB = ("/", "/slow")
LINGERING = {
    "unbounded-tasks": "hypercorn keeps tasks for 5 s after their connection is closed: they grow until that is level"
}

#: Servers with workers, and what else is in the services' own environment.
SERVERS = [
    Program(
        "uvicorn",
        ["uvicorn", "--app-dir", "APPS", "--workers", "2", *ON_PORT, "asgi:app"],
        environment="services",
        paths=WEB,
        workers=2,
        planted=block("asgi.py"),
    ),
    Program(
        "gunicorn",
        [
            "gunicorn",
            "--chdir",
            "APPS",
            "-w",
            "2",
            "-k",
            "uvicorn_worker.UvicornWorker",
            "-b",
            "127.0.0.1:PORT",
            "asgi:app",
        ],
        environment="services",
        paths=WEB,
        workers=2,
        planted=block("asgi.py"),
        dashboard=True,
        quick=True,
    ),
    Program(
        "gunicorn-reload",
        ["gunicorn", *IN_APPS, "--reload", "-k", "uvicorn_worker.UvicornWorker", "-b", "127.0.0.1:PORT", "asgi:app"],
        environment="services",
        paths=WEB,
        workers=1,
        planted=block("asgi.py"),
    ),
    Program(
        "gunicorn-flask",
        ["gunicorn", *IN_APPS, "-w", "2", "--threads", "4", "-b", "127.0.0.1:PORT", "wsgi:app"],
        environment="services",
        paths=WEB,
        pools="a thread for each request that runs at once",
        loop=False,
    ),
    Program(
        "hypercorn",
        ["hypercorn", "-w", "2", "-b", "127.0.0.1:PORT", "APPS/asgi.py:app"],
        environment="services",
        paths=WEB,
        allowed=LINGERING,
        workers=2,
        planted=block("asgi.py"),
    ),
    Program(
        "granian",
        ["granian", "--interface", "asgi", "--workers", "2", *ON_PORT, "--working-dir", "APPS", "asgi:app"],
        environment="services",
        paths=WEB,
        workers=2,
        planted=block("asgi.py"),
    ),
    Program(
        "sanic",
        ["sanic", "sanic_app:app", "--workers", "2", *ON_PORT],
        environment="services",
        variables={"PYTHONPATH": "APPS"},
        paths=WEB,
        workers=2,
        tasks=False,
        planted=block("sanic_app.py"),
    ),
    Program(
        "tornado-chat",
        ["python", "APPS/tornado_chat.py", "PORT"],
        environment="services",
        paths=("/", "/new", "/updates"),
        planted=block("tornado_chat.py"),
        quick=True,
    ),
    Program(
        "websockets",
        ["python", "APPS/websockets_app.py", "PORT"],
        environment="services",
        ready="",
        driver=("drive_websockets.py", "PORT"),
        planted=Planted("websockets_app.py", driver=("drive_websockets.py", "PORT", "once", "block")),
        dashboard=True,
        quick=True,
    ),
]

#: Web servers and frameworks.
WEB_PROGRAMS = [
    Program(
        "datasette",
        ["datasette", "serve", "--memory", *ON_PORT],
        ready="/-/versions.json",
        paths=("/", "/-/versions.json", "/_memory.json?sql=select+1", "/_memory?sql=select+2"),
        pools="a thread for each query that runs at once",
        dashboard=True,
    ),
    Program(
        "python-socketio",
        ["python", "APPS/socketio_app.py", "PORT"],
        ready="",
        driver=("drive_socketio.py", "PORT"),
        planted=Planted("socketio_app.py", driver=("drive_socketio.py", "PORT", "block")),
    ),
    Program(
        "quart",
        ["hypercorn", "-w", "2", "-b", "127.0.0.1:PORT", "APPS/quart_app.py:app"],
        paths=WEB,
        allowed=LINGERING,
        workers=2,
        planted=block("quart_app.py"),
    ),
    Program(
        "litestar",
        ["litestar", "--app-dir", "APPS", "--app", "litestar_app:app", "run", *ON_PORT],
        paths=(*WEB, "/thread"),
        pools="a thread for each handler that runs beside the loop",
        planted=block("litestar_app.py"),
    ),
    Program(
        "fastapi-dev",
        ["fastapi", "dev", "APPS/fastapi_app.py", *ON_PORT],
        paths=(*WEB, "/thread"),
        workers=1,
        pools="a thread for each handler that runs beside the loop",
        planted=block("fastapi_app.py"),
    ),
    Program(
        "blacksheep",
        ["uvicorn", "--app-dir", "APPS", *ON_PORT, "blacksheep_app:app"],
        paths=WEB,
        planted=block("blacksheep_app.py"),
    ),
    Program(
        "daphne",
        ["daphne", "-b", "127.0.0.1", "-p", "PORT", "asgi:app"],
        variables={"PYTHONPATH": "APPS"},
        paths=WEB,
        tasks=False,
        planted=block("asgi.py"),
    ),
    Program(
        "gunicorn-gevent",
        ["gunicorn", *IN_APPS, "-w", "2", "-k", "gevent", "-b", "127.0.0.1:PORT", "wsgi:app"],
        paths=WEB,
        loop=False,
        refusal="threads are those of gevent",
    ),
    Program(
        "nicegui",
        ["python", "APPS/nicegui_app.py", "PORT"],
        paths=WEB,
        allowed={
            "unbounded-tasks": "each page waits for its browser to connect, and none does",
            "cpu-bound": "it keeps those pages, and the collector goes through them: some tenths of a second at a time",
            "blocking-call": "the same, where it was looked at once",
        },
        planted=block("nicegui_app.py"),
    ),
    Program(
        "gradio",
        ["python", "APPS/gradio_app.py", "PORT"],
        driver=("drive_gradio.py", "PORT"),
        planted=Planted("gradio_app.py", driver=("drive_gradio.py", "PORT", "block")),
        variables={"HF_HUB_OFFLINE": "1"},
        killed="its server runs in a thread, and its main thread waits for a Ctrl-C",
        pools="a thread for each function that runs at once",
    ),
    Program(
        "streamlit",
        ["streamlit", "run", "APPS/streamlit_app.py", "--server.address", "127.0.0.1", "--server.port", "PORT",
         "--server.headless", "true", "--browser.gatherUsageStats", "false"],
        ready="/_stcore/health",
        driver=("drive_streamlit.py", "PORT"),
        restless="each run of the script makes an event loop that nobody closes",
        allowed={
            "cpu-bound": "after each run it resolves the paths of all modules, in the loop: a fifth of a second on CPU",
            "blocking-call": "it waits in the loop for the start of a thread that runs the script",
        },
    ),
    Program(
        "marimo",
        ["marimo", "run", "APPS/marimo_app.py", "--headless", "--no-token", *ON_PORT],
        ready="/health",
        paths=("/", "/health"),
    ),
    Program(
        "bokeh",
        ["bokeh", "serve", "APPS/bokeh_app.py", "--address", "127.0.0.1", "--port", "PORT"],
        ready="/bokeh_app",
        paths=("/bokeh_app", "/bokeh_app/autoload.js?bokeh-autoload-element=1"),
        allowed={
            "unbounded-tasks": "each page makes a session that lives on for a while without its browser",
            "cpu-bound": "each page's document is made in the loop: some tenths of a second on a busy machine",
            "blocking-call": "the same, where it was looked at once",
        },
        lingers="after some hundred pages it stays for longer than half a minute after a SIGTERM",
    ),
    Program(
        "jupyter-server",
        ["jupyter-server", "--no-browser", "--allow-root", "--ip", "127.0.0.1", "--port", "PORT",
         "--IdentityProvider.token=none", "--ServerApp.root_dir=FOLDER"],
        ready="/api",
        driver=("drive_jupyter.py", "PORT"),
        dashboard=True,
    ),
    Program("luigi", ["luigid", "--address", "127.0.0.1", "--port", "PORT"], ready="/api/task_list",
            paths=("/api/task_list", "/api/graph", "/api/resource_list"), tasks=False),
    Program(
        "prefect",
        ["prefect", "server", "start", *ON_PORT],
        environment="programs-prefect",
        ready="/api/health",
        paths=("/api/health", "/api/version"),
        variables={"PREFECT_HOME": "FOLDER", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"},
        pools="a thread for each connection to its database",
        allowed={
            "cpu-bound": "it sets up its database and its settings in the loop, as it starts",
            "blocking-call": "the same, where it was looked at once",
        },
    ),
]  # fmt: skip

#: What serves other protocols, and what does jobs.
OTHERS = [
    Program("aiosmtpd", ["aiosmtpd", "-n", "-c", "aiosmtpd.handlers.Sink", "-l", "127.0.0.1:PORT"], ready="",
            driver=("drive_smtp.py", "PORT"), tasks=False),
    Program("dask", ["dask", "scheduler", "--host", "127.0.0.1", "--port", "PORT", "--no-dashboard"],
            beside=(("dask", "worker", "tcp://127.0.0.1:PORT", "--nworkers", "1", "--no-dashboard"),),
            takes_along=True, ready="", driver=("drive_dask.py", "PORT")),
    Program(
        "dask-worker",
        ["dask", "worker", "tcp://127.0.0.1:OTHER", "--nworkers", "1", "--nthreads", "2", "--no-dashboard",
         "--listen-address", "tcp://127.0.0.1:PORT"],
        beside=(("dask", "scheduler", "--host", "127.0.0.1", "--port", "OTHER", "--no-dashboard"),),
        beside_it=1,  # it is the nanny of the worker
        ready="",
        driver=("drive_dask.py", "OTHER"),
    ),
    Program(
        "mitmproxy",
        ["mitmdump", "--listen-host", "127.0.0.1", "-p", "PORT", "--set", "confdir=FOLDER", "-q"],
        environment="programs-mitmproxy",
        beside=(("python", "APPS/site.py", "OTHER"),),
        ready="",
        driver=("drive_proxy.py", "PORT", "OTHER"),
        allowed={
            "cpu-bound": "its first start makes the key of its authority, in the loop",
            "blocking-call": "the same, where it was looked at once",
        },
    ),
    Program(
        "mcp",
        ["python", "APPS/mcp_app.py", "PORT"],
        ready="",
        driver=("drive_mcp.py", "PORT"),
        planted=Planted("mcp_app.py", file="block"),
    ),
    Program(
        "arq",
        ["arq", "arq_worker.WorkerSettings"],
        beside=(("redis",),),
        variables={"PYTHONPATH": "APPS"},
        says="Starting worker",
        driver=("drive_arq.py",),
        planted=Planted("arq_worker.py", driver=("drive_arq.py", "block")),
        pools="a connection for each command to Redis that runs at once",
    ),
    Program(
        "taskiq",
        ["taskiq", "worker", "--workers", "2", "taskiq_app:broker"],
        environment="programs-taskiq",
        beside=(("redis",),),
        variables={"PYTHONPATH": "APPS"},
        says="Listening started",
        workers=2,
        driver=("drive_taskiq.py",),
        planted=Planted("taskiq_app.py", driver=("drive_taskiq.py", "block")),
        lingers="a worker without a job waits for one before it hears that it is to end",
    ),
    Program(
        "scrapy",
        ["scrapy", "runspider", "APPS/spider.py"],
        beside=(("python", "APPS/site.py", "OTHER"),),
        variables={"SITE": "OTHER"},
        says="Crawled",
        grows="Crawled",
        tasks=False,
        planted=Planted("spider.py", file="block"),
    ),
    Program(
        "trio",
        ["python", "APPS/trio_app.py", "PORT"],
        paths=("/", "/slow"),
        loop=False,
        absence="trio runs a loop of its own",
    ),
]  # fmt: skip

PROGRAMS = {program.name: program for program in SERVERS + WEB_PROGRAMS + OTHERS}
