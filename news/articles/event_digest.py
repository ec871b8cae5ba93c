"""The event of an article as its page retells it: facts, programme, stops, people, points, words said."""

from dataclasses import dataclass

from entities.directory.links import entity_url
from events.catalogue.models import Event
from events.catalogue.queries import RoleRow, chain_of, roles_of
from events.catalogue.wording import where
from events.programme.queries import PointsRow, Programme, ProgrammeDay, programme_of

FOLLOWING = 3


@dataclass(frozen=True, slots=True)
class DigestLink:
    """Somebody or something with an address of its own, or without one."""

    name: str
    url: str = ""
    note: str = ""
    where: str = ""

    @classmethod
    def of(cls, row: RoleRow) -> "DigestLink":
        """An entity in a role at the event."""
        return cls(row.name, entity_url(row.slug, row.state), row.note or row.lead, row.town)


@dataclass(frozen=True, slots=True)
class EventDigest:
    """All that an article's page retells of one event; `before` and `after`: what it follows, what followed it."""

    event: Event
    roles: dict[str, list[DigestLink]]
    programme: Programme
    before: list[Event]
    after: list[Event]

    @property
    def where(self) -> str:
        """The place, or the places of a journey."""
        return where(self.event, self.programme.stops)

    @property
    def lasts_days(self) -> bool:
        """Whether its programme says which day."""
        return self.event.starts_on != self.event.ends_on

    @property
    def days(self) -> list[ProgrammeDay]:
        """The days of a journey, told stop by stop; none of an event at one place."""
        return [day for day in self.programme.days if day.stops] if len(self.programme.stops) > 1 else []

    @property
    def lists(self) -> list[PointsRow]:
        """The lists of points that do not stand under a stop."""
        return self.programme.lists if self.days else self.programme.every_list


def event_digest_of(event: Event) -> EventDigest:
    """Read the event; it comes with its county and partnership already joined."""
    before, after = chain_of(event)
    roles = {role: [DigestLink.of(row) for row in rows] for role, rows in roles_of(event).items()}
    return EventDigest(event, roles, programme_of(event), before, after[:FOLLOWING])
