"""What is linked into the program: the list of parts (SBOM), as CycloneDX has it."""

import hashlib
import json
import re
import subprocess
import time
import uuid
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import project

#: Debian's package, the name that people know, and the licence.
LINKED: List[Tuple[str, str, str]] = [
    ("libc6-dev", "glibc", "LGPL-2.1-or-later"),
    ("libncurses-dev", "ncurses", "X11-distribute-modifications-variant"),
    ("libtomlplusplus-dev", "toml++", "MIT"),
]
SWIFT = "Apache-2.0 WITH Swift-exception"


def answer(command: List[str]) -> Optional[str]:
    """What a command prints; None where it cannot be asked."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=project.ROOT)
    except OSError:
        return None
    return done.stdout.decode().strip() if done.returncode == 0 else None


def component(name: str, version: Optional[str], licence: str, purl: Optional[str] = None) -> Dict[str, Any]:
    """One part."""
    key = "expression" if " " in licence else "license"
    found: Dict[str, Any] = {
        "type": "library",
        "name": name,
        "version": version or "unknown",
        "licenses": [{key: licence if key == "expression" else {"id": licence}}],
    }
    return {**found, "purl": purl} if purl else found


def components() -> List[Dict[str, Any]]:
    """All of them."""
    parts = []
    for package, name, licence in LINKED:
        version = answer(["dpkg-query", "-W", "-f", "${Version}", package])
        parts.append(component(name, version, licence, version and f"pkg:deb/debian/{package}@{version}"))
    gcc = answer(["gcc", "-dumpfullversion"])
    parts.append(component("libstdc++ and libgcc", gcc, "GPL-3.0-or-later WITH GCC-exception-3.1"))
    swift = re.search(r"Swift version (\S+)", answer(["swift", "--version"]) or "")
    for name in ("Swift standard library", "swift-corelibs-libdispatch"):
        parts.append(component(name, swift.group(1) if swift else None, SWIFT))
    pins = json.loads((project.ROOT / "Package.resolved").read_text())["pins"]
    for pin in pins:
        name, version = pin["identity"], pin["state"]["version"]
        part = component(name, version, SWIFT, f"pkg:swift/github.com/apple/{name}@{version}")
        if name == "swift-argument-parser":
            part["pedigree"] = {"notes": "with Packaging/argument-parser.patch: without Foundation"}
        parts.append(part)
    return parts


def document(binary: Path) -> str:
    """The whole list."""
    digest = hashlib.sha256(binary.read_bytes()).hexdigest()
    program = {
        "type": "application",
        "name": "looptop",
        "version": project.version(),
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }
    found = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        # Of the program's bytes: the same program has the same list.
        "serialNumber": f"urn:uuid:{uuid.UUID(digest[:32], version=5)}",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(project.epoch())),
            "component": program,
        },
        "components": components(),
    }
    return json.dumps(found, indent=2) + "\n"
