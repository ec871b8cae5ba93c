"""From one event to another: staff move a person, for example to the next date; places of both stay exact."""

from dataclasses import fields

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.consents import keep_consents
from accounts.models import NoticeKind, User
from common.auditlog.services import log_action
from common.db.states import change_state
from entities.centres.permissions import CentrePermission
from events.catalogue.models import Event, RegistrationMode
from events.catalogue.permissions import events_for
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.services import lock_event
from events.catalogue.states import EventState
from events.registration.emails import mail_moved
from events.registration.models import Participant, ParticipantRole, Registration, RegistrationSource
from events.registration.person_details import Registrant, details_of
from events.registration.queries import ACTIVE, has_own_post, latest_notice
from events.registration.services import NewPerson, admit, promote_waiting, recounted
from events.registration.states import PARTICIPANT_MOVES, Leaving, ParticipantState


def targets(user: User, event: Event) -> QuerySet[Event]:
    """Events that are still to come, in centres where this person runs events."""
    rows = events_for(user, CentrePermission.RUN_EVENTS).filter(
        state=EventState.PUBLISHED, ends_on__gte=timezone.localdate()
    )
    rows = rows.exclude(registration_mode=RegistrationMode.NONE).exclude(pk=event.pk)
    return rows.order_by("starts_on", "id")


@transaction.atomic
def move_person(*, participant_id: int, to_event_id: int, may_wait: bool, by: int | None) -> Participant:
    """The person leaves one event and comes to the other as a newcomer: a place where one is free, or the queue.

    The same human being, with their needs; consents and tickets are of one event and do not move. Raises EventRefused,
    and nothing is changed, when the person has left already, is registered there, when the other event takes nobody,
    or when there is no place at once and the person would not wait (`may_wait`).
    """
    from_id = Participant.objects.values_list("event_id", flat=True).get(pk=participant_id)
    events = {pk: lock_event(pk) for pk in sorted({from_id, to_event_id})}  # one order: two moves never wait in a ring
    old, new = events[from_id], events[to_event_id]
    rows = Participant.objects.select_related("registration__entity", "person")
    leaver = rows.get(pk=participant_id)
    _check(leaver, old, new)
    comer = _arrive(leaver, new)
    if comer.state == ParticipantState.WAITING and not may_wait:
        raise EventRefused(Refusal.OTHER_FULL)
    had_place = leaver.state == ParticipantState.CONFIRMED
    change_state(
        leaver,
        ParticipantState.CANCELLED,
        allowed=PARTICIPANT_MOVES,
        by=by,
        note="moved",
        cancelled_at=timezone.now(),
        left=Leaving.MOVED,
    )
    log_action(verb="participant.leave", obj=leaver, by=by, after={"event": new.pk, "participant": comer.pk})
    log_action(verb="participant.arrive", obj=comer, by=by, before={"event": old.pk, "participant": leaver.pk})
    recounted(old)
    mail_moved(comer, new, leaver, old, had_place=had_place)
    promote_waiting(event=old, by=by)
    return comer


def _check(leaver: Participant, old: Event, new: Event) -> None:
    today = timezone.localdate()
    if old == new or leaver.state not in ACTIVE or old.state != EventState.PUBLISHED:
        raise EventRefused(Refusal.LEFT)
    if new.state != EventState.PUBLISHED or new.ends_on < today or new.registration_mode == RegistrationMode.NONE:
        raise EventRefused(Refusal.OTHER_CLOSED)
    if Participant.objects.filter(event=new, person=leaver.person, state__in=ACTIVE).exists():
        raise EventRefused(Refusal.THERE_ALREADY)


def _arrive(leaver: Participant, event: Event) -> Participant:
    """A registration of the other event, in the same words, with this one person."""
    was = leaver.registration
    registration = Registration.objects.create(
        event=event,
        form_key=f"moved-{leaver.key}",
        for_whom=was.for_whom,
        entity=was.entity,
        **{one.name: getattr(was, one.name) for one in fields(Registrant)},
        source=RegistrationSource.STAFF,
    )
    person = NewPerson(**details_of(leaver), role=ParticipantRole(leaver.role), needs=leaver.needs)
    [comer] = admit(event, registration, [person], together=False, known=leaver.person)
    if has_own_post(comer, registration):
        notice = latest_notice(NoticeKind.COLLEAGUE, event.centre.slug)
        keep_consents(subject=comer.key, notice_ids=[notice.pk if notice else None], source="mail")
    return comer
