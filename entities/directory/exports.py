"""The directory as tables: for the staff with everything they see, for everybody the public fields as open data.

One query for the whole table, however long: the rows are read as they are written out.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.text.phones import typed_phone
from entities.directory.models import Entity, ServiceCategory
from entities.directory.states import EntityState

CHUNK = 2000
# The version of the schema stands in the data and in its description at /dane/; a field never changes its meaning.
SCHEMA = "podmioty-1"
PLACE = ("county__voivodeship__name", "county__name", "municipality__name", "town", "street", "postal_code")
STAFF_COLUMNS = (
    "pk", "name", "short_name", "kind__name", "state", "nip", "regon", "krs", *PLACE, "email", "phone", "website",
    "enterprise_from", "enterprise_until", "activities", "partnership_count", "published_at",
)  # fmt: skip


class OpenDataField(NamedTuple):
    """A field of the open data: its name, the column that it comes from, its type, what it says."""

    name: str
    column: str
    type: str
    says: str | Promise


FIELDS = (
    OpenDataField("id", "pk", "integer", gettext_lazy("Number of the record; it never changes.")),
    OpenDataField("name", "name", "string", gettext_lazy("Full name.")),
    OpenDataField("short_name", "short_name", "string", gettext_lazy("Short name, may be empty.")),
    OpenDataField("kind", "kind_id", "string", gettext_lazy("Code of the kind.")),
    OpenDataField("kind_name", "kind__name", "string", gettext_lazy("Name of the kind in Polish.")),
    OpenDataField(
        "group", "kind__group", "string", gettext_lazy("Group of the kind: social_economy, public and others.")
    ),
    OpenDataField(
        "county_code", "county_id", "string", gettext_lazy("TERYT code of the county, four digits, as text.")
    ),
    OpenDataField("county", "county__name", "string", gettext_lazy("Name of the county.")),
    OpenDataField(
        "municipality_code", "municipality_id", "string", gettext_lazy("TERYT code of the municipality, as text.")
    ),
    OpenDataField("municipality", "municipality__name", "string", gettext_lazy("Name of the municipality.")),
    OpenDataField("town", "town", "string", gettext_lazy("Town of the seat.")),
    OpenDataField("street", "street", "string", gettext_lazy("Street and number.")),
    OpenDataField("postal_code", "postal_code", "string", gettext_lazy("Postal code, NN-NNN.")),
    OpenDataField("country", "country", "string", gettext_lazy("Country, two letters (ISO 3166-1).")),
    OpenDataField("latitude", "latitude", "number", gettext_lazy("Latitude (WGS 84), may be empty.")),
    OpenDataField("longitude", "longitude", "number", gettext_lazy("Longitude (WGS 84), may be empty.")),
    OpenDataField("nip", "nip", "string", gettext_lazy("NIP, ten digits, as text.")),
    OpenDataField("regon", "regon", "string", gettext_lazy("REGON, 9 or 14 digits, as text.")),
    OpenDataField("krs", "krs", "string", gettext_lazy("KRS number, ten digits, as text.")),
    OpenDataField("website", "website", "string", gettext_lazy("Address of the website.")),
    OpenDataField("lead", "lead", "string", gettext_lazy("What they do, in a sentence.")),
    OpenDataField("activities", "activities", "list", gettext_lazy("Codes of the upper categories of services.")),
    OpenDataField("enterprise_from", "enterprise_from", "date", gettext_lazy("Since when it is a social enterprise.")),
    OpenDataField(
        "enterprise_until", "enterprise_until", "date", gettext_lazy("Last day of that status, empty while it lasts.")
    ),
    OpenDataField(
        "partnerships", "partnership_count", "integer", gettext_lazy("In how many local partnerships it takes part.")
    ),
    OpenDataField("url", "slug", "string", gettext_lazy("Address of its page.")),
    OpenDataField("updated_at", "updated_at", "datetime", gettext_lazy("When the record last changed (ISO 8601).")),
)


# --- for the staff ----------------------------------------------------------------------------------------------------
def staff_rows(entities: QuerySet[Entity]) -> Iterator[list[str]]:
    """Head and a row for each record, in the order of the alphabet."""
    yield [
        _("Number in the directory"), _("Name of the entity"), _("Short name"), _("Kind"), _("State"),
        "NIP", "REGON", "KRS", _("Voivodeship"), _("County"),
        _("Municipality"), _("Town"), _("Street and number"), _("Postal code"), _("E-mail address"), _("Telephone"),
        _("Website"), _("Social enterprise since"), _("Social enterprise until"), _("What they do"),
        _("Partnerships"), _("Published on"),
    ]  # fmt: skip
    names = dict(ServiceCategory.objects.filter(parent=None).values_list("code", "name"))
    states = {state.value: str(state.label) for state in EntityState}
    rows = entities.order_by("sort_name", "pk").values_list(*STAFF_COLUMNS)
    for row in rows.iterator(CHUNK):
        told = dict(zip(STAFF_COLUMNS, row, strict=True))
        told["kind__name"] = capfirst(told["kind__name"])
        told["phone"] = typed_phone(told["phone"])
        told["state"] = states.get(told["state"], told["state"])
        told["activities"] = ", ".join(names.get(code, code) for code in told["activities"].split("|") if code)
        told["published_at"] = timezone.localdate(told["published_at"]) if told["published_at"] else ""
        yield ["" if value is None else str(value) for value in told.values()]


# --- for everybody ----------------------------------------------------------------------------------------------------
def open_csv_rows(entities: QuerySet[Entity]) -> Iterator[list[str]]:
    """Head and rows of the open data as text; a list is joined by `|`."""
    yield [field.name for field in FIELDS]
    for record in _open_records(entities):
        yield ["|".join(value) if isinstance(value, list) else "" if value is None else str(value) for value in record]


def open_json_pieces(entities: QuerySet[Entity], today: date) -> Iterator[str]:
    """The open data as one JSON document, written row by row."""
    head = {"schema": SCHEMA, "described_at": f"{settings.SITE_URL}/dane/", "as_of": today.isoformat()}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "entities": ['
    names = [field.name for field in FIELDS]
    for number, record in enumerate(_open_records(entities)):
        row = json.dumps(dict(zip(names, record, strict=True)), ensure_ascii=False, separators=(",", ":"))
        yield f"{',' if number else ''}\n{row}"
    yield "\n]}\n"


def in_pieces(texts: Iterable[str], size: int = 64_000) -> Iterator[bytes]:
    """Small texts gathered into pieces worth sending."""
    waiting: list[str] = []
    length = 0
    for text in texts:
        waiting.append(text)
        length += len(text)
        if length >= size:
            yield "".join(waiting).encode()
            waiting, length = [], 0
    yield "".join(waiting).encode()


def _open_records(entities: QuerySet[Entity]) -> Iterator[list[Any]]:
    rows = entities.order_by("pk").values_list(*(field.column for field in FIELDS))
    for row in rows.iterator(CHUNK):
        yield [_open_value(field, value) for field, value in zip(FIELDS, row, strict=True)]


def _open_value(field: OpenDataField, value: Any) -> Any:
    if field.name == "url":
        return f"{settings.SITE_URL}/podmioty/{value}/"
    if field.type == "list":
        return [code for code in value.split("|") if code]
    if field.type in ("date", "datetime"):
        return value.isoformat() if value else None
    return "" if value is None and field.type == "string" else value
