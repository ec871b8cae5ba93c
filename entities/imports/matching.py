"""Which record of the directory a row means. The whole directory is looked at once for a sheet, not once for a row.

Units share the numbers of who runs them, so an equal number alone proves nothing: it needs an equal name, or a similar
one of the same kind. What only resembles a record is left to a person.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from common.text.folding import sort_key
from entities.directory.duplicates import ALIKE, names_alike, telling_pieces
from entities.directory.models import Entity
from entities.directory.states import EntityState

NUMBERS = ("nip", "regon", "krs")
COLUMNS = ("pk", "name", "sort_name", "kind_id", "county_id", "town", *NUMBERS)


class Known(NamedTuple):
    """A record, or (with a negative key) a row further up that will be one."""

    pk: int
    name: str
    sort_name: str
    kind: str
    county: str | None
    town: str
    nip: str
    regon: str
    krs: str


class Match(NamedTuple):
    """What was found: the record meant, or some that may be; or one that only shares a number (a unit's operator)."""

    meant: Known | None = None
    doubtful: tuple[Known, ...] = ()
    operator: Known | None = None


class Directory:
    """All living records by number, by name, and by the pieces of their names in each county."""

    def __init__(self) -> None:
        self.by_pk: dict[int, Known] = {}
        self.by_number: defaultdict[tuple[str, str], list[Known]] = defaultdict(list)
        self.by_name: defaultdict[str, list[Known]] = defaultdict(list)
        self.by_county: defaultdict[str, list[Known]] = defaultdict(list)
        self._pieces: dict[str, defaultdict[str, list[int]]] = {}
        self._sizes: defaultdict[str, list[int]] = defaultdict(list)
        rows = Entity.objects.exclude(state=EntityState.MERGED).order_by("pk").values_list(*COLUMNS)
        for row in rows.iterator(5000):
            self.add(Known(*row))

    def add(self, one: Known) -> None:
        """One more record, of the directory or of the sheet itself."""
        self.by_pk[one.pk] = one
        for number in NUMBERS:
            if value := getattr(one, number):
                self.by_number[number, value[:9] if number == "regon" else value].append(one)
        self.by_name[one.sort_name].append(one)
        if one.county:
            self.by_county[one.county].append(one)
            if one.county in self._pieces:
                self._cut(one.county, len(self.by_county[one.county]) - 1)

    def match(self, row: Known) -> Match:
        """The record that this row means. Its key is not looked at."""
        numbered = self._numbered(row)
        if equal := [one for one in numbered if one.sort_name == row.sort_name]:
            return self._only(equal, row)
        same_kind = [one for one in numbered if not row.kind or one.kind == row.kind]
        if alike := [one for one in same_kind if names_alike(row.name, one.name)]:
            return self._only(alike, row)
        if same_kind:
            return Match(doubtful=tuple(same_kind))
        if alike := [one for one in numbered if names_alike(row.name, one.name)]:
            return Match(doubtful=tuple(alike))
        return self._named(row, numbered[0] if numbered else None)

    def _named(self, row: Known, operator: Known | None) -> Match:
        """No number tells: an equal name in the same place, else one that is like it."""
        near = [one for one in self.by_name[row.sort_name] if self._same_place(row, one)]
        if equal := [one for one in near if not self._numbers_differ(row, one)]:
            return self._only(equal, row)
        alike = near or [one for one in self._alike(row) if not self._numbers_differ(row, one)]
        return Match(doubtful=tuple(alike), operator=operator)

    def _numbered(self, row: Known) -> list[Known]:
        found: dict[int, Known] = {}
        for number in NUMBERS:
            if value := getattr(row, number):
                for one in self.by_number.get((number, value[:9] if number == "regon" else value), ()):
                    found[one.pk] = one
        return list(found.values())

    def _alike(self, row: Known) -> list[Known]:
        """Records of the county, of the same kind, whose names are like the row's (see duplicates.names_alike)."""
        if not row.county:
            return []
        known, cut = self.by_county[row.county], self._pieces.get(row.county)
        if cut is None:
            cut = self._pieces[row.county] = defaultdict(list)
            for place in range(len(known)):
                self._cut(row.county, place)
        mine = telling_pieces(row.name)
        shared = Counter(place for piece in mine for place in cut.get(piece, ()))
        sizes = self._sizes[row.county]
        near = (known[place] for place, n in shared.items() if 2 * n >= ALIKE * (len(mine) + sizes[place]))
        return [one for one in near if one.kind == row.kind and names_alike(row.name, one.name)]

    def _cut(self, county: str, place: int) -> None:
        pieces = telling_pieces(self.by_county[county][place].name)
        self._sizes[county].append(len(pieces))
        for piece in pieces:
            self._pieces[county][piece].append(place)

    @staticmethod
    def _same_place(row: Known, one: Known) -> bool:
        if row.county and one.county:
            return row.county == one.county
        return not (row.town and one.town) or sort_key(row.town) == sort_key(one.town)

    @staticmethod
    def _numbers_differ(row: Known, one: Known) -> bool:
        return any(
            getattr(row, number) and getattr(one, number) and getattr(row, number)[:9] != getattr(one, number)[:9]
            for number in NUMBERS
        )

    @staticmethod
    def _only(found: Iterable[Known], row: Known) -> Match:
        """One of them, if one is surer than the others: in the same county, of the same kind."""
        rows = list(found)
        for sure in (lambda one: one.county == row.county, lambda one: one.kind == row.kind):
            if len(rows) > 1:
                rows = [one for one in rows if sure(one)] or rows
        return Match(meant=rows[0]) if len(rows) == 1 else Match(doubtful=tuple(rows))
