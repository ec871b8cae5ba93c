"""What the page of a sheet tells: how far the work is, the rows with their fates, files to take away."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.web.paging import keyset
from entities.imports.columns import FIELDS, LABELS
from entities.imports.models import EntityImport, ImportRow
from entities.imports.progress import heard
from entities.imports.states import Fate, ImportState

PAGE = 50
# What changes may be about: columns, and what follows from them.
CHANGED = LABELS | {"position": gettext_lazy("Position on the map")}
EXAMPLE = {
    "name": "Spółdzielnia Socjalna „Przykład”",
    "kind": "spółdzielnia socjalna",
    "nip": "123-456-32-18",
    "county": "powiat oświęcimski",
    "town": "Kęty",
    "postal_code": "32-650",
    "email": "biuro@przyklad.example",
    "phone": "33 845 12 34",
    "services": "Catering i przyjęcia; Ciasta i pieczywo",
}


class Work(NamedTuple):
    """How far a worker is: rows looked at, and in a run rows written, each out of so many."""

    looked: int
    total: int
    written: int
    to_write: int


class Tab(NamedTuple):
    """The rows of one fate, or all."""

    url: str
    label: str
    count: int
    chosen: bool


class ShownRow(NamedTuple):
    """A row as the page draws it."""

    number: int
    name: str
    fate: str
    word: str
    errors: list[tuple[str, str]]
    changes: list[tuple[str, str, str]]
    like: list[tuple[int, str]]
    note: str
    entity_id: int | None


class ReportPage(NamedTuple):
    """A page of the rows of a sheet, with how many there are of each fate."""

    tabs: list[Tab]
    rows: list[ShownRow]
    next_url: str
    previous_url: str
    new: int
    update: int
    same: int
    error: int


def work_done(sheet: EntityImport) -> Work | None:
    """How far the worker is; None when nobody is at work."""
    if not sheet.is_at_work:
        return None
    done, writes = heard(sheet.pk), 0
    if sheet.state == ImportState.RUNNING:
        writes = sheet.counts.get(Fate.NEW, 0) + sheet.counts.get(Fate.UPDATE, 0)
    looked = done if sheet.state == ImportState.READING else min(done, sheet.total)
    return Work(looked, sheet.total, max(0, done - sheet.total), writes)


def page_of(sheet: EntityImport, fate: str, cursor: str | None) -> ReportPage:
    """Rows of one fate; those with errors first when nothing is asked."""
    counts = {one.value: sheet.counts.get(one.value, 0) for one in Fate}
    if fate not in (*counts, "all"):
        fate = Fate.ERROR if counts[Fate.ERROR] else "all"
    rows = ImportRow.objects.filter(sheet=sheet, **({} if fate == "all" else {"fate": fate}))
    page = keyset(rows, order=("number",), cursor=cursor, size=PAGE)
    named = sheet.mapping.index("name") if "name" in sheet.mapping else 0
    tabs = [Tab("?los=all", _("all"), sum(counts.values()), fate == "all")]
    tabs += [Tab(f"?los={one.value}", _words(one), counts[one], one == fate) for one in Fate if counts[one]]
    return ReportPage(
        tabs,
        [_shown(row, named) for row in page.rows],
        f"?los={fate}&od={page.next}" if page.next else "",
        f"?los={fate}&od={page.previous}" if page.previous else "",
        **counts,
    )


def error_rows(sheet: EntityImport) -> Iterator[list[str]]:
    """Head and rows with errors, as they came, with what is wrong at their end."""
    width = len(sheet.headings)
    yield [*sheet.headings, _("What is wrong")]
    for row in sheet.rows.filter(fate=Fate.ERROR).iterator(1000):
        said = "; ".join(f"{LABELS.get(name, name)}: {text}" for name, text in row.told("errors"))
        yield [*row.cells, *[""] * (width - len(row.cells)), said]


def sample_rows() -> Iterator[list[str]]:
    """All headings and one example."""
    yield [str(field.label) for field in FIELDS]
    yield [EXAMPLE.get(field.key, "") for field in FIELDS]


def _words(fate: Fate) -> str:
    return {
        Fate.NEW: _("new ones"),
        Fate.UPDATE: _("changes"),
        Fate.SAME: _("without change"),
        Fate.ERROR: _("errors"),
    }[fate]


def _shown(row: ImportRow, named: int) -> ShownRow:
    return ShownRow(
        row.number,
        row.cells[named] if named < len(row.cells) else "",
        row.fate,
        str(Fate(row.fate).label) if row.fate else "",
        [(str(LABELS.get(name, name)), text) for name, text in row.told("errors")],
        [(str(CHANGED.get(name, name)), before or "—", after or "—") for name, before, after in row.told("changes")],
        [(pk, name) for pk, name in row.told("like")],
        row.said.get("note", ""),
        row.entity_id,
    )
