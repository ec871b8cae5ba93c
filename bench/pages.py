"""Public pages on PostgreSQL, Redis and gunicorn (2 workers), as a ratio to a bare Django view of as many bytes.

Cold: every request makes the page. Warm: from the page cache, its freshness checked. The two servers are measured in
short turns, page, bare, page, bare …; see README.md. Needs wrk, PostgreSQL and Redis.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench import processor
from tests.servers import Postgres, Redis, postgres_folder, redis_program, running

ROOT = Path(__file__).resolve().parent.parent
TURNS = int(os.environ.get("BENCH_TURNS", "9"))
# Page, what the issue asks of it cold, and where it is; {…} is filled from the demo.
PAGES = [
    ("home", 0.05, "/"),
    ("news list", 0.05, "/aktualnosci/"),
    ("article with gallery", 0.03, "/aktualnosci/{article}/"),
    ("event", 0.03, "/wydarzenia/{event}/"),
    ("events list", 0.05, "/wydarzenia/"),
    ("entities list", 0.05, "/podmioty/"),
    ("entity", 0.03, "/podmioty/{entity}/"),
    ("search", 0.03, "/szukaj/?q=spotkanie"),
]
WARM = 0.5
ANALYSE = "from django.db import connection; connection.cursor().execute('ANALYZE')"
SLUGS = """
from news.articles.models import Article
from events.catalogue.models import Event
from entities.directory.models import Entity
from django.utils import timezone
article = Article.objects.published().filter(gallery__isnull=False).order_by("-gallery__photo_count", "id").first()
event = Event.objects.coming(timezone.localdate()).first()
entity = Entity.objects.published().filter(services__isnull=False).order_by("sort_name").first()
print("SLUGS", article.slug, event.slug, entity.slug)
"""


@dataclass(frozen=True)
class Server:
    """A gunicorn that runs, and the database behind it."""

    base: str
    pid: int
    database: int = 0


@dataclass
class Measured:
    """What one server did in its turns."""

    rates: list[float] = field(default_factory=list)
    answers: int = 0
    processor: float = 0.0
    database: float = 0.0

    def each(self) -> float:
        """Processor seconds of the workers per answer."""
        return self.processor / self.answers

    def each_with_database(self) -> float:
        """The same with what PostgreSQL spent."""
        return (self.processor + self.database) / self.answers


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def manage(env: dict[str, str], *command: str) -> str:
    """Run a management command of the portal."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {command[0]}: {done.stderr[-2000:]}")
    return done.stdout


@contextmanager
def serving(application: str, env: dict[str, str], database: int = 0) -> Iterator[Server]:
    """gunicorn with the deployment's configuration and two workers, which are not renewed in the middle of a turn."""
    port = free_port()
    env = {**env, "OWES_BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "2"}
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "--max-requests", "0", application]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL)
    try:
        yield Server(f"http://127.0.0.1:{port}", process.pid, database)
    finally:
        process.terminate()
        process.wait()


