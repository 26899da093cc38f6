"""Whose a file is: the service's own, the application's where that is installed, a library's, nobody's."""

import os
import sysconfig

import pytest
from looptop.process.own_code import APPLICATION, LIBRARY, NOBODYS, OWN, Ownership, packages_of

INSTALLED = "/venv/lib/python3.12/site-packages/"


def ownership(*arguments, own=None, monkeypatch=None):
    if own is not None:
        monkeypatch.setenv("LOOPTOP_OWN", own)
    found = Ownership()
    found.learn(["python", *arguments])
    return found


def test_a_program_beside_its_libraries_owns_what_is_not_installed():
    found = ownership("/srv/app.py")
    assert found.rank("/srv/app.py") == found.rank("/srv/shop/db.py") == OWN
    assert found.rank(INSTALLED + "aiohttp/web.py") == LIBRARY
    assert found.rank(os.path.join(sysconfig.get_paths()["stdlib"], "asyncio", "queues.py")) == NOBODYS
    assert found.rank(INSTALLED + "anyio/_backends/_asyncio.py") == NOBODYS


@pytest.mark.parametrize("name", ["<string>", "<frozen importlib._bootstrap>", "<attrs generated init app.Order>"])
def test_code_made_up_at_run_time_is_nobodys(name):
    assert ownership("/srv/app.py").rank(name) == NOBODYS


def test_code_that_somebody_has_typed_is_the_services_own():
    assert ownership("-c", "import asyncio").rank("<string>") == OWN
    assert ownership("/srv/app.py").rank("<stdin>") == OWN
    assert ownership("/srv/app.py").rank("<ipython-input-3-0aa>") == OWN


@pytest.mark.parametrize(
    "arguments, package",
    [
        (["-m", "shop"], "shop"),
        (["-m", "shop.worker", "--loud"], "shop"),
        (["-X", "dev", "-m", "uvicorn", "shop.main:app"], "shop"),
        (["-m", "gunicorn", "-k", "uvicorn.workers.UvicornWorker", "shop:make()"], "shop"),
        (["-m", "arq", "shop.worker.Settings"], "shop"),
        ([INSTALLED + "shop/__main__.py"], "shop"),
    ],
)
def test_of_an_installed_program_its_own_package_counts(arguments, package):
    found = ownership(*arguments)
    assert found.rank(INSTALLED + package + "/db.py") == APPLICATION
    assert found.rank(INSTALLED + "shopping/db.py") == found.rank(INSTALLED + "uvicorn/server.py") == LIBRARY


def test_a_command_tells_the_package_that_it_starts(tmp_path):
    script = tmp_path / "shop"
    script.write_text("#!/venv/bin/python\nimport re\nimport sys\nfrom shopd.cli import main\nsys.exit(main())\n")
    assert packages_of(["python", str(script), "serve"]) == ({"shopd"}, False)
    script.write_text("#!/venv/bin/python\nimport aiohttp\nprint('a program of its own')\n")
    assert packages_of(["python", str(script)]) == (frozenset(), False)


def test_a_setting_names_more(monkeypatch):
    found = ownership("/srv/app.py", own="acme_common, /opt/plugins", monkeypatch=monkeypatch)
    assert found.rank(INSTALLED + "acme_common/queue.py") == APPLICATION
    assert found.rank("/opt/plugins/one.py") == OWN
