"""A throw-away PostgreSQL cluster on loopback, run by a user who is not root; nothing of it is left."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

PLACES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/usr/local")


def program(name: str) -> str | None:
    """Where a program of PostgreSQL lies, None where it is not installed."""
    below = [str(path) for place in PLACES for path in Path(place).glob(f"**/bin/{name}")]  # Debian keeps them off the path
    return max(below, default=None) or shutil.which(name)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Cluster:
    """One cluster. `url(name)` makes a fresh database in it."""

    def __init__(self, *hosts: str) -> None:
        """`hosts` are addresses beside loopback on which it listens, for machines of a test."""
        self.hosts = hosts
        self.folder = Path(tempfile.mkdtemp(prefix="outscan-pg-"))
        self.port = free_port()
        self.user = next((n for n in ("postgres", "nobody") if _known(n)), None) if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self._run(program("initdb"), "-D", str(self.folder / "data"), "-U", "outscan", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.process = None
        if hosts:
            with (self.folder / "data" / "pg_hba.conf").open("a") as rights:
                rights.write("host all all 10.77.0.0/24 trust\n")
        for _ in range(5):  # another process may have taken the port since
            try:
                self.start(again=True)
            except ChildProcessError:
                self.port = free_port()
            else:
                return
        self.start()

    def _run(self, *command) -> None:
        subprocess.run(command, check=True, capture_output=True, user=self.user, cwd="/", env=_environment())

    def start(self, *, again: bool = False) -> None:
        settings = ("-c", "restart_after_crash=off", "-c", "max_connections=60", "-c", "fsync=on")
        self.process = subprocess.Popen(
            [
                *(program("postgres"), "-D", str(self.folder / "data"), "-p", str(self.port)),
                *("-h", ",".join(("127.0.0.1", *self.hosts)), "-k", str(self.folder), *settings),
            ],
            user=self.user,
            cwd="/",
            env=_environment(),
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "log").open("ab"),
        )
        for _ in range(600):
            try:
                self._link().close()
            except psycopg.OperationalError:
                if again and self.process.poll() is not None:
                    raise ChildProcessError from None
                time.sleep(0.1)
            else:
                return
        told = (self.folder / "log").read_text()
        self.close()
        raise TimeoutError(told)

    def _link(self):
        return psycopg.connect(host="127.0.0.1", port=self.port, user="outscan", dbname="postgres", autocommit=True)

    def stop(self, *, rude: bool = False) -> None:
        """Fast shutdown, or an immediate one as in a crash."""
        self.process.send_signal(signal.SIGQUIT if rude else signal.SIGINT)
        self.process.wait(60)

    def url(self, name: str, host: str = "127.0.0.1") -> str:
        with self._link() as link:
            link.execute(f'CREATE DATABASE "{name}"')
        return f"postgresql://outscan@{host}:{self.port}/{name}"

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.stop(rude=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def _known(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _environment():
    return {"PATH": os.environ.get("PATH", ""), "LANG": "C", "LC_ALL": "C"}
