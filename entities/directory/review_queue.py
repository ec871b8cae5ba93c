"""The queue: records that wait to be looked at, with those that they may repeat, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q, QuerySet

from accounts.models import User
from common.auditlog.models import AuditEntry
from common.web.paging import keyset
from entities.directory.duplicates import names_alike
from entities.directory.models import Entity
from entities.directory.states import EntityState

PAGE = 20
MOST_ALIKE = 3
WAITING = [EntityState.PROPOSED, EntityState.AWAITING]
NUMBERS = ("nip", "regon", "krs")


class QueuedEntity(NamedTuple):
    """A record of the queue, who entered it, and records that may be the same."""

    entity: Entity
    by: str
    alike: list[Entity]


class Queue(NamedTuple):
    """A page of the queue."""

    rows: list[QueuedEntity]
    next: str | None
    previous: str | None


def queue(entities: QuerySet[Entity], cursor: str | None) -> Queue:
    """A page of what waits, the oldest first."""
    waiting = entities.filter(state__in=WAITING).select_related("kind", "county")
    page = keyset(waiting, order=("id",), cursor=cursor, size=PAGE)
    alike, by = _alike(page.rows), _entered_by(page.rows)
    rows = [QueuedEntity(row, by.get(row.pk, ""), alike[row.pk]) for row in page.rows]
    return Queue(rows, page.next, page.previous)


def _entered_by(rows: Sequence[Entity]) -> dict[int, str]:
    acts = AuditEntry.objects.filter(
        object_type=Entity._meta.label_lower, object_id__in=[row.pk for row in rows], verb__in=_ENTERED
    )
    actors = dict(acts.filter(actor_id__isnull=False).values_list("object_id", "actor_id"))
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=set(actors.values()))}
    return {pk: names.get(actor, "") for pk, actor in actors.items()}


def _alike(rows: Sequence[Entity]) -> defaultdict[int, list[Entity]]:
    """Other records of an equal number, or of a similar name in the same county."""
    same = Q(pk__in=[])
    for number in NUMBERS:
        same |= Q(**{f"{number}__in": [value for row in rows if (value := getattr(row, number))]})
    counties = {row.county_id for row in rows if row.county_id}
    living = Entity.objects.exclude(state=EntityState.MERGED)
    near = living.filter(county__in=counties).values_list("pk", "name", "county_id")
    by_county: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for pk, name, county in near:
        by_county[county].append((pk, name))
    named = {
        row.pk: {pk for pk, name in by_county[row.county_id or ""] if pk != row.pk and names_alike(name, row.name)}
        for row in rows
    }
    wanted = set().union(*named.values())
    known = {one.pk: one for one in living.filter(same | Q(pk__in=wanted)).select_related("kind", "county")}
    found: defaultdict[int, list[Entity]] = defaultdict(list)
    for row in rows:
        for pk, one in known.items():
            equal = any(getattr(row, number) and getattr(row, number) == getattr(one, number) for number in NUMBERS)
            if pk != row.pk and (equal or pk in named[row.pk]) and len(found[row.pk]) < MOST_ALIKE:
                found[row.pk].append(one)
    return found


_ENTERED = [f"entity.{state}" for state in (*WAITING, EntityState.DRAFT)]
