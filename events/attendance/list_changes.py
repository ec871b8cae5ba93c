"""What changed on the list since it was printed, or since the event's contact was told: came, out, corrected.

A snapshot is the keys of those who had a place then; the difference is taken from what stands now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from common.auditlog.models import AuditEntry
from common.outbox.causes import SYSTEM
from common.outbox.render import render_mail
from common.outbox.services import queue_mail
from events.attendance.models import ListSnapshot
from events.attendance.queries import expected
from events.catalogue.models import Event
from events.catalogue.services import lock_event
from events.catalogue.states import EventState
from events.registration.models import Participant

PRINTED, TOLD = ListSnapshot.Purpose.PRINTED, ListSnapshot.Purpose.TOLD
# The digest of a day is written at seven in the morning; on the event's days at once.
HOUR = time(7)


@dataclass(frozen=True)
class ListChanges:
    """Differences of the list since a moment, each in Polish order of surnames."""

    since: datetime
    came: Sequence[Participant]
    left: Sequence[Participant]
    corrected: Sequence[Participant]

    def __bool__(self) -> bool:
        return bool(self.came or self.left or self.corrected)

    @property
    def words(self) -> str:
        """`1 osoba doszła, 2 zrezygnowały`; empty when nothing changed."""
        came, left, mended = len(self.came), len(self.left), len(self.corrected)
        parts = [
            came and ngettext("%(n)s person came", "%(n)s persons came", came) % {"n": came},
            left and ngettext("%(n)s person gave up", "%(n)s persons gave up", left) % {"n": left},
            mended and ngettext("%(n)s person corrected", "%(n)s persons corrected", mended) % {"n": mended},
        ]
        return ", ".join(part for part in parts if part)


def keep_snapshot(event: Event, purpose: str) -> None:
    """The list as it stands now is what was printed, or told."""
    people = sorted(expected(event).filter(erased_at__isnull=True).values_list("pk", flat=True))
    told = {"people": people, "taken_at": timezone.now()}
    ListSnapshot.objects.update_or_create(event=event, purpose=purpose, defaults=told)


def changes_since(event: Event, purpose: str) -> ListChanges | None:
    """What changed since the list was printed (or told); None when it never was. Four queries."""
    kept = ListSnapshot.objects.filter(event=event, purpose=purpose).first()
    if kept is None:
        return None
    people, then = list(expected(event).filter(erased_at__isnull=True)), set(kept.people)
    here = {one.pk for one in people}
    out = Participant.objects.filter(pk__in=then - here, event=event, erased_at__isnull=True).defer("needs")
    acts = AuditEntry.objects.filter(
        object_type=Participant._meta.label_lower, object_id__in=here & then, verb="participant.correct",
        at__gt=kept.taken_at,
    )  # fmt: skip
    mended = set(acts.values_list("object_id", flat=True))
    return ListChanges(
        since=kept.taken_at,
        came=[one for one in people if one.pk not in then],
        left=list(out.select_related("entity").order_by("sort_name", "id")),
        corrected=[one for one in people if one.pk in mended],
    )


# --- the digest ---------------------------------------------------------------------------------------------------
def tell_changes() -> int:
    """Write the digests that are due; returns how many. Run twice at once, each is written once."""
    now = timezone.now()
    today = timezone.localdate(now)
    ahead = Event.objects.filter(state=EventState.PUBLISHED, ends_on__gte=today)
    closed = ahead.filter(closes_at__lte=now) | ahead.filter(list_snapshots__purpose=PRINTED)
    return sum(_tell(pk, now) for pk in closed.order_by("pk").values_list("pk", flat=True).distinct())


@transaction.atomic
def _tell(event_id: int, now: datetime) -> bool:
    event = lock_event(event_id)
    changes = changes_since(event, TOLD)
    if changes is None:  # from here on changes are told
        keep_snapshot(event, TOLD)
        return False
    today, is_on = timezone.localdate(now), event.starts_on <= timezone.localdate(now)
    is_morning = timezone.localtime(now).time() >= HOUR and timezone.localdate(changes.since) < today
    if not (changes and (is_on or is_morning)):
        return False
    to = event.whom_to_ask["email"]
    if to:
        told = {"event": event, "changes": changes, "list_url": _list_url(event)}
        subject, text, html = render_mail("list_changes", told, "pl")
        queue_mail(
            cause=SYSTEM,
            to=to,
            subject=subject,
            text=text,
            html=html,
            key=f"event:{event.pk}:changes:{changes.since:%Y%m%d%H%M%S%f}",
            template="list_changes",
            about=f"list_changes {event.slug}",
            owner=f"event:{event.pk}",
        )
    keep_snapshot(event, TOLD)
    return bool(to)


def _list_url(event: Event) -> str:
    return f"{settings.SITE_URL}/panel/wydarzenia/{event.pk}/zgloszenia/"
