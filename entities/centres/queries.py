"""What pages ask of the support centres and the counties they serve."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from common.search.queries import matching_ids
from entities.centres.models import CentreKind, ContactPerson, SupportCentre
from entities.directory.models import Entity
from entities.directory.queries import SEARCH_KEY as ENTITY_KEY
from entities.territory.models import County
from entities.territory.queries import find_counties, means, near_counties, telling

SEARCH_KEY = "centre"
MOST_TOWNS = 200


@dataclass(frozen=True, slots=True)
class Help:
    """Who helps in a county: the centres that serve it, with the people to call there."""

    county: County
    centres: list[SupportCentre]
    people: dict[int, list[ContactPerson]]

    @property
    def pairs(self) -> list[tuple[SupportCentre, list[ContactPerson]]]:
        """Each centre with its people for this county."""
        return [(centre, self.people.get(centre.pk, [])) for centre in self.centres]


def served_counties() -> QuerySet[County]:
    """Counties that an active centre serves, and those of the voivodeships of the ROPS."""
    active = SupportCentre.objects.active()
    regions = active.filter(kind=CentreKind.ROPS).values("voivodeship")
    served = active.filter(counties__isnull=False).values("counties")
    return County.objects.filter(Q(pk__in=served) | Q(voivodeship__in=regions))


def is_a_centres_address(address: str) -> bool:
    """Whether a support centre receives its post there: staff wrote it, so nobody can have made it up."""
    return SupportCentre.objects.active().filter(email__iexact=address).exists()


def asked_counties(text: str) -> tuple[list[County], str]:
    """The counties that a visitor may mean, among those of this portal, and the near name where only that was found.

    A town that no register knows counts where an entity stands in it.
    """
    served = served_counties().select_related("voivodeship")
    if found := find_counties(text, served):
        return found, ""
    there = Entity.objects.published().filter(pk__in=matching_ids(ENTITY_KEY, telling(text)), county__isnull=False)
    towns = there.order_by().values_list("town", "county_id").distinct()[:MOST_TOWNS]
    if codes := {code for town, code in towns if means(text, town)}:
        return list(served.filter(pk__in=codes).order_by("sort_name")), ""
    near, found = near_counties(text, served)
    return found, near


def help_in(county: County) -> Help:
    """The OWES that serve the county; where there is none, the ROPS of its voivodeship.

    The people are those who look after this county; a centre that has not said who does shows its first three.
    """
    active = SupportCentre.objects.active()
    centres = list(active.filter(kind=CentreKind.OWES, counties=county).order_by("sort_name"))
    if not centres:
        centres = list(active.filter(kind=CentreKind.ROPS, voivodeship=county.voivodeship_id).order_by("sort_name"))
    everyone: dict[int, list[ContactPerson]] = {centre.pk: [] for centre in centres}
    people = ContactPerson.objects.filter(centre__in=everyone).order_by("position", "pk").prefetch_related("counties")
    for person in people:
        everyone[person.centre_id].append(person)
    return Help(county, centres, {pk: _of_county(rows, county) for pk, rows in everyone.items()})


def _of_county(people: list[ContactPerson], county: County) -> list[ContactPerson]:
    """Those who look after this county, or else the first three of those who look after none in particular."""
    own = [person for person in people if county in person.counties.all()]
    return own or [person for person in people if not person.counties.all()][:3]


def centres_with_counties() -> list[SupportCentre]:
    """All active centres, the ROPS first, each with its counties in the alphabet."""
    return list(
        SupportCentre.objects.active()
        .select_related("voivodeship")
        .prefetch_related(Prefetch("counties", County.objects.order_by("sort_name")))
        .order_by("-kind", "sort_name")
    )


def neighbours_of(centre: SupportCentre) -> list[SupportCentre]:
    """Of a ROPS the OWES of its voivodeship, with their counties; of an OWES its ROPS. At most two queries."""
    kind = CentreKind.OWES if centre.kind == CentreKind.ROPS else CentreKind.ROPS
    rows = SupportCentre.objects.active().filter(kind=kind, voivodeship=centre.voivodeship_id).order_by("sort_name")
    if kind == CentreKind.OWES:
        rows = rows.prefetch_related(Prefetch("counties", County.objects.order_by("sort_name")))
    return list(rows)


def people_of(centre: SupportCentre) -> list[ContactPerson]:
    """The people of a centre, each with their counties."""
    counties = Prefetch("counties", County.objects.order_by("sort_name"))
    return list(ContactPerson.objects.filter(centre=centre).order_by("position", "pk").prefetch_related(counties))


def served_by() -> list[tuple[County, list[SupportCentre]]]:
    """Counties of this portal in the alphabet, each with the OWES that serve it, or else its ROPS; three queries."""
    active = SupportCentre.objects.active().order_by("sort_name")
    owes = Prefetch("centres", active.filter(kind=CentreKind.OWES), to_attr="owes")
    regional: dict[str, list[SupportCentre]] = {}
    for one in active.filter(kind=CentreKind.ROPS):
        regional.setdefault(one.voivodeship_id, []).append(one)
    rows = served_counties().order_by("sort_name", "code").prefetch_related(owes)
    return [(row, row.owes or regional.get(row.voivodeship_id, [])) for row in rows]


@dataclass(frozen=True, slots=True)
class Division:
    """How the counties of the region are divided: those that no OWES serves, those that several do."""

    gaps: list[County]
    overlaps: list[tuple[County, list[str]]]


def division_of(voivodeships: set[str]) -> Division:
    """Gaps and overlaps among the counties of these voivodeships; two queries."""
    owes = SupportCentre.objects.active().filter(kind=CentreKind.OWES).order_by("sort_name")
    counties = County.objects.filter(voivodeship__in=voivodeships).order_by("sort_name")
    rows = list(counties.prefetch_related(Prefetch("centres", owes, to_attr="served_by")))
    return Division(
        gaps=[row for row in rows if not row.served_by],
        overlaps=[(row, [one.short_name for one in row.served_by]) for row in rows if len(row.served_by) > 1],
    )
