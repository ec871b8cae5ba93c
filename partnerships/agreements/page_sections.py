"""What partnerships put on the pages of an entity, a centre and a county."""

from typing import Any, NamedTuple

from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from common.db.compiled_queries import Prepared
from common.extension_points import PageSection
from common.text.bilingual import BilingualText, bilingual
from common.text.polish import date_range
from common.web.links import prefix
from common.web.page_sections import Portion, first_of, portion
from entities.centres.models import SupportCentre
from entities.directory.models import Entity
from entities.territory.models import County
from partnerships.agreements.member_area import partnerships_of
from partnerships.agreements.models import LocalPartnership, PartnershipMember, PartnershipRole, SupportPerson
from partnerships.agreements.queries import partnerships_of_entity, path_of
from partnerships.states import RecordState

SIZE = 6
TEMPLATE = "partnerships/agreements/section.html"
COLUMNS = ("slug", "name", "name_en", "lead", "lead_en", "sort_name", "state")


# The first portion of the entity's page, which is read far more often than the others.
_FIRST = Prepared(lambda key: partnerships_of_entity(key)[: SIZE + 1])


class PartnershipRow(NamedTuple):
    """A partnership on another thing's page."""

    url: str
    name: BilingualText
    text: BilingualText
    note: str


def of_entity(entity: Entity, page: int) -> Portion:
    """Partnerships of an entity, with its role and days."""
    found = portion(partnerships_of_entity(entity.pk), page, SIZE) if page > 1 else first_of(_FIRST(entity.pk), SIZE)
    return Portion([_row(row.partnership, _part(row)) for row in found], more=found.more)


def of_centre(centre: SupportCentre, page: int) -> Portion:
    """Partnerships that the centre supports."""
    return _rows(LocalPartnership.objects.published().filter(centre=centre), page)


def of_county(county: County, page: int) -> Portion:
    """Partnerships that work in the county."""
    return _rows(LocalPartnership.objects.published().filter(counties=county), page)


class Supporter(NamedTuple):
    """A person of a support team, for `components/people.html`."""

    name: str
    function: str
    note: str


def team_of_county(county: County, page: int) -> list[Supporter]:
    """Persons of ROPS and OWES who look after the partnerships of the county, each once."""
    teams = SupportPerson.objects.filter(partnership__state=RecordState.PUBLISHED, partnership__counties=county)
    rows = teams.order_by("partnership__sort_name", "position", "pk").values_list("name", "function", "institution")
    return [Supporter(*row) for row in dict.fromkeys(rows)]


def _rows(partnerships: Any, page: int) -> Portion:
    found = portion(partnerships.only(*COLUMNS).order_by("sort_name", "pk"), page, SIZE)
    return Portion([_row(row) for row in found], more=found.more)


def _row(partnership: LocalPartnership, note: str = "") -> PartnershipRow:
    return PartnershipRow(
        path_of(partnership),
        bilingual(partnership.name, partnership.name_en),
        bilingual(partnership.lead, partnership.lead_en),
        note,
    )


def _part(row: PartnershipMember) -> str:
    """`lider od 5 maja 2024 r.`."""
    role = str(PartnershipRole(row.role).label)
    if row.left_on:
        return gettext("%(role)s until %(day)s") % {"role": role, "day": date_range(row.left_on)}
    return (
        gettext("%(role)s since %(day)s") % {"role": role, "day": date_range(row.joined_on)} if row.joined_on else role
    )


ENTITY = PageSection(title=gettext_lazy("Partnerships"), key="partnerstwa", template=TEMPLATE, load=of_entity)
CENTRE = PageSection(
    title=gettext_lazy("Partnerships that we support"), key="partnerstwa", template=TEMPLATE, load=of_centre
)
COUNTY = PageSection(
    title=gettext_lazy("Partnerships"),
    key="partnerstwa",
    template=TEMPLATE,
    load=of_county,
    empty=gettext_lazy("No partnership works here yet. The first one may begin with you: call your support centre."),
)
COUNTY_TEAM = PageSection(
    title=gettext_lazy("Support team"),
    key="zespol",
    template="partnerships/agreements/section_team.html",
    load=team_of_county,
)


class OwnPartnership(NamedTuple):
    """A partnership of a person's entity, on their account page."""

    name: str
    url: str


def of_user(user: User, page: int) -> Portion:
    """Partnerships in whose members' corner this person may go."""
    found = portion(partnerships_of(user).order_by("sort_name", "pk"), page, SIZE)
    rows = [OwnPartnership(str(row), f"{prefix()}/konto/partnerstwa/{row.slug}/") for row in found]
    return Portion(rows, more=found.more)


OWN = PageSection(
    title=gettext_lazy("My partnerships"),
    key="moje_partnerstwa",
    template="partnerships/agreements/section_own.html",
    load=of_user,
)
