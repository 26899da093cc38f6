"""A real sshd on the loopback, with keys, port and settings of its own in a folder of the test's."""

import getpass
import os
import shlex
import subprocess
from pathlib import Path

from service import free_port
from waiting import wait_for

PROGRAM = "/usr/sbin/sshd"


class Sshd:
    """Runs from the constructor on; `stop` ends it."""

    def __init__(self, folder: Path) -> None:
        """Make the keys and the settings, and start."""
        self.folder = folder
        self.port = free_port()
        for name in ("host", "user"):
            key = str(folder / name)
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
        authorized = folder / "authorized"
        authorized.write_text((folder / "user.pub").read_text())
        authorized.chmod(0o600)
        (folder / "config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\nPidFile none\n"
            f"AuthorizedKeysFile {authorized}\nPasswordAuthentication no\nStrictModes no\nUsePAM no\n"
            "PermitRootLogin prohibit-password\n"
        )
        if os.geteuid() == 0:  # where sshd locks itself in; a package makes it at boot
            os.makedirs("/run/sshd", mode=0o755, exist_ok=True)
        self.log = folder / "log"
        command = [PROGRAM, "-D", "-f", str(folder / "config"), "-E", str(self.log)]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        wait_for("sshd", lambda: "Server listening" in self.said(), show=self.said)

    def said(self) -> str:
        """Its log."""
        return self.log.read_text() if self.log.exists() else ""

    def client(self, key: str = "user") -> str:
        """The command that leads here, asking nobody."""
        options = (
            "-o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -F none"
        )
        return f"ssh {options} -i {shlex.quote(str(self.folder / key))} -p {self.port} {getpass.getuser()}@127.0.0.1"

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()
