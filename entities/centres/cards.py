"""Centres, their people and counties, ready to be drawn."""

from typing import NamedTuple

from common.text.bilingual import BilingualText, bilingual
from common.web.links import prefix
from entities.centres.models import ContactPerson, SupportCentre
from entities.centres.queries import Help
from entities.territory.models import County

LIST = "/osrodki/"


class PersonRow(NamedTuple):
    """Somebody to call, for `components/people.html`."""

    name: str
    function: str
    note: str
    phone: str
    email: str


class CountyLink(NamedTuple):
    """A county with the page that says what is there."""

    label: str
    url: str
    asked_url: str
    land: str = ""


class CentreCard(NamedTuple):
    """A centre as a list shows it."""

    centre: SupportCentre
    url: str
    lead: BilingualText
    counties: list[CountyLink]
    people: list[PersonRow]


def answer_cards(answer: Help) -> list[CentreCard]:
    """Who helps in a county."""
    return [card_of(row, people, counties=False) for row, people in answer.pairs]


def card_of(row: SupportCentre, people: list[ContactPerson] | None = None, *, counties: bool = True) -> CentreCard:
    """A centre as a list shows it."""
    return CentreCard(
        centre=row,
        url=f"{prefix()}{LIST}{row.slug}/",
        lead=bilingual(row.lead, row.lead_en),
        counties=[county_link(one) for one in row.counties.all()] if counties else [],
        people=[person_row(one) for one in people or []],
    )


def person_row(row: ContactPerson, *, with_counties: bool = False) -> PersonRow:
    """Somebody to call, with the counties they look after where these matter."""
    function = bilingual(row.function, row.function_en).text
    names = ", ".join(one.label for one in row.counties.all()) if with_counties else ""
    return PersonRow(row.name, function, names, row.phone, row.email)


def county_link(row: County) -> CountyLink:
    """A county with its addresses."""
    return CountyLink(row.label, f"{prefix()}/powiaty/{row.slug}/", f"{prefix()}{LIST}?powiat={row.slug}")
