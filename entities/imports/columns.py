"""The columns of a sheet of entities: what each may mean, and how its heading is guessed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.spreadsheets.reader import TableRow
from common.text.folding import fold, words_of
from entities.imports.models import RememberedColumn

# Titles and remarks may stand above the headings.
HEADINGS_AMONG = 10
SHOWN = 3


class ImportField(NamedTuple):
    """What a column may hold: its key, its name on our pages, headings that mean it (folded words)."""

    key: str
    label: str | Promise
    headings: tuple[str, ...]


FIELDS = (
    ImportField("name", _("Name of the entity"), ("nazwa", "nazwa podmiotu", "pelna nazwa", "nazwa pelna", "podmiot",
                                            "nazwa pes", "nazwa organizacji", "nazwa instytucji", "organizacja",
                                            "nazwa ngo", "nazwa jednostki")),
    ImportField("short_name", _("Short name"), ("nazwa skrocona", "skrocona nazwa", "skrot", "nazwa krotka")),
    ImportField("kind", _("Kind"), ("rodzaj", "rodzaj podmiotu", "forma prawna", "typ", "typ podmiotu", "rodzaj pes",
                              "forma", "typ pes", "kategoria podmiotu")),
    ImportField("nip", "NIP", ("nip", "numer nip", "nr nip")),
    ImportField("regon", "REGON", ("regon", "numer regon", "nr regon")),
    ImportField("krs", "KRS", ("krs", "numer krs", "nr krs")),
    ImportField("voivodeship", _("Voivodeship"), ("wojewodztwo", "woj")),
    ImportField("county", _("County"), ("powiat", "powiat siedziby", "nazwa powiatu")),
    ImportField("municipality", _("Municipality"), ("gmina", "gmina siedziby", "nazwa gminy")),
    ImportField("town", _("Town"), ("miejscowosc", "miasto", "siedziba", "miejscowosc siedziby")),
    ImportField("street", _("Street and number"), ("ulica", "ulica i numer", "adres", "ulica nr", "ulica i nr", "ul",
                                             "adres siedziby", "ulica i nr domu")),
    ImportField("postal_code", _("Postal code"), ("kod pocztowy", "kod")),
    ImportField("email", _("E-mail address"), ("e mail", "email", "adres e mail", "mail", "adres email", "poczta",
                                         "poczta elektroniczna")),
    ImportField("phone", _("Telephone"), ("telefon", "tel", "nr telefonu", "numer telefonu", "telefon kontaktowy")),
    ImportField("website", _("Website"), ("strona internetowa", "www", "strona www", "strona", "adres strony",
                                    "witryna", "adres www")),
    ImportField("lead", _("What they do, in a sentence"), ("czym sie zajmuje", "w jednym zdaniu", "krotki opis",
                                                     "profil",
                                                     "przedmiot dzialalnosci", "zakres dzialalnosci")),
    ImportField("description", _("Description"), ("opis", "opis dzialalnosci", "charakterystyka")),
    ImportField("brand", _("Social brand"), ("marka", "marka spoleczna")),
    ImportField("services", _("Categories of services"), ("uslugi", "kategorie uslug", "czym sie zajmuja", "oferta",
                                                    "kategoria uslug", "branza")),
    ImportField("enterprise_from", _("Social enterprise since"), ("przedsiebiorstwo spoleczne od", "status ps od",
                                                            "data decyzji", "ps od")),
    ImportField("enterprise_until", _("Social enterprise until"), ("przedsiebiorstwo spoleczne do",
                                                                  "status ps do", "ps do")),
    ImportField("decision_number", _("Number of the decision"), ("numer decyzji", "nr decyzji")),
    ImportField("record", _("Number in the directory"), ("numer w katalogu", "nr w katalogu")),
)  # fmt: skip
LABELS = {field.key: field.label for field in FIELDS}
_KNOWN = {heading: field.key for field in FIELDS for heading in field.headings}
# One of these words is enough, wherever it stands in the heading.
_TELLING = {
    "nip": "nip",
    "regon": "regon",
    "krs": "krs",
    "powiat": "county",
    "gmina": "municipality",
    "wojewodztwo": "voivodeship",
    "telefon": "phone",
    "email": "email",
    "mail": "email",
    "www": "website",
}


class Column(NamedTuple):
    """A column as the page of columns shows it."""

    place: int
    heading: str
    samples: list[str]
    field: str


def folded(heading: str) -> str:
    """A heading as it is remembered and compared."""
    return " ".join(fold(word) for word in words_of(heading))[:120]


def heading_row(rows: Sequence[TableRow]) -> int:
    """Which of the first rows holds the headings: the one of which most is understood."""
    known = [sum(bool(_guess(cell)) for cell in row.cells) for row in rows[:HEADINGS_AMONG]]
    return known.index(max(known))


def guessed(headings: Sequence[str]) -> list[str]:
    """The field of each column: as somebody told the last time, else by its heading; each field once."""
    names = [folded(heading) for heading in headings]
    remembered = dict(RememberedColumn.objects.filter(heading__in=names).values_list("heading", "field"))
    fields: list[str] = []
    for heading, name in zip(headings, names, strict=True):
        field = remembered.get(name, _guess(heading)) if name else ""
        fields.append("" if field in fields or field not in LABELS else field)
    return fields


def columns_of(
    headings: Sequence[str], rows: Iterable[Sequence[str]], fields: Mapping[int, str] | Sequence[str]
) -> list[Column]:
    """Each column with some of what stands in it."""
    seen = list(rows)
    return [
        Column(
            place,
            heading,
            [row[place] for row in seen if place < len(row) and row[place]][:SHOWN],
            fields[place],
        )
        for place, heading in enumerate(headings)
    ]


def _guess(heading: str) -> str:
    name = folded(heading)
    if name in _KNOWN:
        return _KNOWN[name]
    # As our own pages and files call it.
    if own := next((field.key for field in FIELDS if folded(str(field.label)) == name), ""):
        return own
    return next((_TELLING[word] for word in name.split() if word in _TELLING), "")
