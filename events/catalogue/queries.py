"""Reading the catalogue: lists of events with their filters, a month, what goes into the calendar feed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat

from common.db.compiled_queries import Prepared
from common.web.paging import Page, cut, keyset
from entities.centres.extension_points import PicturePlace
from entities.centres.models import SupportCentre
from entities.directory.states import EntityState
from entities.territory.models import County
from entities.territory.naming import county_label
from events.catalogue.models import Event, EventDocument, EventEntity, EventQuerySet
from files.models import StoredImage
from partnerships.projects.models import FundingProject
from partnerships.states import RecordState

PAGE_SIZE = 24
FEED_SIZE = 500
KIND, COUNTY, CENTRE, PROJECT = "kind", "county", "centre", "project"
# What a list shows of an event; nothing else is read from the database.
SHOWN = (
    "slug", "state", "kind", "title", "title_en", "starts_on", "ends_on", "starts_at", "ends_at", "venue", "town",
    "online_url", "registration_mode", "opens_at", "closes_at", "capacity", "taken", "has_waiting_list",
)  # fmt: skip


@dataclass(frozen=True)
class Criteria:
    """What the visitor asks for. Values are those of the address: codes of kinds, slugs of the rest."""

    kinds: tuple[str, ...] = ()
    county: str = ""
    centre: str = ""
    project: str = ""
    past: bool = False

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The values chosen in one facet."""
        value = {KIND: self.kinds, COUNTY: self.county, CENTRE: self.centre, PROJECT: self.project}[facet]
        return value if isinstance(value, tuple) else (value,) if value else ()

    @property
    def count(self) -> int:
        """How many filters are on."""
        return len(self.kinds) + sum(1 for value in (self.county, self.centre, self.project) if value)

    def condition(self, *, but: str = "") -> Q:
        """The filters as a condition, without those of the facet `but`."""
        return Q(
            **{lookup: self.chosen(name) for name, (lookup, _) in FACETS.items() if name != but and self.chosen(name)}
        )


