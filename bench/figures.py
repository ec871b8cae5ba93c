"""Counting at national scale: how long the figures of an event, a project, a centre's year and the region take.

`BENCH_PEOPLE` participants (2,000,000 unless said), 40 at each event, made by the database itself: a row of each
model is written by the tests' factories and multiplied. Needs PostgreSQL. It fills about 2 GB and takes minutes.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import django
from django.db import connection, models, reset_queries

from bench import processor
from bench.pages import environment, manage
from tests.servers import Postgres, postgres_folder, running

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "2000000"))
AT_EACH, CENTRES, PROJECTS, YEARS = 40, 100, 400, 8
EVENTS, ENTITIES, PERSONS = PEOPLE // AT_EACH, max(PEOPLE // 20, 100), PEOPLE // 2
# What is asked of each, in seconds: an event while the page waits, the others behind the page.
ASKED = {"event": 0.3, "project": 10.0, "centre's year": 10.0, "region's year": 120.0}


def multiply(one: models.Model, n: int, **columns: str) -> str:
    """n more rows like this one, but for these columns (SQL over `g`, the number of the row); the first's id as SQL."""
    fields = [field.column for field in one._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{name}"' for name in fields)
    values = ", ".join(columns.get(name, f't."{name}"') for name in fields)
    table = one._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"')  # noqa: S608
        first = cursor.fetchone()[0] + 1
        cursor.execute(
            f'INSERT INTO "{table}" (id, {names}) SELECT {first - 1} + g, {values} '  # noqa: S608
            f'FROM "{table}" t, generate_series(1, {n}) g WHERE t.id = {one.pk}'
        )
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {first + n})")
    print(f"  {table}: {n}", flush=True)
    return str(first)


def _any(salt: int, of: int) -> str:
    """A number below `of` for each row, without order, the same at each run."""
    return f"(abs(hashint8(g::bigint * 7 + {salt})::bigint) % {of})::int"


