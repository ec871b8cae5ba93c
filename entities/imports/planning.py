"""The trial: what would become of each row. It changes nothing, and the run asks the very same question again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.text.folding import sort_key
from entities.directory.identifiers import show_nip
from entities.directory.models import EnterpriseStatus, Entity, EntityKind, OfferedService, ServiceCategory
from entities.directory.permissions import in_care
from entities.imports.matching import Directory, Known, Match
from entities.imports.models import EntityImport
from entities.imports.states import Fate
from entities.imports.values import Read, Reader
from entities.territory.models import County, Municipality

BATCH = 500
COMPARED = (
    "name", "short_name", "kind_id", "nip", "regon", "krs", "county_id", "municipality_id", "town", "street",
    "postal_code", "email", "phone", "website", "lead", "description", "brand",
)  # fmt: skip
POSITION = ("latitude", "longitude")
MOST_NAMED = 3
SHORT = 120
Progress = Callable[[int], None]


@dataclass(slots=True)
class Planned:
    """A row with its fate; `read`, `services` (those it adds) and the decision on the status are what the run writes.

    The decision is a new one (`is_granted`), or `ended` is the one kept already whose last day the sheet tells.
    """

    number: int
    read: Read
    fate: str = ""
    entity_id: int | None = None
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    services: list[str] = field(default_factory=list)
    is_granted: bool = False
    ended: int | None = None
    like: list[tuple[int, str]] = field(default_factory=list)
    note: str = ""

    def said(self) -> dict[str, Any]:
        """What is told about the row, as its column keeps it (and as JSON gives it back)."""
        told: dict[str, list[Any]] = {"errors": self.read.errors, "changes": self.changes, "like": self.like}
        said: dict[str, Any] = {name: [list(one) for one in value] for name, value in told.items() if value}
        return said | ({"note": self.note} if self.note else {})


def plan(sheet: EntityImport, rows: Iterable[tuple[int, list[str]]], progress: Progress) -> list[Planned]:
    """The fate of every row, in the order of the sheet."""
    planner = _Planner(sheet)
    planned: list[Planned] = []
    waiting: list[Planned] = []
    for done, (number, cells) in enumerate(rows, start=1):
        waiting.append(planner.meet(number, cells))
        if len(waiting) == BATCH:
            planner.compare(waiting)
            planned += waiting
            waiting = []
            progress(done)
    planner.compare(waiting)
    return planned + waiting


class _Planner:
    def __init__(self, sheet: EntityImport) -> None:
        self.sheet = sheet
        self.reader, self.directory = Reader(sheet.mapping), Directory()
        self.taken: dict[int, int] = {}
        self.names = {
            "kind_id": {code: capfirst(name) for code, name in EntityKind.objects.values_list("code", "name")},
            "municipality_id": dict(Municipality.objects.values_list("code", "name")),
            "county_id": {county.pk: str(county) for county in County.objects.all()},
            "services": dict(ServiceCategory.objects.values_list("code", "name")),
        }

    # --- whom the row means -------------------------------------------------------------------------------------
    def meet(self, number: int, cells: list[str]) -> Planned:
        """Read the row and find its record; what it changes is compared later, for many rows at once."""
        row = Planned(number, self.reader.read(cells))
        values = row.read.values
        if row.read.record is not None:
            self._by_record(row)
        elif not values.get("name") and not any(name == "name" for name, _text in row.read.errors):
            row.read.errors.append(("name", _("The name is missing.")))
        if row.entity_id is None and row.read.record is None:
            if "kind_id" not in values and self.sheet.default_kind_id:
                values["kind_id"] = self.sheet.default_kind_id
            self._by_likeness(row)
        if row.read.errors:
            row.fate = Fate.ERROR
        return row

    def _by_record(self, row: Planned) -> None:
        known = self.directory.by_pk.get(row.read.record or 0)
        if known is None:
            row.read.errors.append(("record", _("The directory has no record of this number.")))
        else:
            self._take(row, known)

    def _by_likeness(self, row: Planned) -> None:
        me = self._known(row)
        found = self.directory.match(me) if me.name else Match()
        if found.meant is not None:
            # The kind told for the whole sheet is only for new ones.
            if "kind" not in self.reader.places:
                row.read.values.pop("kind_id", None)
            self._take(row, found.meant)
            return
        if found.doubtful and not self.sheet.enters_similar:
            self._doubt(row, found.doubtful)
        elif found.operator and found.operator.pk > 0:
            row.note = _("The same number as: %(name)s.") % {"name": found.operator.name[:SHORT]}
        if not row.read.values.get("kind_id") and not any(name == "kind" for name, _text in row.read.errors):
            row.read.errors.append(("kind", _("The kind is missing.")))
        if not row.read.errors:
            row.fate = Fate.NEW
            self.directory.add(me)

    def _take(self, row: Planned, known: Known) -> None:
        if known.pk < 0:
            row.read.errors.append(("name", _("It repeats row %(row)s.") % {"row": -known.pk}))
        elif known.pk in self.taken:
            said = {"row": self.taken[known.pk]}
            row.read.errors.append(("name", _("Row %(row)s means the same record already.") % said))
        else:
            row.entity_id = known.pk
            if not row.read.errors:
                self.taken[known.pk] = row.number

    def _doubt(self, row: Planned, doubtful: tuple[Known, ...]) -> None:
        above = [one for one in doubtful if one.pk < 0]
        row.like = [(one.pk, one.name[:SHORT]) for one in doubtful if one.pk > 0][:MOST_NAMED]
        if row.like:
            why = _("The directory has a similar record. If it is the same, write its name or its number here.")
        else:
            why = _("It is like row %(row)s.") % {"row": -above[0].pk}
        row.read.errors.append(("name", why))

    def _known(self, row: Planned) -> Known:
        values = row.read.values
        name = values.get("name", "")
        return Known(
            pk=-row.number,
            name=name,
            sort_name=sort_key(name),
            kind=values.get("kind_id", ""),
            county=values.get("county_id"),
            town=values.get("town", ""),
            nip=values.get("nip", ""),
            regon=values.get("regon", ""),
            krs=values.get("krs", ""),
        )

    # --- what the row changes -----------------------------------------------------------------------------------
    def compare(self, rows: list[Planned]) -> None:
        """Say of rows that mean a record what they would change in it; of new ones what they offer."""
        keys = [row.entity_id for row in rows if row.entity_id]
        columns = (*COMPARED, *POSITION, "enterprise_from", "enterprise_until")
        kept = {one["pk"]: one for one in Entity.objects.filter(pk__in=keys).values("pk", *columns)}
        elsewhere = self._elsewhere(keys)
        offered: dict[int, set[str]] = {}
        for key, code in OfferedService.objects.filter(entity__in=keys).values_list("entity_id", "category_id"):
            offered.setdefault(key, set()).add(code)
        decided: dict[int, list[EnterpriseStatus]] = {}
        for status in EnterpriseStatus.objects.filter(entity__in=keys).order_by("pk"):
            decided.setdefault(status.entity_id, []).append(status)
        for row in rows:
            if row.fate == Fate.NEW:
                row.services, row.is_granted = row.read.services, row.read.since is not None
            elif row.fate != Fate.ERROR and row.entity_id:
                self._changes(row, kept[row.entity_id], offered.get(row.entity_id, set()))
                self._status(row, kept[row.entity_id], decided.get(row.entity_id, []))
                row.fate = Fate.UPDATE if row.changes else Fate.SAME
                if row.changes and row.entity_id in elsewhere:
                    row.fate = Fate.ERROR
                    row.read.errors.append(
                        ("name", _("Another centre serves the county of this record: its coordinator decides."))
                    )

    def _elsewhere(self, keys: list[int]) -> set[int]:
        """Of these records those about which whoever brought the sheet does not decide."""
        by = self.sheet.asked_by
        if by is None:
            return set()
        mine = Entity.objects.filter(in_care(by), pk__in=keys)
        return set(keys) - set(mine.values_list("pk", flat=True))

    def _changes(self, row: Planned, kept: dict[str, Any], offered: set[str]) -> None:
        values = row.read.values
        _leave_place(values, kept)
        for name in COMPARED:
            if name in values and (values[name] or "") != (kept[name] or ""):
                said = self._text(name, kept[name]), self._text(name, values[name])
                row.changes.append((name.removesuffix("_id"), *said))
        if "latitude" in values:
            row.changes.append(("position", ", ".join(str(kept[name]) for name in POSITION), ""))
        row.services = [code for code in row.read.services if code not in offered]
        if row.services:
            added = ", ".join(self.names["services"][code] for code in row.services)
            row.changes.append(("services", "", added[:SHORT]))

    def _status(self, row: Planned, kept: dict[str, Any], decided: list[EnterpriseStatus]) -> None:
        """A decision of a day that is known is not entered again; a cell without its last day says nothing of it."""
        since, until = row.read.since, row.read.until
        if since is None:
            return
        same = [status for status in decided if status.decided_on == since]
        if not same:
            row.is_granted = True
            before = _span(kept["enterprise_from"], kept["enterprise_until"])
            row.changes.append(("enterprise_from", before, _span(since, until)))
            return
        # Of two of one day the number tells which; else the later one, which the portal shows.
        numbered = [status for status in same if row.read.decision and status.decision_number == row.read.decision]
        status = (numbered or same)[-1]
        if until and until != status.ends_on:
            row.ended = status.pk
            row.changes.append(("enterprise_from", _span(since, status.ends_on), _span(since, until)))

    def _text(self, name: str, value: Any) -> str:
        """The value as people know it."""
        if not value:
            return ""
        if name == "nip":
            return show_nip(value)
        return str(self.names.get(name, {}).get(value, value))[:SHORT]


def _leave_place(values: dict[str, Any], kept: dict[str, Any]) -> None:
    """With a county of which the kept municipality is not a part, this one goes; from another county the position."""
    county, municipality = values.get("county_id"), kept["municipality_id"]
    if not county:
        return
    if municipality and "municipality_id" not in values and not municipality.startswith(county):
        values["municipality_id"] = None
    if kept["county_id"] not in (None, county) and any(kept[name] is not None for name in POSITION):
        values |= dict.fromkeys(POSITION)


def _span(since: date | None, until: date | None) -> str:
    return f"{since} – {until or '…'}" if since else ""
