"""The directory at 1,000 and at 100,000 entities on PostgreSQL and gunicorn: p50, p99 and how many times slower.

Every page is made (no cache of pages), asked by one client, each time with another question.
An import of 10,000 rows is timed in the large one. `BENCH_ASKED=40` questions of each kind, `BENCH_LARGE=100000`.
"""

import os
import random
import re
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote

from bench.pages import environment, fetch, manage, serving
from tests.servers import Postgres, Redis, postgres_folder, redis_program, running

SMALL, LARGE = 1_000, int(os.environ.get("BENCH_LARGE", "100000"))
ASKED = int(os.environ.get("BENCH_ASKED", "40"))
IMPORTED, MOST_SECONDS = 10_000, 60
SIGN_IN = """
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from accounts.models import User
from entities.directory.models import Entity
user, _ = User.objects.get_or_create(email="bench@owes.example", defaults={"role": "coordinator"})
session = SessionStore()
session.update({"_auth_user_id": str(user.pk), "_auth_user_backend": settings.AUTHENTICATION_BACKENDS[0],
                "_auth_user_hash": user.get_session_auth_hash()})
session.save()
print("KEY", session.session_key)
print("ROWS", *Entity.objects.order_by("?").values_list("slug", flat=True)[:200])
print("PKS", *Entity.objects.order_by("?").values_list("pk", flat=True)[:200])
"""
IMPORT = f"""
import io, random, time
from common.spreadsheets.writer import xlsx_file
from entities.directory.models import Entity
from entities.imports import services, working
from entities.imports.models import EntityImport
dice = random.Random(7)
columns = ("name", "kind__name", "nip", "county__name", "town", "email", "phone", "street", "postal_code")
known = [list(row) for row in Entity.objects.order_by("pk").values_list(*columns)[: {IMPORTED} // 4]]
for row in known[::2]:
    row[6] = "33 845 " + str(dice.randrange(1000, 9999))
from owes_portal.demo.scale import names_of
new = [[name, "fundacja", "", "powiat oświęcimski", "Kęty", "biuro@x.example", "33 845 12 34", "ul. Polna 1", "32-650"]
       for name in names_of({IMPORTED} - len(known))]
head = ["Nazwa", "Rodzaj", "NIP", "Powiat", "Miejscowość", "E-mail", "Telefon", "Ulica", "Kod pocztowy"]
with xlsx_file([head, *known, *new], title="Arkusz") as file:
    begun = time.monotonic()
    sheet = services.take_sheet(file=file, name="pomiar.xlsx", by=None)
working.work()
sheet.refresh_from_db()
read, cpu = time.monotonic(), [time.process_time()]
services.tell_columns(import_id=sheet.pk, mapping=sheet.mapping, by=None, enters_similar=True)
working.work()
cpu.append(time.process_time())
tried = time.monotonic()
services.run_import(import_id=sheet.pk, by=None)
working.work()
cpu.append(time.process_time())
sheet.refresh_from_db()
print("IMPORT", sheet.state, sheet.counts, f"read {{read - begun:.1f}} s, tried {{tried - read:.1f}} s,",
      f"written {{time.monotonic() - tried:.1f}} s; seconds of Python's processor",
      " + ".join(f"{{after - before:.1f}}" for before, after in zip([0, *cpu], cpu)))
"""
WORDS = [
    "catering", "zielona", "fundacja", "dąbrowa", "seniorów", "kuchnia", "sprzątanie", "strażacy", "koło",
    "stowarzyszenie", "lipnica", "szycie",
]  # fmt: skip
NEAR = ["katering", "zielnoa", "fundcaja", "dabrwoa", "sprzatnie", "towarzyszen", "lipinca", "opeika"]
KINDS = ["association", "foundation", "kgw", "osp", "social-cooperative", "wtz"]
UPPER = ["gotuja", "sprzataja", "opiekuja", "wytwarzaja"]