def fill() -> None:
    """The world."""
    from django.utils import timezone  # noqa: PLC0415 (Django must be set up first)

    from tests import factories as make  # noqa: PLC0415

    uuid, secret = "gen_random_uuid()", "md5(random()::text) || md5(random()::text)"
    centre = make.SupportCentreFactory()
    centres = multiply(centre, CENTRES, slug="'c-' || g", sort_name="'c' || g")
    project = make.FundingProjectFactory(published=True, centre=centre)
    projects = multiply(project, PROJECTS, slug="'p-' || g", centre_id=f"{centres} + g % {CENTRES}")
    entity = make.EntityFactory(published=True)
    entities = multiply(entity, ENTITIES, slug="'e-' || g", name="'Podmiot ' || g", sort_name="lpad(g::text, 9, '0')")
    event = make.EventFactory(completed=True, centre=centre, project=project)
    day = f"DATE '{timezone.localdate() - timedelta(days=365 * YEARS)}' + {_any(1, 365 * YEARS)}"
    events = multiply(
        event, EVENTS, slug="'w-' || g", preview_token=secret, starts_on=day, ends_on=day, taken=str(AT_EACH),
        centre_id=f"{centres} + g % {CENTRES}", project_id=f"{projects} + {_any(4, PROJECTS)}",
    )  # fmt: skip
    session = make.SessionFactory(event=event)
    sessions = multiply(session, EVENTS, event_id=f"{events} + g - 1", day=day)
    registration = make.RegistrationFactory(event=event)
    forms = multiply(registration, EVENTS, key=uuid, token=secret, form_key=secret, event_id=f"{events} + g - 1")
    name = f"lpad({_any(5, 10**7)}::text, 7, '0')"
    persons = multiply(
        make.PersonFactory(), PERSONS, key=uuid, last_name=f"'Osoba ' || {name}", folded_name=f"'anna osoba ' || {name}"
    )
    participant = make.ParticipantFactory(registration=registration, entity=entity, entity_kind=entity.kind)
    people = multiply(
        participant, PEOPLE, key=uuid, token=secret, ticket=secret, event_id=f"{events} + g % {EVENTS}",
        registration_id=f"{forms} + g % {EVENTS}", queue_number=f"g / {EVENTS} + 10", sort_name=name,
        person_id=f"{persons} + {_any(2, PERSONS)}",
        entity_id=f"CASE WHEN g % 5 = 0 THEN NULL ELSE {entities} + {_any(3, ENTITIES)} END",
        entity_kind_id="CASE WHEN g % 5 = 0 THEN NULL ELSE t.entity_kind_id END",
    )  # fmt: skip
    attendance = make.AttendanceFactory(participant=participant, session=session)
    multiply(attendance, PEOPLE * 17 // 20, participant_id=f"{people} + g - 1", session_id=f"{sessions} + g % {EVENTS}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(name: str, work: Callable[[], object]) -> bool:
    """Count twice, the second time with what the first left in memory: by the clock and by processor time."""
    times = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    for _ in range(2):
        reset_queries()
        began, spent = time.monotonic(), processor.seconds(backend) + time.process_time()
        figures = work()
        times.append(time.monotonic() - began)
        spent = processor.seconds(backend) + time.process_time() - spent
    slow = sorted(connection.queries, key=lambda query: -float(query["time"]))[:3]
    told = f"{figures.people} people" if hasattr(figures, "people") else f"{figures} rows"
    clock = f"{times[0]:.2f} s, again {times[1]:.2f} s, processor {spent:.2f} s"
    print(f"{name}: {clock} ({told}, {len(connection.queries)} queries)", flush=True)
    if os.environ.get("BENCH_QUERIES"):
        for query in slow:
            print(f"    {query['time']} s {query['sql'][:600]}", flush=True)
    return times[1] <= ASKED.get(name, 1e9)


def inside() -> int:
    """Within the private database."""
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from events.catalogue.models import Event  # noqa: PLC0415
    from events.figures.counting import count  # noqa: PLC0415
    from events.figures.exports import entity_rows, person_rows  # noqa: PLC0415
    from events.figures.scopes import Scope, of_centres, of_event, of_project, of_year  # noqa: PLC0415

    began = time.monotonic()
    fill()
    print(f"{PEOPLE} participants at {EVENTS} events in {time.monotonic() - began:.0f} s", flush=True)
    settings.DEBUG = True  # only so that queries are timed
    year = timezone.localdate().year - 1
    event = Event.objects.order_by("-pk").first()
    months = Scope(since=of_year(year).since, until=of_year(year).until)
    centre = of_centres((event.centre_id,), months)
    good = [
        measure("event", lambda: count(of_event(event))),
        measure("project", lambda: count(of_project(event.project))),
        measure("centre's year", lambda: count(centre)),
        measure("region's year", lambda: count(of_year(year))),
        measure("rows of people of a project", lambda: sum(1 for _ in person_rows(of_project(event.project)))),
        measure("rows of entities of a project", lambda: sum(1 for _ in entity_rows(of_project(event.project)))),
    ]
    return 0 if all(good) else 1


def main() -> int:
    """A private PostgreSQL, filled and thrown away."""
    folder = postgres_folder()
    if folder is None:
        print("bench figures: needs PostgreSQL; left out.")
        return 0
    postgres = Postgres(folder)
    with tempfile.TemporaryDirectory() as scratch, running(postgres):
        postgres.create("bench")
        env = environment(Path(scratch), postgres.url("bench"), "redis://127.0.0.1:1/0") | {"OWES_MODE": "demo"}
        manage(env, "migrate", "-v0")
        env |= {"DJANGO_SETTINGS_MODULE": "owes_portal.settings"}
        return subprocess.run([sys.executable, "-m", "bench.figures", "inside"], env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(inside() if "inside" in sys.argv else main())
