"""The programme of an event as its page tells it: days, stops, items, people, lists of points, quotations.

Rows are read as plain values, only the columns that the page shows: it is the page with most tables behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from django.db.models import Exists, Model, OuterRef
from django.utils.safestring import SafeString

from common.db.compiled_queries import Prepared
from common.templatetags.portal import clock
from common.text.bilingual import BilingualText, bilingual
from entities.directory.links import entity_url
from events.catalogue.models import Event, EventQuerySet
from events.catalogue.queries import public_event
from events.catalogue.wording import county_after, line
from events.programme.by_clock import by_clock, ordered
from events.programme.models import Appearance, Point, PointList, ProgrammeItem, Quotation, Stop

# What an event may have; asked with the event itself, so that what is not there costs no query of its own.
PARTS: dict[str, type[Model]] = {
    "has_items": ProgrammeItem,
    "has_appearances": Appearance,
    "has_points": PointList,
    "has_quotations": Quotation,
}
Words = SafeString | str


@dataclass(slots=True)
class AppearanceRow:
    """Somebody at the event, with their function there; the entity's name, slug and state where they have one."""

    item_id: int | None
    stop_id: int | None
    role: str
    academic_title: str
    name: str
    function: str
    institution: str
    topic: str
    entity: tuple[str | None, str | None, str | None]

    @property
    def full_name(self) -> str:
        return f"{self.academic_title} {self.name}".strip()

    @property
    def functions(self) -> str:
        """What they are, and where: `prezeska, Spółdzielnia Kęty`."""
        return line(self.function, self.institution or self.entity[0])

    @property
    def url(self) -> str:
        """The page of their entity, when it has one."""
        return entity_url(*self.entity[1:])


@dataclass(slots=True)
class PointsRow:
    """A titled list of points."""

    stop_id: int | None
    title: str
    title_en: str
    texts: list[str] = field(default_factory=list)

    @property
    def heading(self) -> BilingualText:
        return bilingual(self.title, self.title_en)


@dataclass(slots=True)
class ItemRow:
    """A point of the programme and who spoke; `said_by` are its words for the page."""

    id: int
    stop_id: int | None
    day: date
    starts_at: time | None
    ends_at: time | None
    title: str
    title_en: str
    description: str
    people: list[AppearanceRow] = field(default_factory=list)
    said_by: Sequence[Words] = ()
    # Its hours for a reader; empty where its stop has said the same ones.
    hours: str = ""

    @property
    def heading(self) -> BilingualText:
        return bilingual(self.title, self.title_en)


@dataclass(slots=True)
class StopRow:
    """A place of a day with what belongs to it; `county` is its label; the last two are its words for the page."""

    id: int
    day: date
    name: str
    address: str
    town: str
    starts_at: time | None
    ends_at: time | None
    description: str
    description_en: str
    county: str
    host: tuple[str | None, str | None, str | None]
    own_items: list[ItemRow] = field(default_factory=list)
    people: list[AppearanceRow] = field(default_factory=list)
    lists: list[PointsRow] = field(default_factory=list)
    host_line: Words = ""
    said_by: Sequence[Words] = ()

    @property
    def where(self) -> str:
        """What stands under its name: `9.00–10.00, Rynek 7, Kęty, powiat oświęcimski`."""
        at = clock(self.starts_at, self.ends_at if self.starts_at else None)
        return line(*(part for part in (at, self.address, self.town, self.county) if part != self.name))

    @property
    def where_and_host(self) -> str:
        """The same with the name of the host, unless it was said."""
        host = self.host[0] or ""
        said = {part.casefold() for part in (self.name, self.address, self.town, self.county)}
        return line(self.where, "" if host.casefold() in said else host)

    @property
    def host_url(self) -> str:
        """The page of its host, when it has one."""
        return entity_url(*self.host[1:])

    @property
    def about(self) -> BilingualText:
        return bilingual(self.description, self.description_en)


@dataclass(slots=True)
class ProgrammeBlock:
    """Points at one stop, or at none, that follow each other by the clock; `is_again`: the stop stood above already."""

    stop: StopRow | None
    items: list[ItemRow]
    is_again: bool


@dataclass(slots=True)
class ProgrammeDay:
    """A day: its stops in order, the items that belong to no stop; `blocks` are all of it by the clock."""

    day: date
    number: int
    stops: list[StopRow] = field(default_factory=list)
    items: list[ItemRow] = field(default_factory=list)
    heading: str = ""
    blocks: list[ProgrammeBlock] = field(default_factory=list)

    @property
    def towns(self) -> list[str]:
        """Towns of the day in the order of the stops, each once."""
        return list(dict.fromkeys(stop.town for stop in self.stops if stop.town))


@dataclass(slots=True)
class Programme:
    """All that was planned or happened. `people` and `lists`: those that belong to no item or stop.

    `items`, `everybody` and `every_list` are all of them, in their order.
    """

    days: list[ProgrammeDay]
    stops: list[StopRow]
    items: list[ItemRow]
    everybody: list[AppearanceRow]
    every_list: list[PointsRow]
    people: list[AppearanceRow]
    lists: list[PointsRow]
    quotations: list[tuple[str, str]]

    @property
    def is_journey(self) -> bool:
        """More than one place, or more than one day: told day by day."""
        return len(self.stops) > 1 or len(self.days) > 1