def fetch(address: str) -> int:
    """Size of the page, once it answers."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(address) as answer:
                return len(answer.read())
        except OSError as error:
            if getattr(error, "code", 0):
                raise
            time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer")


def turn(server: Server, path: str, into: Measured) -> None:
    """One second of answers; each must be a good one. Eight clients: two might both come to one worker by chance."""
    spent, asked = processor.seconds(server.pid), processor.seconds(server.database)
    command = ["wrk", "-t1", "-c8", "-d1s", server.base + path]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in text:
        raise RuntimeError(f"{path} answers with errors")
    rate, answers = re.search(r"Requests/sec:\s+([\d.]+)", text), re.search(r"(\d+) requests in", text)
    assert rate is not None
    assert answers is not None
    into.rates.append(float(rate[1]))
    into.answers += int(answers[1])
    into.processor += processor.seconds(server.pid) - spent
    into.database += processor.seconds(server.database) - asked


def environment(folder: Path, database: str, redis: str) -> dict[str, str]:
    """Production settings with everything on this machine."""
    return os.environ | {
        "OWES_MODE": "production",
        "OWES_SECRET_KEY": "bench" * 12,
        "OWES_SITE_URL": "https://127.0.0.1",
        "OWES_ALLOWED_HOSTS": "127.0.0.1",
        "OWES_FIELD_KEYS": "YmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtMDA=",
        "OWES_EMAIL_HOST": "127.0.0.1",
        "OWES_FROM_EMAIL": "bench@owes.example",
        "OWES_SSL_REDIRECT": "false",
        "OWES_VAR_DIR": str(folder),
        "DATABASE_URL": database,
        "OWES_REDIS_URL": redis,
        "DJANGO_SETTINGS_MODULE": "owes_portal.settings",
    }


def compare(portal: Server, bare: Server, path: str) -> tuple[int, Measured, Measured]:
    """Size of the page, and what both servers did in alternate turns."""
    for _ in range(20):  # both workers have their plans and templates
        size = fetch(portal.base + path)
    page, plain = Measured(), Measured()
    for _ in range(TURNS):
        turn(portal, path, page)
        turn(bare, f"/{size}/", plain)
    return size, page, plain


HEAD = "{:22}      size   page/s  bare/s   ratio (spread)         asked   processor, and with the database"
LINE = "{:22} {:6.1f} kB {:8.0f}{:8.0f}   {:.3f} ({:.3f} - {:.3f})   ≥ {:<4}  {:.3f}  {:.3f}  {}"


def measure(portal: Server, bare: Server, pages: list[tuple[str, float, str]], warm: bool) -> bool:
    """Print a line for each page; True when all reach what is asked, judged by the median of the turns."""
    print(HEAD.format("warm" if warm else "cold"))
    good = True
    for name, cold_least, path in pages:
        least = WARM if warm else cold_least
        size, page, plain = compare(portal, bare, path)
        ratios = [mine / other for mine, other in zip(page.rates, plain.rates, strict=True)]
        rates = median(page.rates), median(plain.rates), median(ratios), min(ratios), max(ratios)
        spent = plain.each() / page.each(), plain.each() / page.each_with_database()
        reached = median(ratios) >= least
        good &= reached
        print(LINE.format(name, size / 1024, *rates, least, *spent, "" if reached else "below"), flush=True)
    return good


def main() -> int:
    """Set everything up, measure cold and warm, say how it went."""
    folder, redis_path = postgres_folder(), redis_program()
    if folder is None or redis_path is None or shutil.which("wrk") is None:
        print("bench pages: needs PostgreSQL, redis-server and wrk; left out.")
        return 0
    postgres, redis = Postgres(folder), Redis(redis_path)
    with tempfile.TemporaryDirectory() as scratch, running(postgres), running(redis):
        postgres.create("bench")
        env = environment(Path(scratch), postgres.url("bench"), redis.url)
        demo = env | {"OWES_MODE": "demo"}
        manage(demo, "migrate", "-v0")
        manage(demo, "load_demo")
        # As autovacuum would have done by now (here it is off): without it the planner guesses.
        manage(demo, "shell", "-v0", "-c", ANALYSE)
        manage(env, "collectstatic", "--noinput", "-v0")
        slugs = manage(demo, "shell", "-v0", "-c", SLUGS).split("SLUGS ")[1].split()
        named = dict(zip(("article", "event", "entity"), slugs, strict=True))
        wanted = os.environ.get("BENCH_PAGES", "")
        pages = [(name, least, path.format(**named)) for name, least, path in PAGES if wanted in name]
        uncached = env | {"DJANGO_SETTINGS_MODULE": "bench.cold_settings", "OWES_PAGE_COPIES_NEAR": "0"}
        database = postgres.process.pid
        with serving("bench.bare:application", env) as bare:
            fetch(f"{bare.base}/1/")
            with serving("owes_portal.wsgi", uncached, database) as cold:
                good = measure(cold, bare, pages, warm=False)
            with serving("owes_portal.wsgi", env, database) as warm:
                good &= measure(warm, bare, pages, warm=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
