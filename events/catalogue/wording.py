"""When and where an event is, in words of the language of the moment: the one wording of pages, lists, mails, papers.

`when()`; `place()` is the whole place, and `where()` says too that one may join online; `first_place()` is where one
comes first, with the street, for calendars and mails; `briefly()` is a word or two for a list;
`whom_to_ask()` is who answers questions.
"""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _

from common.templatetags.portal import clock
from common.text.polish import date_range, day_and_month, join_and, weekday
from entities.territory.naming import county_label

if TYPE_CHECKING:  # the models name themselves by this module
    from events.catalogue.changes import Facts
    from events.catalogue.models import Event

MIDNIGHT = time(0)


class Dated(Protocol):
    """What has days and hours: an event, or what people were told of one."""

    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def starts_at(self) -> time | None: ...
    @property
    def ends_at(self) -> time | None: ...


class Place(Protocol):
    """A place of an event, as a row of the database or as a page read it."""

    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def town(self) -> str: ...


def line(*parts: str | None) -> str:
    """The parts that are there, each once: `Rynek 7, Kęty`."""
    return ", ".join(dict.fromkeys(part for part in parts if part))


def when(dated: Dated) -> str:
    """`29 marca 2017 r., środa, godz. 10.00–13.00`; `Od 27 marca, godz. 18.00, do 28 marca 2017 r., godz. 12.00`."""
    return days_and_hours(dated.starts_on, dated.ends_on, dated.starts_at, dated.ends_at)


def last_day(dated: Dated) -> date:
    """The last day on which something takes place: an end at 0.00 belongs to the day before."""
    return _last(dated.starts_on, dated.ends_on, dated.ends_at)


def _last(first: date, last: date, ends_at: time | None) -> date:
    return last - timedelta(days=1) if ends_at == MIDNIGHT and last > first else last


def days_and_hours(first: date, last: date, starts_at: time | None = None, ends_at: time | None = None) -> str:
    """The same of single values. Of several days the hour of the beginning stands beside the first, that of the end
    beside the last."""
    last = _last(first, last, ends_at)
    if first != last:
        knows_hours = (starts_at, ends_at) != (None, None)
        return _from_to(first, last, starts_at, ends_at) if knows_hours else date_range(first, last)
    day = line(date_range(first), weekday(first))
    if starts_at is not None:
        return day + _(", %(hours)s") % {"hours": clock(starts_at, ends_at)}
    return line(day, hours(starts_at, ends_at))


def _from_to(first: date, last: date, starts_at: time | None, ends_at: time | None) -> str:
    """Of several days with at least one hour. The year is said once where it is one."""
    begins = date_range(first) if first.year != last.year else day_and_month(first)
    return _("From %(first)s to %(last)s") % {
        "first": begins + (_(", %(hours)s") % {"hours": clock(starts_at)} + "," if starts_at is not None else ""),
        "last": date_range(last) + (_(", %(hours)s") % {"hours": clock(None, ends_at)} if ends_at is not None else ""),
    }


def hours(starts_at: time | None, ends_at: time | None, *, is_one_day: bool = True) -> str:
    """`9.00–15.00`, `from 9.00`, `until 15.00`; nothing where the plan does not say."""
    if starts_at is not None and ends_at is not None and is_one_day:
        return clock(starts_at, ends_at)
    told = []
    if starts_at is not None:
        told.append(_("from %(hour)s") % {"hour": clock(starts_at)})
    if ends_at is not None:
        told.append(_("until %(hour)s") % {"hour": clock(None, ends_at)})
    return " ".join(told)


def county_after(town: str, name: str | None, is_city: bool | None, code: str | None) -> str:
    """The county after its town: `powiat oświęcimski`; nothing after a town that is a county by itself."""
    if not name or name.casefold() == town.casefold():
        return ""
    return county_label(name, bool(is_city), code or "")


def is_journey(stops: Sequence[Place]) -> bool:
    """Whether these are different places; one place may stand there once a day."""
    return len({(stop.name, stop.town) for stop in stops}) > 1


def place(event: "Event", stops: Sequence[Place]) -> str:
    """`Dom Kultury, Rynek 7, Kęty, powiat oświęcimski`; of a journey its places in order: `ZAZ, Kęty; Zamek, Żywiec`.

    `stops`: all of the event's places in their order, with name, address and town; the event knows its county.
    """
    county = event.county
    label = county_after(event.town, county.name, county.is_city, county.pk) if county else ""
    if not is_journey(stops):
        return line(first_place(event, stops[0] if stops else None), label)
    places = "; ".join(dict.fromkeys(line(stop.name, stop.town) for stop in stops))
    return line(places, label if {stop.town for stop in stops} == {event.town} else "")


def where(event: "Event", stops: Sequence[Place]) -> str:
    """The place as `place()` tells it, and that one may join online."""
    return line(place(event, stops), online(event))


def first_place(event: "Event", stop: Place | None) -> str:
    """Where one comes: `Dom Kultury, Rynek 7, Kęty`. `stop`: the first of the event's places, or None."""
    return line(event.venue or (stop.name if stop else ""), stop.address if stop else "", event.town)


def briefly(event: "Event", stops: Sequence[Place] = ()) -> str:
    """For a list: `Kęty, Dom Kultury`; of a journey the towns: `Kęty i Żywiec`; and that one may join online."""
    towns = list(dict.fromkeys(stop.town for stop in stops if stop.town))
    return line(join_and(towns) if is_journey(stops) else line(event.town, event.venue), online(event))


def online(joinable: "Event | Facts") -> str:
    """That it has a link to join by, in a word."""
    return _("online") if joinable.online_url else ""


def whom_to_ask(event: "Event") -> dict[str, str]:
    """Whom to ask (`contact_name`, `phone`, `email`): the event's own person, otherwise the centre."""
    if event.contact_phone or event.contact_email:
        return {"contact_name": event.contact_name, "phone": event.contact_phone, "email": event.contact_email}
    return {"contact_name": event.centre.name, "phone": event.centre.phone, "email": event.centre.email}


def controller(event: "Event") -> str:
    """Who is responsible for the data of the event's people, as the notices promise (art. 14 GDPR)."""
    centre = event.centre
    seat = line(centre.street, " ".join(part for part in (centre.postal_code, centre.town) if part))
    ask = centre.controller_contact or centre.email
    return "; ".join(part for part in (line(centre.controller_name or centre.name, seat), ask) if part)
