"""The event of an article as its page retells it: facts, programme, stops, people, points, words said.

Read as plain rows: each table once, whatever the number of days, stops and people.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language

from common.db.compiled_queries import Prepared
from common.templatetags import portal
from common.text import polish
from common.web.links import prefix
from entities.directory.states import EntityState
from events.catalogue.models import EntityRole, Event, EventEntity
from events.programme.models import Appearance, Point, ProgrammeItem, Quotation, Stop

STOP = ("event", "day", "position", "name", "host", "address", "town", "county", "starts_at", "ends_at", "description")
STOP += ("description_en", "host__name", "host__slug", "host__state", "county__name", "county__is_city")
_STOPS = Prepared(
    lambda event: (
        Stop.objects.filter(event=event).order_by("day", "position", "id").select_related("host", "county").only(*STOP)
    )
)
_ROLES = Prepared(
    lambda event: (
        EventEntity.objects.filter(event=event)
        .exclude(Q(entity__state=EntityState.MERGED) | Q(role=EntityRole.REPRESENTED))
        .order_by("position", "id")
        .values_list("role", "note", "entity__name", "entity__slug", "entity__state", "entity__lead", "entity__town")
    )
)
PERSON = ("role", "academic_title", "name", "function", "institution", "topic", "item_id", "stop_id")
PERSON += ("entity__slug", "entity__state")
_PEOPLE = Prepared(lambda event: Appearance.objects.filter(event=event).order_by("position", "id").values_list(*PERSON))
_ITEMS = Prepared(
    lambda event: (
        ProgrammeItem.objects.filter(event=event)
        .order_by("day", "position", "id")
        .values_list("pk", "day", "starts_at", "ends_at", "title", "title_en", "description")
    )
)
_POINTS = Prepared(
    lambda event: (
        Point.objects.filter(list__event=event)
        .order_by("list__position", "list_id", "position", "id")
        .values_list("list_id", "list__title", "list__title_en", "list__kind", "list__stop_id", "text")
    )
)
_SAYINGS = Prepared(
    lambda event: (
        Quotation.objects.filter(event=event)
        .order_by("position", "id")
        .values_list("text", "said_by", "appearance__name", "appearance__function", "appearance__institution")
    )
)
_FOLLOWING = Prepared(
    lambda event: (
        Event.objects.public()
        .filter(follows=event)
        .order_by("starts_on")
        .only("slug", "title", "title_en", "starts_on", "ends_on")[:3]
    )
)


@dataclass(frozen=True, slots=True)
class DigestLink:
    """Somebody or something with an address of its own, or without one."""

    name: str
    url: str = ""
    note: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class DigestPerson:
    """A person with the function they had at this event."""

    name: str
    role: str
    function: str
    topic: str
    url: str
    in_programme: bool


@dataclass(frozen=True, slots=True)
class DigestItem:
    """A point of the programme."""

    day: date
    time: str
    title: str
    text: str
    people: str


@dataclass(slots=True)
class DigestPoints:
    """A titled list of points."""

    title: str
    kind: str
    stop_id: int | None
    points: list[str] = field(default_factory=list)


@dataclass(slots=True)
class DigestStop:
    """A place in a day's order."""

    title: str
    where: str
    town: str
    text: str
    url: str
    people: str = ""
    lists: list[DigestPoints] = field(default_factory=list)


@dataclass(slots=True)
class DayRow:
    """A day of several stops."""

    day: date
    stops: list[DigestStop] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Saying:
    """Words said at the event."""

    text: str
    by: str


@dataclass(slots=True)
class EventDigest:
    """All that an article's page retells of one event."""

    event: Event
    roles: dict[str, list[DigestLink]]
    items: list[DigestItem]
    people: list[DigestPerson]
    stops: list[DigestStop]
    days: list[DayRow]
    lists: list[DigestPoints]
    sayings: list[Saying]
    following: list[Event]

    @property
    def lasts_days(self) -> bool:
        """Whether its programme says which day."""
        return self.event.starts_on != self.event.ends_on