def with_parts(events: EventQuerySet) -> EventQuerySet:
    """Events that know which parts of a programme they have (the keys of PARTS)."""
    flags = {
        name: Exists(model._default_manager.filter(event=OuterRef("pk")).order_by()) for name, model in PARTS.items()
    }
    return events.annotate(**flags)


_EVENT = Prepared(lambda slug: with_parts(public_event(slug)))
_STOPS = Prepared(
    lambda event: (
        Stop.objects.filter(event=event)
        .order_by("day", "position", "id")
        .values_list("id", "day", "name", "address", "town", "starts_at", "ends_at", "description", "description_en",
                     "county__name", "county__is_city", "county_id", "host__name", "host__slug", "host__state")
    )
)  # fmt: skip
_ITEMS = Prepared(
    lambda event: (
        ProgrammeItem.objects.filter(event=event)
        .order_by("day", "position", "id")
        .values_list("id", "stop_id", "day", "starts_at", "ends_at", "title", "title_en", "description")
    )
)
_PEOPLE = Prepared(
    lambda event: (
        Appearance.objects.filter(event=event)
        .order_by("position", "id")
        .values_list("item_id", "stop_id", "role", "academic_title", "name", "function", "institution", "topic",
                     "entity__name", "entity__slug", "entity__state")
    )
)  # fmt: skip
_POINTS = Prepared(
    lambda event: (
        Point.objects.filter(list__event=event)
        .order_by("list__position", "list_id", "position", "id")
        .values_list("list_id", "list__stop_id", "list__title", "list__title_en", "text")
    )
)
_QUOTATIONS = Prepared(
    lambda event: (
        Quotation.objects.filter(event=event)
        .order_by("position", "id")
        .values_list("text", "said_by", "appearance__academic_title", "appearance__name",
                     "appearance__function", "appearance__institution")
    )
)  # fmt: skip


def event_of(slug: str) -> Event | None:
    """The public event of this address, with all that `event_page()` asks it."""
    return _EVENT.first(slug)


def programme_of(event: Event) -> Programme:
    """The programme in at most five queries; an event of `event_of()` asks only for what it has."""
    stops = _stops(event)
    items = _items(event) if _has(event, "has_items") else []
    places: dict[int | None, StopRow] = {stop.id: stop for stop in stops}
    points: dict[int | None, ItemRow] = {item.id: item for item in items}
    everybody = _people(event) if _has(event, "has_appearances") else []
    rest: list[AppearanceRow] = []
    for person in everybody:
        owner = points.get(person.item_id) or places.get(person.stop_id)
        (owner.people if owner else rest).append(person)
    every_list = _lists(event) if _has(event, "has_points") else []
    loose: list[PointsRow] = []
    for own in every_list:
        place = places.get(own.stop_id)
        (place.lists if place else loose).append(own)
    return Programme(
        days=_days(stops, items, places),
        stops=stops,
        items=items,
        everybody=everybody,
        every_list=every_list,
        people=rest,
        lists=loose,
        quotations=_quotations(event) if _has(event, "has_quotations") else [],
    )


def _has(event: Event, flag: str) -> bool:
    return getattr(event, flag, True)


def _stops(event: Event) -> list[StopRow]:
    return [StopRow(*[*row[:9], county_after(row[4], *row[9:12]), row[12:]]) for row in _STOPS(event.pk)]


def _items(event: Event) -> list[ItemRow]:
    return [ItemRow(*row) for row in _ITEMS(event.pk)]


def _people(event: Event) -> list[AppearanceRow]:
    return [AppearanceRow(*[*row[:8], row[8:]]) for row in _PEOPLE(event.pk)]


def _lists(event: Event) -> list[PointsRow]:
    """Lists with their points; a list without points is not shown."""
    found: dict[int, PointsRow] = {}
    for pk, stop, title, title_en, text in _POINTS(event.pk):
        found.setdefault(pk, PointsRow(stop, title, title_en)).texts.append(text)
    return list(found.values())


def _quotations(event: Event) -> list[tuple[str, str]]:
    """What was said, and by whom: in the words of the staff, otherwise by whoever appeared, with what they were."""
    return [
        (text, by or line(f"{title or ''} {name or ''}".strip(), *functions))
        for text, by, title, name, *functions in _QUOTATIONS(event.pk)
    ]


def _days(stops: list[StopRow], items: list[ItemRow], places: dict[int | None, StopRow]) -> list[ProgrammeDay]:
    """Days in order; an item of a stop stands under it, the others under their day."""
    found: dict[date, ProgrammeDay] = {}
    for when in sorted({*(stop.day for stop in stops), *(item.day for item in items)}):
        found[when] = ProgrammeDay(when, number=len(found) + 1)
    for stop in stops:
        found[stop.day].stops.append(stop)
    journey = len(stops) > 1 or len(found) > 1
    for item in (one for when in found for one in ordered(item for item in items if item.day == when)):
        place = places.get(item.stop_id) if journey else None
        same = place is not None and (place.starts_at, place.ends_at) == (item.starts_at, item.ends_at)
        item.hours = "" if same else clock(item.starts_at, item.ends_at)
        (place.own_items if place else found[item.day].items).append(item)
    for day in found.values():
        points = [*(item for stop in day.stops for item in stop.own_items), *day.items]
        day.blocks = [ProgrammeBlock(*block) for block in by_clock(day.stops if journey else [], points)]
    return list(found.values())
