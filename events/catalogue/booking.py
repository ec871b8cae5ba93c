"""Can one still come? One answer for the event's page, the lists and the feeds."""

from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from common.templatetags.portal import clock
from common.text.polish import date_range
from events.catalogue.models import Event, RegistrationMode
from events.catalogue.states import EventState


class Booking(models.TextChoices):
    """Where an event stands for somebody who would like to come."""

    CANCELLED = "cancelled"
    OVER = "over"
    FREE_ENTRY = "free_entry"  # no registration: come
    NOT_YET = "not_yet"
    CLOSED = "closed"
    OPEN = "open"
    WAITING = "waiting"  # full, but there is a waiting list
    FULL = "full"


# One may send the form in these states.
BOOKABLE = frozenset({Booking.OPEN, Booking.WAITING})


def is_over(event: Event, today: date) -> bool:
    """Over the day after the last day, or as soon as the staff say so."""
    return event.state == EventState.COMPLETED or event.ends_on < today


def booking_of(event: Event, now: datetime) -> Booking:
    """The state of the event for the public at this moment."""
    if event.state == EventState.CANCELLED:
        return Booking.CANCELLED
    if is_over(event, timezone.localdate(now)):
        return Booking.OVER
    if event.registration_mode == RegistrationMode.NONE:
        return Booking.FREE_ENTRY
    if not event.registration_open(now):
        return Booking.NOT_YET if event.opens_at is not None and now < event.opens_at else Booking.CLOSED
    if event.free != 0:
        return Booking.OPEN
    return Booking.WAITING if event.has_waiting_list else Booking.FULL


def deadline(event: Event) -> str:
    """Until when registrations come in: `5 marca 2027 r.`, `5 marca 2027 r., godz. 12.00`; nothing without an end."""
    if event.closes_at is None:
        return ""
    day = date_range(last_day(event.closes_at))
    if f"{timezone.localtime(event.closes_at):%H%M}" in ("0000", "2359"):
        return day
    return day + _(", %(hours)s") % {"hours": clock(event.closes_at)}


def who_decides(event: Event) -> str:
    """With approval: that the centre decides, and by when one gets its answer; otherwise nothing."""
    if event.registration_mode != RegistrationMode.APPROVAL:
        return ""
    if event.answers_by is not None:
        day = date_range(event.answers_by)
        return _("The centre decides who takes part, and answers by e-mail by %(day)s.") % {"day": day}
    if event.closes_at is not None:
        day = date_range(last_day(event.closes_at))
        return _("The centre decides who takes part, and answers by e-mail after registration closes on %(day)s.") % {
            "day": day
        }
    return _("The centre decides who takes part, and answers by e-mail.")


def last_day(closes_at: datetime) -> date:
    """The day on which a registration still comes in: what closes at midnight closes on the day before."""
    return timezone.localdate(closes_at - timedelta(seconds=1))
