"""An event for search engines, in the words of schema.org (https://schema.org/Event)."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from common.text.bilingual import bilingual
from events.catalogue.booking import BOOKABLE, Booking, booking_of
from events.catalogue.exports import WARSAW, times_of, url_of
from events.catalogue.models import Event
from events.catalogue.states import EventState

SCHEMA = "https://schema.org/"
# Where one may register, or could; of what is over or cancelled nothing is offered.
AVAILABLE = {**dict.fromkeys(BOOKABLE, "InStock"), Booking.FREE_ENTRY: "InStock", Booking.FULL: "SoldOut"}


def structured(
    event: Event, *, stop: Any, image: str = "", organisers: Iterable[tuple[str, str]] = ()
) -> dict[str, Any]:
    """The event as the page tells it in the language of the moment; the page writes it with `json_ld()`.

    `stop`: its first place, or None. `organisers`: (name, address of their page, or nothing).
    """
    starts, ends = times_of(event)["dtstart"], times_of(event).get("dtend")
    if not isinstance(starts, datetime):
        ends = event.last_day
    return {
        "@type": "Event",
        "name": str(event),
        "description": bilingual(event.lead, event.lead_en).text,
        "url": url_of(event),
        "startDate": starts.isoformat(),
        "endDate": ends.isoformat() if ends else "",
        **_status(event),
        "eventAttendanceMode": f"{SCHEMA}{_mode(event)}EventAttendanceMode",
        "location": _location(event, stop),
        "image": _whole(image),
        "organizer": [
            {"@type": "Organization", "name": name, **({"url": _whole(url)} if url else {})} for name, url in organisers
        ],
        "maximumAttendeeCapacity": event.capacity,
        "inLanguage": get_language() or "pl",
        **_offers(event),
    }


def _whole(url: str) -> str:
    return settings.SITE_URL + url if url.startswith("/") else url


def _status(event: Event) -> dict[str, str]:
    """Cancelled, moved from an earlier beginning that people had been told, or as planned."""
    if event.state == EventState.CANCELLED:
        return {"eventStatus": f"{SCHEMA}EventCancelled"}
    if event.previous_starts_on is None:
        return {"eventStatus": f"{SCHEMA}EventScheduled"}
    previous = _beginning(event.previous_starts_on, event.previous_starts_at)
    return {"eventStatus": f"{SCHEMA}EventRescheduled", "previousStartDate": previous}


def _beginning(day: date, hour: time | None) -> str:
    return datetime.combine(day, hour, tzinfo=WARSAW).isoformat() if hour is not None else day.isoformat()


def _offers(event: Event) -> dict[str, Any]:
    """That it costs nothing, unless the plan names a sum; and whether places are left."""
    if re.search(r"[1-9]", event.cost):
        return {}
    found = AVAILABLE.get(booking_of(event, timezone.now()))
    offer = {"@type": "Offer", "price": 0, "priceCurrency": "PLN", "url": url_of(event)}
    return {"isAccessibleForFree": True, "offers": {**offer, "availability": f"{SCHEMA}{found}"} if found else offer}


def _mode(event: Event) -> str:
    if event.online_url:
        return "Mixed" if event.town else "Online"
    return "Offline"


def _location(event: Event, stop: Any) -> dict[str, Any]:
    if not event.town:
        return {"@type": "VirtualLocation", "url": url_of(event)}
    address = {"@type": "PostalAddress", "addressLocality": event.town, "addressCountry": "PL"}
    if stop and stop.address:
        address["streetAddress"] = stop.address
    return {"@type": "Place", "name": event.venue or (stop.name if stop else event.town), "address": address}
