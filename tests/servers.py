"""Private PostgreSQL and Redis for the tests: in a temporary folder, on their own socket or port, also as root."""

import contextlib
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg2
from django.db.backends.base.base import BaseDatabaseWrapper

POSTGRES_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/usr/pgsql-*/bin",
)
# The shell first: the same engine without windows, at two thirds of the cost.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing here has to survive a power cut; everything has to be quick.
POSTGRES_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "jit": "off",
}


def postgres_folder() -> Path | None:
    """Where initdb and postgres are, or None."""
    for pattern in POSTGRES_FOLDERS:
        for folder in sorted(glob.glob(pattern), reverse=True):
            if Path(folder, "initdb").exists() and Path(folder, "postgres").exists():
                return Path(folder)
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found and shutil.which("postgres") else None


def redis_program() -> str | None:
    """The path of redis-server, or None."""
    return shutil.which("redis-server")


def chromium_program() -> str | None:
    """The path of the system's Chromium, or None."""
    return os.environ.get("OWES_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def _end(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGCONT)
        process.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
    if process.poll() is None:
        process.kill()
        process.wait()


class Postgres:
    """A cluster of its own; PostgreSQL refuses to run as root, so root lends it the `postgres` account."""

    def __init__(self, bin_folder: Path) -> None:
        self.bin = bin_folder
        self.folder = Path(tempfile.mkdtemp(prefix="owes-pg-", dir="/tmp"))  # noqa: S108 (sockets need a short path)
        self.account: dict[str, object] = {"cwd": self.folder}
        if os.getuid() == 0:
            postgres = pwd.getpwnam("postgres")
            os.chown(self.folder, postgres.pw_uid, postgres.pw_gid)
            self.account |= {"user": postgres.pw_uid, "group": postgres.pw_gid, "extra_groups": []}

    def start(self) -> None:
        initdb = [self.bin / "initdb", "-D", "data", "-U", "owes", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **self.account)  # type: ignore[call-overload]
        options = [part for name, value in POSTGRES_OPTIONS.items() for part in ("-c", f"{name}={value}")]
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(  # type: ignore[call-overload]
                [self.bin / "postgres", "-D", "data", "-k", str(self.folder), *options],
                stdout=log,
                stderr=log,
                **self.account,
            )
        self._wait()

    def _wait(self) -> None:
        last: Exception | None = None
        for _ in range(200):
            if self.process.poll() is not None:
                break
            try:
                psycopg2.connect(host=str(self.folder), user="owes", dbname="postgres").close()
                return
            except psycopg2.OperationalError as error:
                last = error
                time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL did not start: {last}\n{(self.folder / 'log').read_text()}")

    def create(self, name: str, *, template: str = "template1") -> None:
        """Make a database: empty, or a copy of another."""
        connection = psycopg2.connect(host=str(self.folder), user="owes", dbname="postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        connection.close()

    def url(self, name: str) -> str:
        """DATABASE_URL of one of its databases."""
        return f"postgres://owes@{quote(str(self.folder), safe='')}/{name}"

    def stop(self) -> None:
        _end(self.process, signal.SIGINT)  # a quick shutdown
        shutil.rmtree(self.folder, ignore_errors=True)


class Redis:
    """A Redis of its own that keeps nothing; it can be stopped, started anew at its port, and made to hang."""

    def __init__(self, program: str, *, password: str = "", by_socket: bool = False) -> None:
        self.program, self.password = program, password
        self.socket = Path(tempfile.mkdtemp(prefix="owes-redis-", dir="/tmp"), "r.sock") if by_socket else None  # noqa: S108
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it (again, at the same port) and wait until it answers."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        options += ["--unixsocket", str(self.socket)] if self.socket else []
        options += ["--requirepass", self.password] if self.password else []
        self.process = subprocess.Popen(
            [self.program, *options, "--databases", "64", "--dir", tempfile.gettempdir()], stdout=subprocess.DEVNULL
        )
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.sendall(b"PING\r\n")
                if connection.recv(16).startswith((b"+PONG", b"-NOAUTH")):
                    return
            time.sleep(0.05)
        raise RuntimeError("Redis did not start.")

    def hang(self) -> None:
        """It takes connections and never answers."""
        self.process.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        """End of hanging."""
        self.process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        _end(self.process, signal.SIGTERM)
        if self.socket:
            shutil.rmtree(self.socket.parent, ignore_errors=True)


def database_url(connection: BaseDatabaseWrapper) -> str:
    """DATABASE_URL of the database this test is on, for a process of its own (needs django_db(transaction=True))."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    host, port = quote(database["HOST"], safe=""), database["PORT"] or 5432
    return f"postgres://{database['USER']}:{database['PASSWORD']}@{host}:{port}/{database['NAME']}"


def become_copy_of(connection: BaseDatabaseWrapper, template: str) -> None:
    """Put a copy of `template` in the place of this test's database (PostgreSQL); other sessions are thrown out."""
    database = connection.settings_dict
    connection.close()
    administrator = psycopg2.connect(host=database["HOST"], user=database["USER"], dbname="postgres")
    administrator.autocommit = True
    with administrator.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{database["NAME"]}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{database["NAME"]}" TEMPLATE "{template}"')
    administrator.close()


@contextlib.contextmanager
def running(server: Postgres | Redis) -> Iterator[None]:
    """Started here, stopped at the end whatever happens."""
    try:
        server.start()
        yield
    finally:
        if hasattr(server, "process"):
            server.stop()
