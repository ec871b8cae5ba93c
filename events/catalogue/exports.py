"""Events for calendars (iCalendar)."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, vCalAddress, vDuration
from icalendar import Event as Entry

from common.text.bilingual import bilingual
from common.text.phones import typed_phone
from common.web.links import prefix
from events.catalogue.kinds import EventKind
from events.catalogue.models import Event, RegistrationMode
from events.catalogue.states import EventState
from events.catalogue.wording import first_place, line, online

WARSAW = ZoneInfo("Europe/Warsaw")
CONTENT_TYPE = "text/calendar; charset=utf-8"
# Two rules (directive 2000/84/EC, as the clocks change since 1996), which every reader understands. A list of all days
# of change, as icalendar writes it, is read one hour late all summer by Thunderbird (findings/vtimezone_rdate.sh).
WARSAW_RULES = b"\r\n".join(
    b"""\
BEGIN:VTIMEZONE
TZID:Europe/Warsaw
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".split(b"\n")
)


def url_of(event: Event) -> str:
    """The full address of the event's page in the language of the moment."""
    return settings.SITE_URL + f"{prefix()}/wydarzenia/{event.slug}/"


def calendar_of(events: Iterable[Event], *, name: str = "") -> bytes:
    """One event or many as a calendar with its time zone; `name` makes it a feed that programs come back for."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{settings.SITE_NAME}//OWES Portal//PL")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", "Europe/Warsaw")
        calendar.add("refresh-interval", vDuration(timedelta(hours=1)), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(timedelta(hours=1)))
    for event in events:
        calendar.add_component(_entry(event, join_link(event)))
    return _written(calendar)


def invitation_of(
    event: Event, *, uid: str, attendee: str, organiser: str, moment: datetime, cancelled: bool = False
) -> bytes:
    """The event in the calendar of somebody with a place: METHOD:REQUEST, with the link to join; or CANCEL, without it.

    CANCEL stands under the same UID with a higher SEQUENCE, which follows the version of the event's row; every change
    raises that.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{settings.SITE_NAME}//OWES Portal//PL")
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    link = "" if cancelled else event.online_url
    entry = _entry(event, link)
    for name, value in {
        "uid": f"{uid}@{urlsplit(settings.SITE_URL).hostname}",
        "dtstamp": moment,
        "last-modified": moment,
        "sequence": 2 * event.page_version + cancelled,
        "status": "CANCELLED" if cancelled else "CONFIRMED",
        "summary": _summary(event, cancelled),
    }.items():
        del entry[name]
        entry.add(name, value)
    entry.add("organizer", vCalAddress(f"mailto:{organiser}"))
    guest = vCalAddress(f"mailto:{attendee}")
    guest.params["PARTSTAT"], guest.params["RSVP"] = "ACCEPTED", "FALSE"
    entry.add("attendee", guest)
    if link:
        entry.add("conference", link, parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    calendar.add_component(entry)
    return _written(calendar)


def _written(calendar: Calendar) -> bytes:
    """The calendar with the rules of its time zone, where an hour needs them; before the entries, as readers expect."""
    head, first, rest = calendar.to_ical().partition(b"BEGIN:VEVENT")
    return head + (WARSAW_RULES if b"TZID=Europe/Warsaw" in rest else b"") + first + rest


def _entry(event: Event, link: str) -> Entry:
    """The event; with the link to join where its reader may have it, in the fields that every calendar shows."""
    entry = Entry()
    # The key, not the address: an address may change, and the entry must stay the same one.
    entry.add("uid", f"event-{event.pk}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("dtstamp", event.updated_at)
    entry.add("last-modified", event.updated_at)
    entry.add("sequence", event.page_version)
    for field, value in times_of(event).items():
        entry.add(field, value)
    entry.add("summary", _summary(event, event.state == EventState.CANCELLED))
    entry.add("status", "CANCELLED" if event.state == EventState.CANCELLED else "CONFIRMED")
    entry.add("url", url_of(event))
    entry.add("description", _description(event, link))
    entry.add("categories", [str(EventKind(event.kind).label)])
    stop = next(iter(event.stops.all()), None)
    if where := line(first_place(event, stop), link or online(event)):
        entry.add("location", where)
    if stop and stop.latitude is not None and stop.longitude is not None:
        entry.add("geo", (stop.latitude, stop.longitude))
    whom = (event.contact_name, typed_phone(event.contact_phone), event.contact_email)
    contact = ", ".join(part for part in whom if part)
    if contact:
        entry.add("contact", contact)
    return entry


def _summary(event: Event, cancelled: bool) -> str:
    """The title; of what is cancelled with the word first, for readers that show the status nowhere."""
    return _("Cancelled: %(title)s") % {"title": event} if cancelled else str(event)


def times_of(event: Event) -> dict[str, Any]:
    """Hours where the event has them (for several days: both), otherwise whole days; their end is the day after."""
    one_day = event.starts_on == event.ends_on
    if event.starts_at is not None and (one_day or event.ends_at is not None):
        times = {"dtstart": _moment(event.starts_on, event.starts_at)}
        if event.ends_at is not None:
            times["dtend"] = _moment(event.ends_on, event.ends_at)
        return times
    return {"dtstart": event.starts_on, "dtend": event.last_day + timedelta(days=1), "transp": "TRANSPARENT"}


def _moment(day: Any, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=WARSAW)


def _description(event: Event, link: str) -> str:
    lines = [bilingual(event.lead, event.lead_en).text]
    if link:
        lines.append(_("Link to join:") + " " + link)
    if event.state == EventState.CANCELLED:
        lines.insert(0, _("Cancelled: %(reason)s") % {"reason": event.cancel_reason})
    return "\n\n".join(line for line in [*lines, url_of(event)] if line)


def join_link(event: Event) -> str:
    """The online link, only where everybody may come; those who register get it by e-mail."""
    is_open = event.registration_mode == RegistrationMode.NONE and event.state != EventState.CANCELLED
    return event.online_url if is_open else ""
