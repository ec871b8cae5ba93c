"""A row of the sheet read into what a record keeps: cleaned like the forms' fields, its errors beside their columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache, partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from common.text.folding import fold, words_of
from common.text.phones import clean_phone
from common.text.single_line import plain_line
from common.web.ids import clean_id
from entities.directory.identifiers import clean_krs, clean_nip, clean_postal_code, clean_regon
from entities.directory.models import EnterpriseStatus, Entity, EntityKind, ServiceCategory
from entities.territory.models import County, Municipality
from entities.territory.queries import CountyNames, find_voivodeship

TEXTS = ("name", "short_name", "town", "street", "lead", "description", "brand")
CLEANED = {
    "nip": clean_nip,
    "regon": clean_regon,
    "krs": clean_krs,
    "postal_code": clean_postal_code,
    "phone": partial(clean_phone, helplines=True),
}
# Limits of the columns that have one: a TextField has none.
LIMITED = ((Entity, (*TEXTS, "email", "website")), (EnterpriseStatus, ("decision_number",)))
LENGTHS = {name: most for model, names in LIMITED for name in names if (most := model._meta.get_field(name).max_length)}
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%Y.%m.%d", "%Y/%m/%d")
BETWEEN_SERVICES = str.maketrans({";": "|", "\n": "|"})


@dataclass(slots=True)
class Read:
    """What a row says: fields of the record, what stands beside it, and errors as (field, text)."""

    values: dict[str, Any] = field(default_factory=dict)
    services: list[str] = field(default_factory=list)
    since: date | None = None
    until: date | None = None
    decision: str = ""
    record: int | None = None
    errors: list[tuple[str, str]] = field(default_factory=list)


class Reader:
    """Reads rows by the mapping of their columns; what the lists of the portal say is asked once for a whole sheet."""

    def __init__(self, mapping: Sequence[str]) -> None:
        self.places = {name: place for place, name in enumerate(mapping) if name}

    def read(self, cells: Sequence[str]) -> Read:
        """The row; a cell that is empty says nothing."""
        told = {name: cells[place] for name, place in self.places.items() if place < len(cells) and cells[place]}
        row = Read()
        for name, text in told.items():
            try:
                self._put(row, name, text)
            except ValidationError as refused:
                row.errors.append((name, refused.messages[0]))
        self._place(row, told)
        if row.until and not row.since:
            row.errors.append(("enterprise_from", _("Say also since when it is a social enterprise.")))
        elif row.since and row.until and row.until < row.since:
            row.errors.append(("enterprise_until", _("It ends before it begins.")))
        return row

    def _put(self, row: Read, name: str, text: str) -> None:
        if name == "description":
            row.values[name] = text
        elif name in TEXTS:
            row.values[name] = " ".join(text.split())
            if name != "lead":
                plain_line(row.values[name])
        elif name in CLEANED:
            row.values[name] = CLEANED[name](text)
        elif name in _OTHERS:
            _OTHERS[name](self, row, text)
        kept = row.decision if name == "decision_number" else row.values.get(name, "")
        if name in LENGTHS and len(kept) > LENGTHS[name]:  # of what is kept: an address gets its https://
            raise ValidationError(_("Longer than %(most)s characters.") % {"most": LENGTHS[name]})

    def _kind(self, row: Read, text: str) -> None:
        kind = self.kinds.get(_words(text))
        if kind is None:
            raise ValidationError(_("We know no kind “%(text)s”. Write one of the list.") % {"text": text[:60]})
        row.values["kind_id"] = kind

    def _services(self, row: Read, text: str) -> None:
        for one in text.translate(BETWEEN_SERVICES).split("|"):
            # A name of a category may hold a comma: the whole is tried before its parts.
            whole = self.categories.get(_words(one))
            for name in [one] if whole or not one.strip() else one.split(","):
                code = self.categories.get(_words(name))
                if code is None and name.strip():
                    said = {"text": name.strip()[:60]}
                    raise ValidationError(_("There is no category of services “%(text)s”.") % said)
                if code and code not in row.services:
                    row.services.append(code)

    def _email(self, row: Read, text: str) -> None:
        validate_email(text)
        row.values["email"] = text

    def _website(self, row: Read, text: str) -> None:
        url = text if "://" in text else f"https://{text}"
        URLValidator(schemes=["http", "https"])(url)
        row.values["website"] = url

    def _since(self, row: Read, text: str) -> None:
        row.since = _day(text)

    def _until(self, row: Read, text: str) -> None:
        row.until = _day(text)

    def _decision(self, row: Read, text: str) -> None:
        row.decision = text

    def _record(self, row: Read, text: str) -> None:
        row.record = clean_id(text)
        if row.record is None:
            raise ValidationError(_("This is not a number of the directory."))

    def _place(self, row: Read, told: Mapping[str, str]) -> None:
        """County, and in it the municipality. A county is taken only where its name and voivodeship leave one."""
        land = told.get("voivodeship", "")
        if land and not self._land(land):
            row.errors.append(("voivodeship", _("No such voivodeship.")))
        elif county := told.get("county"):
            found = self._counties(county, self._land(land))
            if len(found) != 1:
                row.errors.append(("county", self._which(county, found)))
                return
            row.values["county_id"] = found[0].pk
        if municipality := told.get("municipality"):
            self._municipality(row, municipality)

    def _which(self, text: str, found: Sequence[County]) -> str:
        """What to write, where a county's name means several, or none with this voivodeship."""
        if found:
            told = {"names": ", ".join(map(str, found))}
            return _("Several counties fit: %(names)s. Write its voivodeship, or its code.") % told
        if known := self._counties(text, ""):
            told = {"names": ", ".join(f"{one.name} ({one.voivodeship.name})" for one in known)}
            return _("This county lies in another voivodeship: %(names)s.") % told
        if near := self.names.meant(text):
            return _("No such county. Perhaps: %(names)s?") % {"names": ", ".join(map(str, near[:5]))}
        return _("No such county.")

    def _municipality(self, row: Read, text: str) -> None:
        known = self.municipalities.get(row.values.get("county_id", ""), [])
        name = _words(text).removeprefix("gmina ").removeprefix("miasto ")
        found = [code for code, municipality in known if name in (code, municipality)]
        if len(found) == 1:
            row.values["municipality_id"] = found[0]
        elif known:
            why = _("Two municipalities have this name. Write the code of one.") if found else _("Not in this county.")
            row.errors.append(("municipality", why))

    def _land(self, text: str) -> str:
        if text not in self._lands:
            self._lands[text] = find_voivodeship(text)
        return self._lands[text]

    def _counties(self, text: str, voivodeship: str) -> list[County]:
        key = (text, voivodeship)
        if key not in self._found:
            self._found[key] = self.names.named(text, voivodeship)
        return self._found[key]

    @cached_property
    def _found(self) -> dict[tuple[str, str], list[County]]:
        return {}

    @cached_property
    def _lands(self) -> dict[str, str]:
        return {"": ""}

    @cached_property
    def names(self) -> CountyNames:
        """Of all counties."""
        return CountyNames(County.objects.select_related("voivodeship"))

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Names of kinds as people write them: with the abbreviation, without it, the abbreviation alone."""
        names: dict[str, str] = {}
        for code, name, english in EntityKind.objects.values_list("code", "name", "name_en"):
            plain, _bracket, short = name.partition(" (")
            for one in (name, english, plain, short.rstrip(")"), code):
                if one:
                    names.setdefault(_words(one), code)
        return names

    @cached_property
    def categories(self) -> dict[str, str]:
        """Names and codes of categories of services."""
        names: dict[str, str] = {}
        for code, name, english in ServiceCategory.objects.values_list("code", "name", "name_en"):
            for one in (code, name, english):
                names.setdefault(_words(one), code)
        return names

    @cached_property
    def municipalities(self) -> dict[str, list[tuple[str, str]]]:
        """(code, folded name) of the municipalities of each county."""
        found: dict[str, list[tuple[str, str]]] = {}
        for code, county, name in Municipality.objects.filter(in_force=True).values_list("code", "county_id", "name"):
            found.setdefault(county, []).append((code, _words(name)))
        return found


_OTHERS: dict[str, Callable[[Reader, Read, str], None]] = {
    "kind": Reader._kind,
    "services": Reader._services,
    "email": Reader._email,
    "website": Reader._website,
    "enterprise_from": Reader._since,
    "enterprise_until": Reader._until,
    "decision_number": Reader._decision,
    "record": Reader._record,
}


@lru_cache(maxsize=4096)
def _known_words(text: str) -> str:
    return " ".join(fold(word) for word in words_of(text))


def _words(text: str) -> str:
    return _known_words(text) if len(text) <= 120 else " ".join(fold(word) for word in words_of(text))


def _day(text: str) -> date:
    for form in DAYS:
        try:
            return datetime.strptime(text.removesuffix(" r.").strip(), form).date()  # noqa: DTZ007 (a day, no hour)
        except ValueError:
            continue
    raise ValidationError(_("This is not a date. Write it like this: 2024-03-31."))
