"""Who was there, in the words of the count: marks of people in counted roles, at events that took place.

Whoever counts (figures) or asks something of those who were there (participation in a project) begins here: both mean
the same people. `someone` is the person, or the one into whom they were merged; `somewhere` is the same of the entity.
"""

from django.db.models import Case, F, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, StrIndex
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from events.attendance.models import Attendance
from events.catalogue.models import Event
from events.catalogue.states import EventState


def held() -> QuerySet[Event]:
    """Events that took place, or go on today: public, not cancelled, begun."""
    return Event.objects.filter(
        state__in=[EventState.PUBLISHED, EventState.COMPLETED],
        published_at__isnull=False,
        starts_on__lte=timezone.localdate(),
    ).order_by()


def presences(events: QuerySet[Event]) -> QuerySet[Attendance]:
    """The rows of the count: marks at these events in counted roles; `someone` and `somewhere` say who and whence."""
    rows = told(Attendance.objects.filter(participant__event__in=events))
    rows = rows.annotate(_roles=Cast("participant__event__counted_roles", TextField()))
    return rows.filter(in_counted_role("participant__role", "_roles"))


def told(rows: QuerySet[Attendance]) -> QuerySet[Attendance]:
    """With who came, and whence."""
    return rows.order_by().annotate(
        someone=Coalesce("participant__person__merged_into_id", "participant__person_id"),
        somewhere=Coalesce("participant__entity__merged_into_id", "participant__entity_id"),
        kind_of_entity=F("participant__entity_kind"),
        group_of_entity=F("participant__entity_kind__group"),
        # The county of the record that stays, also where it has none: never that of the record that is gone.
        county=Case(
            When(participant__entity__merged_into__isnull=False, then=F("participant__entity__merged_into__county")),
            default=F("participant__entity__county"),
        ),
        country=Coalesce("participant__entity__merged_into__country", "participant__entity__country"),
    )


def in_counted_role(role: str, roles: str) -> GreaterThan:
    """The role is among those that the event counts (a JSON list, asked as text: both databases can).

    Not by LIKE: PostgreSQL would take that for a rare thing and begin with all events of the portal.
    """
    quoted = Concat(Value('"'), F(role), Value('"'), output_field=TextField())
    return GreaterThan(StrIndex(F(roles), quoted), 0)
