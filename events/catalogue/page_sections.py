"""What events put on the pages of lower apps: of an entity, a centre, a county, a partnership, a project."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from common.db.compiled_queries import Prepared
from common.extension_points import PageSection, SectionLink, TimelineRow, TimelineRows
from common.text.bilingual import bilingual
from common.web.links import prefix
from common.web.page_sections import Portion, first_of, portion
from entities.centres.models import SupportCentre
from entities.directory.models import Entity
from entities.territory.models import County
from events.catalogue.models import EntityRole, Event, EventEntity, EventQuerySet, RegistrationMode
from events.catalogue.queries import SHOWN, events_of
from events.catalogue.rows import agenda_rows
from events.catalogue.states import EventState
from partnerships.agreements.models import LocalPartnership
from partnerships.projects.models import FundingProject

SIZE = 6
TEMPLATE = "events/catalogue/section_events.html"


def _roles_of(entity: int) -> QuerySet[EventEntity]:
    """Public parts that an entity took in events, with the events, the latest first."""
    rows = EventEntity.objects.filter(entity=entity).exclude(role=EntityRole.REPRESENTED)
    return (
        rows.filter(event__in=Event.objects.public())
        .select_related("event")
        .only("role", "entity_id", *(f"event__{name}" for name in SHOWN))
        .order_by("-event__starts_on", "-event_id", "position")
    )


# The first portion of the entity's page, which is read far more often than the others.
_FIRST_ROLES = Prepared(lambda entity: _roles_of(entity)[: SIZE + 1])


def of_entity(entity: Entity, page: int) -> Sequence[Any]:
    """Events in which the entity took a public part, each with the part it took."""
    found = portion(_roles_of(entity.pk), page, SIZE) if page > 1 else first_of(_FIRST_ROLES(entity.pk), SIZE)
    now = timezone.now()
    told = [agenda_rows([row.event], now=now, note=_part(row))[0] for row in found]
    return Portion(told, more=found.more)


def of_centre(centre: SupportCentre, page: int) -> Sequence[Any]:
    """What the centre invites to; the nearest first."""
    return _coming(Event.objects.coming(timezone.localdate()).filter(centre=centre), page)


def of_county(county: County, page: int) -> Sequence[Any]:
    """What comes in the county; the nearest first."""
    return _coming(Event.objects.coming(timezone.localdate()).filter(county=county), page)


def of_partnership(partnership: LocalPartnership, page: int) -> Sequence[Any]:
    """The partnership's meetings, coming ones and past ones."""
    return _rows(events_of(Q(partnership=partnership)), page)


def of_project(project: FundingProject, page: int) -> Sequence[Any]:
    """Everything that the project paid for."""
    return _rows(events_of(Q(project=project)), page)


def open_in_project(project: FundingProject, page: int) -> Sequence[Any]:
    """Where one may register now, for a place or the waiting list; the nearest first."""
    now = timezone.now()
    opened = Q(opens_at__isnull=True) | Q(opens_at__lte=now)
    not_closed = Q(closes_at__isnull=True) | Q(closes_at__gt=now)
    room = Q(capacity__isnull=True) | Q(taken__lt=F("capacity")) | Q(has_waiting_list=True)
    events = Event.objects.coming(timezone.localdate(now)).filter(opened, not_closed, room, project=project)
    return _coming(events.exclude(registration_mode=RegistrationMode.NONE), page)


def meetings(partnership: LocalPartnership, limit: int) -> Sequence[TimelineRow]:
    """What the partnership's history tells of its meetings: those that took place, the latest first."""
    past = Event.objects.past(timezone.localdate()).exclude(state=EventState.CANCELLED).filter(partnership=partnership)
    start = f"{prefix()}/wydarzenia/"
    return [
        TimelineRow(
            on=event.starts_on,
            kind="event",
            title=bilingual(event.title, event.title_en).text,
            url=f"{start}{event.slug}/",
            text=str(event.get_kind_display()),
        )
        for event in past.only("slug", "title", "title_en", "kind", "starts_on")[:limit]
    ]


def ways(param: str, slug: str, name: str) -> list[SectionLink]:
    """From a thing's page to what took place, and to the calendar that one subscribes to."""
    start, query, events = f"{prefix()}/wydarzenia/", f"{param}={slug}", gettext("Events")
    return [
        SectionLink(f"{start}?{query}&czas=minione", gettext("What has taken place")),
        SectionLink(
            f"{start}?{query}#subskrybuj",
            gettext("Subscribe to these events in your calendar"),
            "text/calendar",
            f"{events}: {name}",
            f"{start}kalendarz.ics?{query}",
        ),
    ]


def _part(row: EventEntity) -> str:
    return str(EntityRole(row.role).label)


def _coming(events: EventQuerySet, page: int) -> Portion:
    return _rows(events.only(*SHOWN), page)


def _rows(events: EventQuerySet, page: int) -> Portion:
    found = portion(events, page, SIZE)
    return Portion(agenda_rows(found, now=timezone.now()), more=found.more)


ENTITY = PageSection(title=gettext_lazy("Events"), key="wydarzenia", template=TEMPLATE, load=of_entity)
NONE_COMING = gettext_lazy("Nothing is planned here at the moment. Subscribe, and what comes will find you.")
CENTRE = PageSection(
    title=gettext_lazy("Coming events"),
    key="wydarzenia",
    template=TEMPLATE,
    load=of_centre,
    empty=NONE_COMING,
    ways=lambda centre: ways("osrodek", centre.slug, centre.short_name),
)
COUNTY = PageSection(
    title=gettext_lazy("Coming events"),
    key="wydarzenia",
    template=TEMPLATE,
    load=of_county,
    empty=NONE_COMING,
    ways=lambda county: ways("powiat", county.slug, county.label),
)
PARTNERSHIP = PageSection(
    title=gettext_lazy("Meetings of the partnership"), key="wydarzenia", template=TEMPLATE, load=of_partnership
)
PROJECT = PageSection(
    title=gettext_lazy("Events of the project"),
    key="wydarzenia",
    template=TEMPLATE,
    load=of_project,
    ways=lambda project: ways("projekt", project.slug, project.short_name)[1:],
)
PROJECT_OPEN = PageSection(
    title=gettext_lazy("What you can join now"), key="zapisy", template=TEMPLATE, load=open_in_project
)
MEETINGS = TimelineRows(key="wydarzenia", load=meetings)
