"""Day, hours, place and link of a published event: what people were told last, kept while it differs from what is so.

Whoever changes them goes through `watched()`; whether people are told, staff decide
(registration/notices/change_notice.py). A typo in a title or a new picture is nothing that anybody must be told.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, time
from typing import Any

from events.catalogue import wording
from events.catalogue.models import Event
from events.catalogue.states import EventState


@dataclass(frozen=True)
class Facts:
    """When and where an event is, and by which link one joins it."""

    starts_on: date
    ends_on: date
    starts_at: time | None
    ends_at: time | None
    place: str
    online_url: str

    @classmethod
    def of(cls, event: Event) -> "Facts":
        """As they stand."""
        place = wording.first_place(event, event.stops.first())
        return cls(event.starts_on, event.ends_on, event.starts_at, event.ends_at, place, event.online_url)

    @property
    def when(self) -> str:
        """The days and hours in words."""
        return wording.when(self)

    @property
    def first_place(self) -> str:
        """The place, and that one may join online."""
        return wording.line(self.place, wording.online(self))

    @classmethod
    def kept(cls, event: Event) -> "Facts | None":
        """As people were told last; None when nothing has changed since."""
        if not event.told:
            return None
        row = event.told
        days = (date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"]))
        hours = (time.fromisoformat(row[name]) if row[name] else None for name in ("starts_at", "ends_at"))
        return cls(*days, *hours, row["place"], row["online_url"])

    def as_row(self) -> dict[str, Any]:
        """To be kept in the event's row."""
        days_and_hours = (date, time)
        return {name: it.isoformat() if isinstance(it, days_and_hours) else it for name, it in asdict(self).items()}


@dataclass(frozen=True)
class ChangedFacts:
    """What people know, and what is so now."""

    was: Facts
    now: Facts

    @property
    def is_of_link(self) -> bool:
        """Whether the online link is another one."""
        return self.was.online_url != self.now.online_url

    @property
    def is_of_time_or_place(self) -> bool:
        """Whether the day, an hour or the place is another one."""
        return replace(self.was, online_url="") != replace(self.now, online_url="")


@contextmanager
def watched(event: Event) -> Iterator[None]:
    """Around a change of a published event: keeps what stood before, if day, hours, place or link differ afterwards.

    The caller holds the event's lock. One may stand inside another.
    """
    if event.state != EventState.PUBLISHED:
        yield
        return
    if not event.told:
        event.told = Facts.of(Event.objects.get(pk=event.pk)).as_row()
        Event.objects.filter(pk=event.pk).update(told=event.told)
    yield
    now = Event.objects.get(pk=event.pk)
    if now.told and now.told == Facts.of(now).as_row():
        Event.objects.filter(pk=event.pk).update(told={})
