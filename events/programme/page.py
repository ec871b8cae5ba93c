"""The public page of an event, computed whole, so that its templates only write it down."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.templatetags.portal import clock, filesize
from common.text.bilingual import BilingualText, bilingual
from common.text.polish import counted, date_range, is_english, join_and
from common.web.links import prefix
from common.web.page_head import Head, excerpt, json_ld
from entities.directory.links import entity_url
from entities.territory.naming import county_label
from events.catalogue.booking import BOOKABLE, Booking, booking_of, deadline, last_day, who_decides
from events.catalogue.exports import join_link
from events.catalogue.kinds import EventKind
from events.catalogue.models import EntityRole, Event, RegistrationMode
from events.catalogue.queries import RoleRow, chain_of, documents_of, roles_of
from events.catalogue.rows import AgendaRow, agenda_rows
from events.catalogue.structured_data import structured
from events.catalogue.wording import briefly, line, online, place
from events.programme.models import AppearanceRole
from events.programme.queries import AppearanceRow, Programme, ProgrammeDay, StopRow, programme_of
from files.queries import Picture, picture_of
from partnerships.projects.queries import FundingBlock, funding_block
from partnerships.states import RecordState

POLISH = mark_safe(' lang="pl"')  # noqa: S308 own constant
# Verbs: Polish nouns of these functions would have to know whether it is a woman or a man.
DID = {
    AppearanceRole.HOST: gettext_lazy("receives the guests"),
    AppearanceRole.OPENER: gettext_lazy("opens the event"),
    AppearanceRole.SPEAKER: gettext_lazy("speaks"),
    AppearanceRole.ADVISER: gettext_lazy("advises"),
    AppearanceRole.EXPERT: gettext_lazy("shares knowledge"),
    AppearanceRole.MODERATOR: gettext_lazy("leads the discussion"),
    AppearanceRole.GUIDE: gettext_lazy("shows around"),
    AppearanceRole.STAFF: gettext_lazy("organises"),
    AppearanceRole.PANELLIST: gettext_lazy("takes part in the debate"),
    AppearanceRole.SIGNATORY: gettext_lazy("signs the agreement"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """The call to register, as `components/book.html` takes it."""

    state: str = ""
    note: str = ""
    free: int | None = None
    capacity: int | None = None
    taken: int = 0
    waiting: int = 0
    url: str = ""
    closes: Any = None
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A person with what they were there, or a file with its size."""

    name: str = ""
    function: SafeString | str = ""
    note: str = ""
    url: str = ""
    title: str = ""
    icon: str = "file"
    text: BilingualText | str = ""
    where: str = ""


@dataclass
class EventPage:
    """Everything the page shows. `pl` is ` lang="pl"` on an English page: for texts that stand in Polish only."""

    event: Event
    booking: Booking
    box: Box
    programme: Programme
    head: Head
    word: str
    title: BilingualText
    theme: BilingualText
    lead: BilingualText
    pl: SafeString | str
    facts: list[tuple[Any, ...]] = field(default_factory=list)
    cards: list[tuple[str, str, list[PageLine]]] = field(default_factory=list)
    people: list[PageLine] = field(default_factory=list)
    files: list[PageLine] = field(default_factory=list)
    cover: Picture | None = None
    funding: FundingBlock | None = None
    before: list[AgendaRow] = field(default_factory=list)
    after: list[AgendaRow] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where, in a word: the town, or the towns of a journey."""
        return briefly(self.event, self.programme.stops)

    @property
    def contact(self) -> dict[str, str]:
        """Whom to ask: the event's own person, otherwise the centre."""
        event, centre = self.event, self.event.centre
        if not (event.contact_name or event.contact_phone or event.contact_email):
            return {"text": centre.name, "phone": centre.phone, "email": centre.email, "hours": centre.hours}
        text = ", ".join(part for part in (event.contact_name, event.contact_function) if part)
        return {"text": text, "phone": event.contact_phone, "email": event.contact_email, "hours": ""}

    @property
    def is_over(self) -> bool:
        return self.booking == Booking.OVER


def event_page(event: Event, *, now: datetime) -> EventPage:
    """The page of an event of `event_of(slug)` at this moment."""
    programme = programme_of(event)
    roles = roles_of(event) if getattr(event, "has_roles", True) else {}
    cover = picture_of(event.cover) if event.cover else None
    language = "en" if is_english() else "pl"
    before, after = chain_of(event)
    page = EventPage(
        event=event,
        booking=booking_of(event, now),
        box=_box(event, now),
        programme=programme,
        head=_head(event, roles, programme, cover),
        word=str(EventKind(event.kind).label).capitalize(),
        title=bilingual(event.title, event.title_en),
        theme=bilingual(event.theme, event.theme_en),
        lead=bilingual(event.lead, event.lead_en),
        pl=POLISH if is_english() else "",
        cards=_cards(roles),
        people=[_person(one) for one in programme.people],
        cover=cover,
        funding=funding_block(event.project, language) if event.project else None,
        before=agenda_rows(before, now=now),
        after=agenda_rows(after, now=now),
    )
    _write_out(programme)
    page.facts = _facts(event, roles, page)
    page.files = _files(event, to_come=page.booking not in (Booking.OVER, Booking.CANCELLED))
    return page


