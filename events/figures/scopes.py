"""What is counted: an event, a project, a period, a centre, a kind of events, or all of them at once.

A scope says only *which events*; how they are counted is the same for all of them (counting.py).
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from events.attendance.presences import held
from events.catalogue.models import Event
from events.catalogue.states import EventState
from partnerships.projects.models import FundingProject


@dataclass(frozen=True, slots=True)
class Scope:
    """Which events. Empty means without that limit; days are those on which events begin, both included."""

    event: int | None = None
    since: date | None = None
    until: date | None = None
    centres: tuple[int, ...] | None = None
    project: int | None = None
    kind: str = ""
    # Where "first time here" is: the events of these centres; None: of the whole region.
    home: tuple[int, ...] | None = None

    def events(self) -> QuerySet[Event]:
        """The events of the scope. An event named alone is counted as it stands, whatever its day."""
        if self.event is not None:
            return Event.objects.filter(pk=self.event).exclude(state=EventState.CANCELLED).order_by()
        rows = held()
        if self.since:
            rows = rows.filter(starts_on__gte=self.since)
        if self.until:
            rows = rows.filter(starts_on__lte=self.until)
        if self.centres is not None:
            rows = rows.filter(centre_id__in=self.centres)
        if self.project is not None:
            rows = rows.filter(project_id=self.project)
        return rows.filter(kind=self.kind) if self.kind else rows

    def around(self) -> QuerySet[Event]:
        """The events among which somebody is here for the first time."""
        return held() if self.home is None else held().filter(centre_id__in=self.home)

    def as_json(self) -> dict[str, Any]:
        """For keeping with the figures."""
        return {
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "centres": self.centres,
            "project": self.project,
            "kind": self.kind,
            "home": self.home,
        }

    @classmethod
    def of_json(cls, asks: dict[str, Any]) -> "Scope":
        """The scope that `as_json()` wrote."""
        days = {name: date.fromisoformat(asks[name]) if asks.get(name) else None for name in ("since", "until")}
        several = {name: None if asks.get(name) is None else tuple(asks[name]) for name in ("centres", "home")}
        return cls(**days, **several, project=asks.get("project"), kind=asks.get("kind") or "")

    @property
    def key(self) -> str:
        """The name under which figures of this scope are kept."""
        parts = [f"{name}={value}" for name, value in sorted(self.as_json().items()) if value not in (None, "")]
        key = "&".join(parts) or "all"
        return key if len(key) <= 100 else hashlib.sha256(key.encode()).hexdigest()


def of_event(event: Event) -> Scope:
    """One event; somebody is here for the first time when no earlier event of the same centre saw them."""
    return Scope(event=event.pk, home=(event.centre_id,))


def of_project(project: FundingProject) -> Scope:
    """Everything that the project paid for."""
    return Scope(project=project.pk, home=None if project.centre_id is None else (project.centre_id,))


def of_year(year: int) -> Scope:
    """The whole region in a year."""
    return Scope(since=date(year, 1, 1), until=date(year, 12, 31))


def of_centres(centres: tuple[int, ...], scope: Scope) -> Scope:
    """The same, of these centres only."""
    ids = tuple(sorted(centres))
    return replace(scope, centres=ids, home=ids)
