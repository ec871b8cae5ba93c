"""Public pages on PostgreSQL, Redis and gunicorn (2 workers), as a ratio to a bare Django view of as many bytes.

Cold: every request makes the page. Warm: from the page cache, its freshness checked. Needs wrk, PostgreSQL and Redis.
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
from pathlib import Path

from tests.servers import Postgres, Redis, postgres_folder, redis_program

ROOT = Path(__file__).resolve().parent.parent
SECONDS = int(os.environ.get("BENCH_SECONDS", "4"))
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
def serving(application: str, env: dict[str, str]) -> Iterator[str]:
    """gunicorn with the deployment's configuration and two workers; gives its address."""
    port = free_port()
    env = {**env, "OWES_BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "2"}
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", application]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
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


def rate(address: str, seconds: int = SECONDS) -> float:
    """Answers a second, with as many clients as there are workers; every answer must be a good one."""
    command = ["wrk", "-t1", "-c2", f"-d{seconds}s", address]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in text:
        raise RuntimeError(f"{address} answers with errors")
    found = re.search(r"Requests/sec:\s+([\d.]+)", text)
    assert found is not None
    return float(found[1])


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


def measure(base: str, bare: str, pages: list[tuple[str, float, str]], warm: bool) -> bool:
    """Print a line for each page; True when all reach what is asked."""
    good = True
    for name, cold_least, path in pages:
        least = WARM if warm else cold_least
        size = fetch(base + path)
        for _ in range(4):
            fetch(base + path)
        plain = rate(f"{bare}/{size}/")
        page = rate(base + path)
        good &= page / plain >= least
        mark = "" if page / plain >= least else "   below"
        print(f"{name:22} {size / 1024:7.1f} kB {page:9.0f}/s {plain:9.0f}/s   {page / plain:6.3f} (≥ {least}){mark}")
    return good


def main() -> int:
    """Set everything up, measure cold and warm, say how it went."""
    folder, redis_path = postgres_folder(), redis_program()
    if folder is None or redis_path is None or shutil.which("wrk") is None:
        print("bench pages: needs PostgreSQL, redis-server and wrk; left out.")
        return 0
    postgres, redis = Postgres(folder), Redis(redis_path)
    with tempfile.TemporaryDirectory() as scratch:
        try:
            postgres.start()
            redis.start()
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
            pages = [(name, least, path.format(**named)) for name, least, path in PAGES]
            with serving("bench.bare:application", env) as bare:
                fetch(f"{bare}/1/")
                uncached = {"DJANGO_SETTINGS_MODULE": "bench.cold_settings", "OWES_PAGE_COPIES_NEAR": "0"}
                with serving("owes_portal.wsgi", env | uncached) as cold:
                    print("cold: page / bare view = ratio")
                    good = measure(cold, bare, pages, warm=False)
                with serving("owes_portal.wsgi", env) as warm:
                    print("warm: page / bare view = ratio")
                    good &= measure(warm, bare, pages, warm=True)
        finally:
            redis.stop()
            postgres.stop()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