def event_digest_of(event: Event) -> EventDigest:
    """Read the event; it comes with its county, partnership and `follows` already joined."""
    people = _people(event)
    lists = _points(event)
    stops = _STOPS(event.pk)
    by_item: dict[int, list[str]] = {}
    by_stop: dict[int, list[str]] = {}
    for one in people:
        if one["item_id"]:
            by_item.setdefault(one["item_id"], []).append(_with_function(one))
        elif one["stop_id"]:
            by_stop.setdefault(one["stop_id"], []).append(_with_function(one))
    rows = [_stop(stop, "; ".join(by_stop.get(stop.pk, ())), lists) for stop in stops]
    days: list[DayRow] = []
    if len(stops) > 1:
        for stop, row in zip(stops, rows, strict=True):
            if not days or days[-1].day != stop.day:
                days.append(DayRow(stop.day))
            days[-1].stops.append(row)
    shown = {stop.pk for stop in stops} if days else set()
    return EventDigest(
        event=event,
        roles=_roles(event),
        items=_items(event, by_item),
        people=[_person(one) for one in people],
        stops=rows,
        days=days,
        lists=[row for row in lists if row.stop_id not in shown],
        sayings=_sayings(event),
        following=_FOLLOWING(event.pk),
    )


def entity_url(slug: str, state: str) -> str:
    """Address of an entity's page, empty while it has none."""
    return f"{prefix()}/podmioty/{slug}/" if state == EntityState.PUBLISHED else ""


def place_of(stop: Stop) -> list[str]:
    """Address, town and county of a stop, each once: `["Rynek 7", "Kęty", "powiat oświęcimski"]`."""
    county = stop.county
    parts = [stop.address, stop.town]
    if county is not None and county.name.casefold() != stop.town.casefold():
        parts.append(county.label)
    return [part for part in dict.fromkeys(parts) if part]


def _english() -> bool:
    return get_language() == "en"


def _roles(event: Event) -> dict[str, list[DigestLink]]:
    """The entities by their role at the event."""
    roles: dict[str, list[DigestLink]] = {}
    for role, note, name, slug, state, lead, town in _ROLES(event.pk):
        roles.setdefault(role, []).append(DigestLink(name, entity_url(slug, state), note or lead, town))
    return roles


def _people(event: Event) -> list[dict[str, Any]]:
    return [dict(zip(PERSON, row, strict=True)) for row in _PEOPLE(event.pk)]


def _function(one: dict[str, Any]) -> str:
    return ", ".join(part for part in (one["function"], one["institution"]) if part)


def _called(one: dict[str, Any]) -> str:
    return f"{one['academic_title']} {one['name']}".strip()


def _with_function(one: dict[str, Any]) -> str:
    return ", ".join(part for part in (_called(one), _function(one)) if part)


def _person(one: dict[str, Any]) -> DigestPerson:
    url = entity_url(one["entity__slug"], one["entity__state"]) if one["entity__slug"] else ""
    return DigestPerson(_called(one), one["role"], _function(one), one["topic"], url, bool(one["item_id"]))


def _items(event: Event, people: dict[int, list[str]]) -> list[DigestItem]:
    english, made = _english(), []
    for pk, day, start, end, title, title_en, text in _ITEMS(event.pk):
        title = title_en if english and title_en else title
        made.append(DigestItem(day, portal.clock(start, end), title, text, "; ".join(people.get(pk, ()))))
    return made


def _stop(stop: Stop, people: str, lists: list[DigestPoints]) -> DigestStop:
    host = stop.host
    where = [portal.clock(stop.starts_at, stop.ends_at), *place_of(stop)]
    if host is not None and host.name.casefold() not in (part.casefold() for part in (stop.name, *where)):
        where.append(host.name)
    return DigestStop(
        title=stop.name,
        where=", ".join(part for part in where if part and part != stop.name),
        town=stop.town,
        text=(stop.description_en if _english() else "") or stop.description,
        url=entity_url(host.slug, host.state) if host is not None else "",
        people=people,
        lists=[row for row in lists if row.stop_id == stop.pk],
    )


def _points(event: Event) -> list[DigestPoints]:
    """The lists with their points, in one query; a list without points is not shown."""
    english = _english()
    lists: dict[int, DigestPoints] = {}
    for pk, title, title_en, kind, stop, text in _POINTS(event.pk):
        row = lists.setdefault(pk, DigestPoints(title_en if english and title_en else title, kind, stop))
        row.points.append(text)
    return list(lists.values())


def _sayings(event: Event) -> list[Saying]:
    return [
        Saying(text, said_by or ", ".join(part for part in person if part))
        for text, said_by, *person in _SAYINGS(event.pk)
    ]


def when_of(event: Event) -> str:
    """„29 marca 2017 r., środa, godz. 10.00–13.00”; several days without a weekday."""
    parts = [polish.date_range(event.starts_on, event.ends_on)]
    if event.starts_on == event.ends_on:
        parts.append(polish.weekday(event.starts_on))
        if event.starts_at:
            parts.append(portal.clock(event.starts_at, event.ends_at))
    return ", ".join(parts)
