"""Two participants that are one human being: one of them gives its place back, and gets it back when that was wrong.

Only a pair that `doubles_of` offers is merged. What an act of merging did stands in the log, so one act undoes it.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from common.auditlog.models import AuditEntry
from common.auditlog.services import log_action
from common.db.states import change_state
from common.web.versions import bump
from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.services import lock_event
from events.registration.desk.group_mail import same_person, separate_person
from events.registration.emails import mail_merged, mail_restored
from events.registration.models import Participant
from events.registration.places import TAKES_PLACE, recount
from events.registration.queries import doubles_of
from events.registration.services import promote_waiting
from events.registration.states import PARTICIPANT_MOVES, Leaving, ParticipantState

MERGED, RESTORED = "participant.double", "participant.restore"


def pair_of(event: Event, keep_id: int, drop_id: int) -> tuple[Participant, Participant] | None:
    """(keep, drop) when these two are offered as doubles of each other; None for any other two."""
    for group in doubles_of(event):
        rows = {one.pk: one for one in group}
        if keep_id != drop_id and keep_id in rows and drop_id in rows:
            return rows[keep_id], rows[drop_id]
    return None


def would_lose(keep: Participant, drop: Participant) -> bool:
    """Whether a place or a presence would be lost if `drop` went: then it is the other one that goes."""
    loses_place = drop.state == ParticipantState.CONFIRMED and keep.state != ParticipantState.CONFIRMED
    return loses_place or bool(_lists_of(drop) - _lists_of(keep))


@transaction.atomic
def merge_doubles(*, event_id: int, keep_id: int, drop_id: int, by: int | None) -> None:
    """Two participants are one: `drop` gives its place back, `keep` stays as it is; both are the same person.

    Raises EventRefused for a pair that is not offered, or when a place or a presence
    would be lost by it.
    """
    event = lock_event(event_id)
    pair = pair_of(event, keep_id, drop_id)
    if pair is None:
        raise EventRefused(Refusal.NOT_DOUBLES)
    keep, drop = pair
    if would_lose(keep, drop):
        raise EventRefused(Refusal.KEEP_OTHER)
    merged = same_person(ids=[keep.person_id, drop.person_id], by=by)
    takes_needs = bool(drop.needs and not keep.needs)
    if takes_needs:
        keep.needs = drop.needs
        keep.save(update_fields=["needs"])
    was = drop.state
    change_state(
        drop,
        ParticipantState.CANCELLED,
        allowed=PARTICIPANT_MOVES,
        by=by,
        note="double",
        cancelled_at=timezone.now(),
        left=Leaving.DOUBLE,
    )
    told = {"kept": keep.pk, "persons": merged, "needs": takes_needs}
    log_action(verb=MERGED, obj=drop, by=by, before={"state": was}, after=told)
    if recount(event):
        bump("events")
    mail_merged(drop, event, had_place=was == ParticipantState.CONFIRMED)
    promote_waiting(event=event, by=by)


def dropped_for(keep: Participant) -> list[Participant]:
    """Who gave a place back as a double of this one, and may have it again."""
    gone = Participant.objects.filter(event=keep.event_id, state=ParticipantState.CANCELLED, erased_at__isnull=True)
    acts = _merging(gone.values_list("pk", flat=True))
    keys = [key for key, act in acts.items() if act.after.get("kept") == keep.pk]
    return list(gone.filter(pk__in=keys).select_related("registration").order_by("queue_number"))


@transaction.atomic
def undo_merge(*, event_id: int, drop_id: int, by: int | None) -> Participant:
    """They were two people after all: the dropped one is where it was, with a place above the capacity if need be.

    Nobody who got a place meanwhile loses it. Raises EventRefused for who was not dropped as a double.
    """
    event = lock_event(event_id)
    rows = Participant.objects.select_related("registration")
    drop = rows.filter(event=event, pk=drop_id, state=ParticipantState.CANCELLED).first()
    act = _merging([drop_id]).get(drop_id)
    if drop is None or act is None or drop.erased_at is not None:
        raise EventRefused(Refusal.NOT_MERGED)
    for person_id in act.after.get("persons", []):
        separate_person(person_id=person_id, by=by)
    was = ParticipantState(act.before["state"])
    if was == ParticipantState.CONFIRMED and drop.role in TAKES_PLACE and event.capacity is not None:
        event.places_over = max(event.places_over, event.taken + 1 - event.capacity)
        event.save(update_fields=["places_over"])
    change_state(drop, was, allowed=PARTICIPANT_MOVES, by=by, note="no double", cancelled_at=None, left="")
    keep = Participant.objects.filter(pk=act.after["kept"]).first()
    if keep is not None and act.after.get("needs") and keep.needs == drop.needs:
        keep.needs = ""
        keep.save(update_fields=["needs"])
    log_action(verb=RESTORED, obj=drop, by=by, after={"kept": act.after["kept"]})
    if recount(event):
        bump("events")
    mail_restored(drop, event, moment=act.pk)
    return drop


def _merging(keys: Iterable[int]) -> dict[int, AuditEntry]:
    """The last act of merging of each of these participants that was not undone."""
    kind = Participant._meta.label_lower
    acts = AuditEntry.objects.filter(object_type=kind, object_id__in=keys, verb__in=[MERGED, RESTORED]).order_by("pk")
    last = {act.object_id: act for act in acts if act.object_id is not None}
    return {key: act for key, act in last.items() if act.verb == MERGED}


def _lists_of(participant: Participant) -> set[int]:
    """The attendance lists on which this one is marked present."""
    marked = Participant.objects.filter(pk=participant.pk, attendances__isnull=False)
    return set(marked.values_list("attendances__session", flat=True))
