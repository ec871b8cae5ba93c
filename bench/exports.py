"""Lists that staff take as files, at the limit up to which they go out at once: seconds and memory of a web worker.

PostgreSQL, filled as by `bench.figures`, with settings.EXPORT_ROWS_AT_ONCE people at each event and as many entities.
Each list is made in a process of its own, whose highest memory is read. Asked: 2 s of processor time, 300 MB.
`BENCH_ROWS=20000` measures another length.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import django
from django.db import connection

from bench import figures, processor
from bench.pages import environment, manage
from tests.servers import Postgres, postgres_folder, running

MOST_SECONDS, MOST_MEMORY = 2.0, 300


def measure(name: str, work: Callable[[], int]) -> bool:
    """In a child: processor time with the database's, and the most memory held; whether both are as asked."""
    connection.close()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os._exit(_measured(name, work))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _measured(name: str, work: Callable[[], int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    clock, spent, base = time.monotonic(), time.process_time(), processor.seconds(backend)
    size = work()
    own, database = time.process_time() - spent, processor.seconds(backend) - base
    clock, memory = time.monotonic() - clock, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = f"{own:.2f} s and {database:.2f} s of the database, {clock:.2f} s by the clock, {memory} MB"
    print(f"{name}: {told} ({size / 1e6:.1f} MB)", flush=True)
    return int(own + database > MOST_SECONDS or memory > MOST_MEMORY)


def inside(rows: int) -> int:
    """Within the private database."""
    from accounts.exports.responses import sheet_response  # noqa: PLC0415 (Django must be set up first)
    from accounts.exports.services import find  # noqa: PLC0415
    from common.spreadsheets.writer import MOST_XLSX_CELLS, SheetTooLong, csv_pieces  # noqa: PLC0415
    from entities.directory.exports import in_pieces, open_csv_rows, open_json_pieces  # noqa: PLC0415
    from entities.directory.models import Entity  # noqa: PLC0415
    from events.catalogue.models import Event  # noqa: PLC0415
    from tests import factories as make  # noqa: PLC0415

    figures.PEOPLE, figures.AT_EACH, figures.EVENTS, figures.ENTITIES, figures.PERSONS = rows * 2, rows, 2, rows, rows
    figures.CENTRES = figures.PROJECTS = figures.YEARS = 1
    figures.fill()
    user, event = make.UserFactory(administrator=True), Event.objects.order_by("-pk").first()
    make.ParticipationTermsFactory(project=event.project)
    indicator, sheet = make.IndicatorFactory(project=event.project), _sheet_of_errors(rows)

    def made(source: str, kind: str, **path: object) -> Callable[[], int]:
        def work() -> int:
            found = find(user, source, {"query": "od=&do=", **path})
            try:
                answer = sheet_response(found.rows(), name=f"x.{kind}", title="x")
            except SheetTooLong:
                return 0
            return sum(len(piece) for piece in answer.streaming_content)

        return work

    width = 20
    cells = [["Spółdzielnia Socjalna „Kępa”"] * width] * (MOST_XLSX_CELLS // width)
    good = [
        measure(f"{source} {kind}", made(source, kind, **path))
        for source, path in (
            ("entities", {}),
            ("registrations", {"pk": event.pk}),
            ("event-figures", {"pk": event.pk, "what": "osoby"}),
            ("figures", {"what": "osoby"}),
            ("figures", {"what": "podmioty"}),
            ("participants", {"pk": event.project_id}),
            ("indicator-evidence", {"pk": event.project_id, "indicator_id": indicator.pk}),
            ("entity-import-errors", {"pk": sheet}),
        )
        for kind in ("csv", "xlsx")
    ]
    book, everybody = sheet_response, Entity.objects.published()
    for kind, pieces in (
        ("csv", lambda: csv_pieces(open_csv_rows(everybody), delimiter=",")),
        ("json", lambda: in_pieces(open_json_pieces(everybody, date(2026, 12, 1)))),
    ):
        good.append(measure(f"open data {kind}", lambda pieces=pieces: sum(map(len, pieces()))))
    good.append(measure(*_open_data_of_a_long_directory()))
    good.append(
        measure(
            f"a workbook of {MOST_XLSX_CELLS} cells",
            lambda: sum(len(piece) for piece in book(iter(cells), name="x.xlsx", title="x").streaming_content),
        )
    )
    return 0 if all(good) else 1


def _sheet_of_errors(rows: int) -> int:
    """A sheet of an import in which no row can be written; its id."""
    from entities.imports.models import ImportRow  # noqa: PLC0415 (Django must be set up first)
    from tests.factories import EntityImportFactory, ImportRowFactory  # noqa: PLC0415

    sheet = EntityImportFactory(total=rows)
    wrong = {"fate": "error", "said": {"errors": [["nip", "Suma kontrolna się nie zgadza."]]}}
    ImportRow.objects.bulk_create(ImportRowFactory.build(sheet=sheet, number=n + 2, **wrong) for n in range(rows))
    return int(sheet.pk)


def _open_data_of_a_long_directory() -> tuple[str, Callable[[], int]]:
    """Of ten times as many entities as a request may write: the worker writes both files, a request hands one out."""
    from django.conf import settings  # noqa: PLC0415

    from entities.directory.models import Entity, OpenDataFile  # noqa: PLC0415
    from entities.directory.open_data import write_open_data  # noqa: PLC0415

    def work() -> int:
        write_open_data()
        return sum(row.content.size for row in OpenDataFile.objects.all())

    one = Entity.objects.published().first()
    known, wanted = Entity.objects.published().count(), 10 * settings.EXPORT_ROWS_AT_ONCE
    values = {
        field.attname: getattr(one, field.attname) for field in Entity._meta.concrete_fields if field.attname != "id"
    }
    Entity.objects.bulk_create(
        [
            Entity(**values | {"slug": f"dlugi-{n}", "name": f"Podmiot {n}", "nip": "", "regon": "", "krs": ""})
            for n in range(max(0, wanted - known))
        ],
        batch_size=2000,
    )
    return f"the worker writes both files of open data, {wanted} entities", work


def main() -> int:
    """A private PostgreSQL, filled and thrown away."""
    folder = postgres_folder()
    if folder is None:
        print("bench exports: needs PostgreSQL; left out.")
        return 0
    postgres = Postgres(folder)
    with tempfile.TemporaryDirectory() as scratch, running(postgres):
        postgres.create("bench")
        env = environment(Path(scratch), postgres.url("bench"), "redis://127.0.0.1:1/0") | {"OWES_MODE": "demo"}
        manage(env, "migrate", "-v0")
        return subprocess.run([sys.executable, "-m", "bench.exports", "inside"], env=env, check=False).returncode


if __name__ == "__main__":
    if "inside" not in sys.argv:
        sys.exit(main())
    django.setup()
    from django.conf import settings

    sys.exit(inside(int(os.environ.get("BENCH_ROWS", settings.EXPORT_ROWS_AT_ONCE))))
