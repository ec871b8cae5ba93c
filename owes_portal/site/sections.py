"""The site map for people: every list of the portal, and under it what does not change from day to day."""

from dataclasses import dataclass, field

from django.utils.translation import gettext

from common.web.links import prefix
from entities.centres.models import SupportCentre
from events.catalogue.kinds import EventKind
from news.articles.models import Category
from owes_portal.site import nav, queries
from partnerships.agreements.models import LocalPartnership
from partnerships.projects.models import FundingProject

MOST = 60


@dataclass(frozen=True, slots=True)
class Section:
    """A door and what is behind it."""

    label: str
    url: str
    links: list[tuple[str, str]] = field(default_factory=list)


def sections() -> list[Section]:
    """All sections, in the order of the menu."""
    start = prefix()
    news, events, entities, partnerships, projects, galleries, contact = (
        (str(door.label), f"{start}{door.path}") for door in nav.MAIN
    )
    named = [(str(row), f"{news[1]}?dzial={row.slug}") for row in Category.objects.all()]
    kinds = [(kind.label.capitalize(), f"{events[1]}?rodzaj={kind}") for kind in EventKind]
    agreements = LocalPartnership.objects.published().order_by("sort_name").only("slug", "name")[:MOST]
    funded = FundingProject.objects.published().order_by("sort_name").only("slug", "short_name")[:MOST]
    centres = SupportCentre.objects.active().only("slug", "name", "kind")
    about = [(str(door.label), f"{start}{door.path}") for door in nav.ABOUT]
    return [
        Section(*news, named),
        Section(*events, [(gettext("Calendar of events"), f"{events[1]}kalendarz/"), *kinds]),
        Section(*entities, [(verb.name, verb.url) for verb in queries.verbs()]),
        Section(*partnerships, [(row.name, f"{partnerships[1]}{row.slug}/") for row in agreements]),
        Section(*projects, [(row.short_name, f"{projects[1]}{row.slug}/") for row in funded]),
        Section(*galleries),
        Section(
            gettext("Support centres"),
            f"{start}/osrodki/",
            [(row.name, f"{start}/osrodki/{row.slug}/") for row in centres],
        ),
        Section(*contact, about),
    ]