def questions(rows: list[str], pks: list[str]) -> dict[str, list[str]]:
    """Addresses of each kind, each time another one."""
    dice = random.Random(3)
    pick = dice.choice

    def many(make: object) -> list[str]:
        return [make() for _ in range(ASKED)]  # type: ignore[operator]

    return {
        "list": many(lambda: "/podmioty/"),
        "list, a deep page": many(lambda: f"/podmioty/?strona=po-{pick(pks)}"),
        "filters with counts": many(lambda: f"/podmioty/?rodzaj={pick(KINDS)}&co={pick(UPPER)}&ps={pick('01')}"),
        "one county": many(lambda: f"/podmioty/?powiat=oswiecimski&rodzaj={pick(KINDS)}"),
        "search": many(lambda: f"/podmioty/?q={quote(pick(WORDS))}"),
        "search, two words": many(lambda: f"/podmioty/?q={quote(pick(WORDS) + ' ' + pick(WORDS))}"),
        "search, a near word": many(lambda: f"/podmioty/?q={quote(pick(NEAR))}"),
        "search, the whole portal": many(lambda: f"/szukaj/?q={quote(pick(WORDS))}"),
        "entity": many(lambda: f"/podmioty/{pick(rows)}/"),
        "map": many(lambda: f"/podmioty/mapa/?rodzaj={pick(KINDS)}"),
        "panel list": many(lambda: f"/panel/podmioty/?rodzaj={pick(KINDS)}"),
        "panel list, a deep page": many(lambda: f"/panel/podmioty/?od=po-{pick(pks)}"),
        "panel search": many(lambda: f"/panel/podmioty/?q={quote(pick(WORDS)[:5])}"),
        "panel, similar records": many(lambda: f"/panel/podmioty/{pick(pks)}/"),
        "picker": many(lambda: f"/panel/podmioty/szukaj/?q={quote(pick(WORDS)[:4])}"),
        "export of a county (CSV)": many(lambda: "/panel/podmioty/eksport.csv?powiat=oswiecimski")[:10],
    }


def times(base: str, cookie: str, paths: list[str]) -> list[float]:
    """Seconds of each answer to its last byte; every answer must be a good one."""
    line = HTTPConnection(base.removeprefix("http://"), timeout=120)
    found = []
    for number, path in enumerate([*paths[:3], *paths]):
        begun = time.perf_counter()
        line.request("GET", path, headers={"Cookie": cookie})
        answer = line.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {answer.headers.get('Location', '')}")
        if number >= 3:  # the first ones warm up
            found.append(time.perf_counter() - begun)
    return found


def measured(env: dict[str, str], demo: dict[str, str], n: int) -> dict[str, tuple[float, float]]:
    """p50 and p99 of each kind of page at so many entities, in milliseconds."""
    manage(demo, "migrate", "-v0")
    print(manage(demo, "make_scale", "--entities", str(n)).strip(), flush=True)
    uncached = env | {"DJANGO_SETTINGS_MODULE": "bench.cold_settings", "OWES_PAGE_COPIES_NEAR": "0"}
    uncached |= {"OWES_SECOND_FACTOR_ROLES": "nobody"}
    told = manage(uncached, "shell", "-v0", "-c", SIGN_IN)
    key, rows, pks = (re.search(rf"^{name} (.*)$", told, re.MULTILINE)[1] for name in ("KEY", "ROWS", "PKS"))  # type: ignore[index]
    found = {}
    with serving("owes_portal.wsgi", uncached) as portal:
        fetch(f"{portal.base}/podmioty/")
        cookie = f"__Host-sessionid={key}; sessionid={key}"
        for name, paths in questions(rows.split(), pks.split()).items():
            cuts = quantiles(times(portal.base, cookie, paths), n=100, method="inclusive")
            found[name] = 1000 * cuts[49], 1000 * cuts[98]
    return found


def main() -> int:
    """Measure both sizes, print them beside each other; 1 when the import takes too long."""
    folder, redis_path = postgres_folder(), redis_program()
    if folder is None or redis_path is None:
        print("bench directory: needs PostgreSQL and redis-server; left out.")
        return 0
    postgres, redis = Postgres(folder), Redis(redis_path)
    with tempfile.TemporaryDirectory() as scratch, running(postgres), running(redis):
        sizes = {}
        for n in (SMALL, LARGE):
            postgres.create(f"bench{n}")
            env = environment(Path(scratch), postgres.url(f"bench{n}"), redis.url)
            demo = env | {"OWES_MODE": "demo"}
            if n == SMALL:
                manage(env, "collectstatic", "--noinput", "-v0")
            sizes[n] = measured(env, demo, n)
        print(f"{'ms':26}{SMALL:>8,} p50     p99{LARGE:>12,} p50     p99   ratio of p50")
        for name, (small, small_worst) in sizes[SMALL].items():
            large, large_worst = sizes[LARGE][name]
            row = f"{name:26}{small:12.1f}{small_worst:8.1f}{large:16.1f}{large_worst:8.1f}{large / small:12.1f}"
            print(row, flush=True)
        told = manage(demo, "shell", "-v0", "-c", IMPORT)
        print(told[told.index("IMPORT") :].strip())
        seconds = sum(float(part) for part in re.findall(r"([\d.]+) s", told[told.index("IMPORT") :]))
        print(f"import of {IMPORTED:,} rows: {seconds:.0f} s (< {MOST_SECONDS})")
    return int(seconds > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