# The code of a county, C for a city, its name: in SQL only, pages say `county_label`.
_COUNTY_LABEL = Concat(
    F("county_id"), Case(When(county__is_city=True, then=Value("C")), default=Value("-")), F("county__name")
)
# Facet → how it filters, what its options are called.
FACETS = {
    KIND: ("kind__in", Value("")),
    COUNTY: ("county__slug__in", _COUNTY_LABEL),
    CENTRE: ("centre__slug__in", F("centre__short_name")),
    PROJECT: ("project__slug__in", F("project__short_name")),
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet with the number of events that it would show."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class EventList:
    """One page of a list with the options of its filters."""

    page: Page[Event]
    total: int
    options: dict[str, list[FacetValue]] = field(default_factory=dict)


def listing(criteria: Criteria, *, today: date, cursor: str | None) -> EventList:
    """Coming events, the nearest first, or past ones, the latest first; two queries, whatever is asked."""
    if not cursor and not criteria.count:
        page, rows = cut(_FIRST[criteria.past](today), PAGE_SIZE), _COUNTS[criteria.past](today)
    else:
        scope = _scope(criteria, today)
        shown = scope.filter(criteria.condition()).only(*SHOWN)
        page = keyset(shown, order=_ORDER[criteria.past], cursor=cursor, size=PAGE_SIZE)
        rows = list(_counts(scope, criteria))
    total, options = _options(_in_words(rows), criteria)
    return EventList(page=page, total=total, options=options)


def in_month(criteria: Criteria, *, first: date, last: date) -> list[Event]:
    """All public events that touch the days from `first` to `last`, cancelled ones too."""
    rows = Event.objects.public().filter(criteria.condition(), starts_on__lte=last, ends_on__gte=first)
    return list(rows.only(*SHOWN).order_by("starts_on", "starts_at", "id")[:1000])


def for_feed(criteria: Criteria, *, today: date) -> list[Event]:
    """What a subscribed calendar needs: coming events and those of the last month, so that a change reaches it.

    Cancelled ones stay in the feed: that is how the subscriber's calendar learns of it.
    """
    rows = Event.objects.public().filter(criteria.condition(), ends_on__gte=today - timedelta(days=31))
    return list(rows.select_related("centre").prefetch_related("stops").order_by("starts_on", "id")[:FEED_SIZE])


def names_of(criteria: Criteria) -> Iterator[tuple[str, str]]:
    """The chosen county, centre and project by name: (facet, name). What does not exist is left out."""
    if criteria.county and (county := County.objects.filter(slug=criteria.county).first()):
        yield COUNTY, county.label
    if criteria.centre and (centre := SupportCentre.objects.filter(slug=criteria.centre).first()):
        yield CENTRE, centre.short_name
    published = FundingProject.objects.filter(state=RecordState.PUBLISHED)
    if criteria.project and (project := published.filter(slug=criteria.project).only("short_name").first()):
        yield PROJECT, project.short_name


def _scope(criteria: Criteria, today: date) -> EventQuerySet:
    return Event.objects.past(today) if criteria.past else Event.objects.coming(today)


def _options(rows: Iterable[tuple[Any, ...]], criteria: Criteria) -> tuple[int, dict[str, list[FacetValue]]]:
    """The rows of `_counts()` as options by facet, and the number of events under all filters."""
    options: dict[str, list[FacetValue]] = {name: [] for name in FACETS}
    for name, value, label, count in rows:
        options[name].append(FacetValue(value, label, count))
    # Every event has one kind, so the chosen kinds (or all of them) add up to the whole list.
    total = sum(option.count for option in options[KIND] if not criteria.kinds or option.value in criteria.kinds)
    return total, options


def _counts(scope: EventQuerySet, criteria: Criteria) -> QuerySet[Any, Any]:
    """Every option of every facet under the *other* filters: one query."""
    first, *others = [_facet(scope, name, criteria) for name in FACETS]
    return first.union(*others, all=True)


def _facet(scope: EventQuerySet, name: str, criteria: Criteria):  # type: ignore[no-untyped-def]
    lookup, label = FACETS[name]
    column = lookup.removesuffix("__in")
    rows = scope.filter(criteria.condition(but=name)).order_by()
    if name == PROJECT:
        rows = rows.filter(project__state=RecordState.PUBLISHED)
    elif name == COUNTY:
        rows = rows.filter(county__isnull=False)
    return (
        rows.values(facet=Value(name, CharField()), value=F(column), label=Coalesce(label, Value("")))
        .annotate(n=Count("pk"))
        .values_list("facet", "value", "label", "n")
    )


def _in_words(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows of `_counts()` with the counties named in the language of the page."""
    for name, value, label, count in rows:
        if name == COUNTY:
            label = county_label(label[5:], label[4] == "C", label[:4])
        yield name, value, label, count


# The lists as most people open them: of coming events (False) and of past ones (True), without filters.
_ORDER = {False: ("starts_on", "id"), True: ("-starts_on", "-id")}
_FIRST = {
    False: Prepared(lambda today: Event.objects.coming(today).only(*SHOWN).order_by(*_ORDER[False])[: PAGE_SIZE + 1]),
    True: Prepared(lambda today: Event.objects.past(today).only(*SHOWN).order_by(*_ORDER[True])[: PAGE_SIZE + 1]),
}
_COUNTS = {
    False: Prepared(lambda today: _counts(Event.objects.coming(today), Criteria())),
    True: Prepared(lambda today: _counts(Event.objects.past(today), Criteria(past=True))),
}


# What an event may have; asked together with the event, so that what is not there costs no query of its own.
PARTS = {"has_roles": EventEntity, "has_documents": EventDocument}
# Of the rows beside the event only what its page shows.
BESIDE = (
    "centre__slug", "centre__name", "centre__short_name", "centre__phone", "centre__email", "centre__hours",
    "centre__street", "centre__postal_code", "centre__town", "centre__controller_name", "centre__controller_contact",
    "project__slug", "project__state", "project__short_name", "project__period", "project__funding_sentence",
    "project__funding_sentence_en", "partnership__slug", "partnership__state", "partnership__name",
    "county__name", "county__is_city",
    "cover__key", "cover__width", "cover__height", "cover__state", "cover__focal_x", "cover__focal_y", "cover__colour",
)  # fmt: skip
OWN = (
    *SHOWN, "theme", "theme_en", "lead", "lead_en", "aim", "description", "assumption", "section", "target_group",
    "cost", "accessibility", "contact_name", "contact_function", "contact_phone", "contact_email", "cover_alt",
    "cover_caption", "cover_credit", "entity_limit", "waiting", "cancel_reason", "follows", "published_at", "county",
    "previous_starts_on", "previous_starts_at", "answers_by",
)  # fmt: skip


def public_event(slug: str) -> EventQuerySet:
    """The event of this address, if anyone may see it, with what its page always shows beside it."""
    return _whole(Event.objects.public().filter(slug=slug))


def previewed_event(token: str) -> EventQuerySet:
    """The event of this secret link, in whatever state it is, with what its page shows beside it."""
    return _whole(Event.objects.filter(preview_token=token))


def _whole(events: EventQuerySet) -> EventQuerySet:
    flags = {
        name: Exists(model._default_manager.filter(event=OuterRef("pk")).order_by()) for name, model in PARTS.items()
    }
    followed = Exists(Event.objects.public().filter(follows=OuterRef("pk")))
    return (
        events.select_related("centre", "project", "partnership", "county", "cover")
        .only(*OWN, *BESIDE)
        .annotate(has_next=followed, **flags)
    )


@dataclass(frozen=True, slots=True)
class RoleRow:
    """An entity in a role at an event, as the page shows it."""

    role: str
    note: str
    name: str
    slug: str
    state: str
    lead: str
    lead_en: str
    town: str
    county: str | None
    is_city: bool | None
    county_code: str


_OF_ENTITY = ("name", "slug", "state", "lead", "lead_en", "town", "county__name", "county__is_city", "county_id")
_ROLES = Prepared(
    lambda event: (
        EventEntity.objects.filter(event=event)
        .exclude(entity__state=EntityState.MERGED)
        .order_by("position", "id")
        .values_list("role", "note", *(f"entity__{name}" for name in _OF_ENTITY))
    )
)
_DOCUMENTS = Prepared(lambda event: EventDocument.objects.filter(event=event, is_public=True).select_related("file"))
_CHAIN = Prepared(
    lambda event, followed: (
        Event.objects.public().filter(Q(follows=event) | Q(pk=followed)).only(*SHOWN).order_by("starts_on", "id")
    )
)


def roles_of(event: Event) -> dict[str, list[RoleRow]]:
    """Entities by their role at the event, in order."""
    found: dict[str, list[RoleRow]] = defaultdict(list)
    for row in _ROLES(event.pk):
        found[row[0]].append(RoleRow(*row))
    return found


def documents_of(event: Event) -> list[EventDocument]:
    """The event's public files."""
    return _DOCUMENTS(event.pk)


def chain_of(event: Event) -> tuple[list[Event], list[Event]]:
    """The event that this one follows, and those that follow it: one query, none where there is nothing to find."""
    if event.follows_id is None and not getattr(event, "has_next", True):
        return [], []
    rows = _CHAIN(event.pk, event.follows_id or 0)
    return [row for row in rows if row.pk == event.follows_id], [row for row in rows if row.pk != event.follows_id]


# --- sections on the pages of lower apps - -------------------------------------------------------------------------
def events_of(thing: Q) -> EventQuerySet:
    """Public events with this condition, the latest first, as rows of a list."""
    return Event.objects.public().filter(thing).only(*SHOWN).order_by("-starts_on", "-id")


def cover_places(image: StoredImage) -> Iterator[PicturePlace]:
    """The pages of public events that this picture opens."""
    for event in Event.objects.public().filter(cover=image).order_by("pk"):
        path = f"/wydarzenia/{event.slug}/"
        yield PicturePlace(path, event.title, event.centre_id, event.cover_alt, event.cover_caption)