def _write_out(programme: Programme) -> None:
    """Give the parts of the programme their words: headings, places, who speaks."""
    for day in programme.days:
        day.heading = _day_heading(day)
        for item in (*day.items, *(item for stop in day.stops for item in stop.own_items)):
            item.said_by = [_speaker(one) for one in item.people]
    for stop in programme.stops:
        stop.host_line = _hosted(stop)
        stop.said_by = [_speaker(one) for one in stop.people]


def _day_heading(day: ProgrammeDay) -> str:
    numbers = (_("Day one"), _("Day two"), _("Day three"), _("Day four"), _("Day five"))
    number = numbers[day.number - 1] if day.number <= len(numbers) else _("Day %(n)s") % {"n": day.number}
    return f"{number}: {join_and(day.towns)}" if day.towns else number


def _hosted(stop: StopRow) -> SafeString | str:
    name, url = stop.host[0], stop.host_url
    if not name:
        return ""
    if name == stop.name:
        return format_html('<a href="{}">{}</a>', url, _("About this entity")) if url else ""
    return format_html("{} {}", _("Host:"), _link(name, url))


def _speaker(one: AppearanceRow) -> SafeString | str:
    """Name, function, institution, what they do there, topic: as one line of the programme."""
    did = "" if one.role == AppearanceRole.SPEAKER and one.topic else str(DID[one.role])
    line = format_html_join(", ", "{}", ((part,) for part in (one.full_name, *_functions(one), did) if part))
    return format_html("{}: {}", line, one.topic) if one.topic else line


def _functions(one: AppearanceRow) -> list[SafeString | str]:
    """Function and institution; the institution leads to its page, when it is one of ours."""
    return [one.function, _link(one.institution or one.entity[0] or "", one.url)]


# --- the call to register -----------------------------------------------------------------------------------------
def _box(event: Event, now: datetime) -> Box:
    booking = booking_of(event, now)
    if booking in BOOKABLE or booking == Booking.FULL:
        closes = event.closes_at and last_day(event.closes_at)
        return Box(
            note=" ".join(_conditions(event, booking)),
            free=event.free,
            capacity=event.capacity,
            taken=event.taken,
            waiting=event.waiting,
            url="" if booking == Booking.FULL else f"{prefix()}/wydarzenia/{event.slug}/zgloszenie/",
            closes=closes,
            deadline=deadline(event),
        )
    opens, closed = (
        _at(moment) if moment else ""
        for moment in (event.opens_at, event.closes_at and min(event.closes_at, now))
    )  # fmt: skip
    titles = {
        Booking.CANCELLED: (_("The event is cancelled"), event.cancel_reason),
        Booking.OVER: (_("The event is over"), date_range(event.starts_on, event.last_day)),
        Booking.FREE_ENTRY: (_("No registration needed"), _("Just come.") if event.town else ""),
        Booking.NOT_YET: (_("Registration has not opened yet"), _full_stop(_("It opens on %(day)s.") % {"day": opens})),
        Booking.CLOSED: (
            _("Registration is closed"),
            _full_stop(_("It closed on %(day)s.") % {"day": closed}) if closed else "",
        ),
    }
    title, note = titles[booking]
    return Box(state=title, note=note)


def _conditions(event: Event, booking: Booking) -> Iterable[str]:
    """What one should know before registering, in short sentences."""
    if event.entity_limit:
        yield _most_of_one_entity(event.entity_limit)
    if told := who_decides(event):
        yield told
    if booking == Booking.OPEN and event.capacity and event.has_waiting_list:
        yield _("When places run out, we take people onto the waiting list.")


def _most_of_one_entity(limit: int) -> str:
    people = counted(limit, *_("person,persons,persons").split(","))
    return _("At most %(people)s of one entity.") % {"people": people}


def _full_stop(sentence: str) -> str:
    """One full stop after an abbreviation: `… 2026 r.`, never `… 2026 r..`."""
    return sentence.removesuffix(".") if sentence.endswith("..") else sentence


def _at(moment: datetime) -> str:
    local = timezone.localtime(moment)
    day = date_range(local.date())
    return _("%(day)s at %(hour)s") % {"day": day, "hour": clock(moment)} if local.hour or local.minute else day


# --- facts --------------------------------------------------------------------------------------------------------
def _facts(event: Event, roles: dict[str, list[RoleRow]], page: EventPage) -> list[tuple[Any, ...]]:
    partnership, project, pl = event.partnership, event.project, page.pl
    shown = RecordState.PUBLISHED
    return [
        (_("When"), event.when),
        (_("Where"), _where(event, page)),
        (_("For whom"), _polish(event.target_group, pl)),
        (_("Cost"), _polish(event.cost, pl)),
        (_("Accessibility"), _polish(event.accessibility, pl)),
        (_("Organiser") if len(roles.get(EntityRole.ORGANISER, [])) == 1 else _("Organisers"),
         _names(roles.get(EntityRole.ORGANISER))),
        (_("Co-organisers"), _names(roles.get(EntityRole.CO_ORGANISER))),
        (_("Supported by"), _names(roles.get(EntityRole.SUPPORTER))),
        (_("Hosts"), _names(roles.get(EntityRole.HOST))),
        (_("Represented"), _names(roles.get(EntityRole.REPRESENTED))),
        (_("Partnership"), partnership and partnership.name,
         partnership and partnership.state == shown and f"{prefix()}/partnerstwa/{partnership.slug}/"),
        (_("Project"), project and project.short_name,
         project and project.state == shown and f"{prefix()}/projekty/{project.slug}/"),
        (_("Support centre"), event.centre.short_name, f"{prefix()}/osrodki/{event.centre.slug}/"),
        (_("Data controller"), "" if event.registration_mode == RegistrationMode.NONE else event.controller),
    ]  # fmt: skip


def _polish(text: str, pl: SafeString | str) -> SafeString | str:
    """A text that stands in Polish only, marked on an English page."""
    return format_html("<span{}>{}</span>", pl, text) if text and pl else text


def _where(event: Event, page: EventPage) -> SafeString | str:
    """The place, and how one joins online."""
    told = place(event, page.programme.stops)
    if not event.online_url:
        return told
    link = join_link(event)
    joins = format_html('<a href="{}">{}</a>', link, online(event)) if link else _("online, the link comes by e-mail")
    return format_html("{}{}{}", told, ", " if told else "", joins)


def _names(rows: list[RoleRow] | None) -> SafeString | str:
    if not rows:
        return ""
    return format_html_join(", ", "{}", ((_link(row.name, entity_url(row.slug, row.state)),) for row in rows))


def _link(name: str, url: str) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', url, name) if url else name


# --- entities, people, files --------------------------------------------------------------------------------------
def _cards(roles: dict[str, list[RoleRow]]) -> list[tuple[str, str, list[PageLine]]]:
    """Entities presented and visited: (id, heading, cards)."""
    headings = (
        (EntityRole.PRESENTED, "presented", _("Entities presented")),
        (EntityRole.VISITED, "visited", _("Entities visited")),
    )
    return [(key, heading, [_card(row) for row in roles[role]]) for role, key, heading in headings if roles.get(role)]


def _card(row: RoleRow) -> PageLine:
    county = county_label(row.county, row.is_city, row.county_code) if row.county else ""
    return PageLine(
        title=row.name,
        url=entity_url(row.slug, row.state),
        text=bilingual(row.note) if row.note else bilingual(row.lead, row.lead_en),
        where=line(row.town, county),
    )


def _person(one: AppearanceRow) -> PageLine:
    did = str(DID[one.role])
    return PageLine(
        name=one.full_name,
        function=format_html_join(", ", "{}", ((part,) for part in _functions(one) if part)),
        note=f"{did}: {one.topic}" if one.topic else did,
    )


def _files(event: Event, *, to_come: bool) -> list[PageLine]:
    """The calendar entry while there is something to come for, then the public files."""
    base = f"{prefix()}/wydarzenia/{event.slug}/"
    entry = PageLine(title=_("Add to your calendar"), url=f"{base}kalendarz.ics", note="ICS", icon="calendar")
    files = [entry] if to_come else []
    for document in documents_of(event) if getattr(event, "has_documents", True) else []:
        suffix = document.file.name.rpartition(".")[2].upper()
        note = f"{suffix}, {filesize(document.file.size)}"
        files.append(PageLine(title=document.title, url=f"{base}pliki/{document.pk}/", note=note))
    return files


def _head(event: Event, roles: dict[str, list[RoleRow]], programme: Programme, cover: Picture | None) -> Head:
    image = cover.src if cover else ""
    day = date_range(event.starts_on, event.last_day)
    description = bilingual(event.lead, event.lead_en).text or event.aim or event.description
    organisers = [(row.name, entity_url(row.slug, row.state)) for row in roles.get(EntityRole.ORGANISER, [])]
    centre = (event.centre.name, f"{prefix()}/osrodki/{event.centre.slug}/")
    first = next(iter(programme.stops), None)
    return Head(
        path=f"/wydarzenia/{event.slug}/",
        title=str(event),
        description=excerpt(line(day, event.town) + ". " + description),
        image=image,
        kind="article",
        structured=json_ld(structured(event, stop=first, image=image, organisers=organisers or [centre])),
    )
