"""Staff put right what was entered about a person: before, during and after the event, and on closed lists too.

What was and what is stand in the history of the person. What is made of it follows in the same transaction: the list
and the queue here, figures, certificates, the folder and frozen reports by PLACE_CORRECTED.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.fields import new_token
from common.db.locks import lock_together
from common.outbox.causes import STAFF
from common.outbox.services import Letter, one_each, queue_mails
from common.text.folding import person_sort_key
from entities.directory.services import entity_of
from events.catalogue.booking import is_over
from events.catalogue.models import Event
from events.catalogue.services import lock_event
from events.catalogue.states import EventState
from events.registration.desk.address_correction import correct_address
from events.registration.desk.group_mail import same_person, tied_to
from events.registration.emails import readdressed
from events.registration.extension_points import PLACE_CORRECTED, CorrectedPlace
from events.registration.models import Participant, Person, Registration
from events.registration.person_details import ANSWERS, DETAIL_NAMES, PersonDetails, details_of
from events.registration.persons import identify, known_as
from events.registration.places import TAKES_PLACE
from events.registration.queries import ACTIVE
from events.registration.questions import answers_said, replace_answers
from events.registration.self_service import introduce
from events.registration.services import promote_waiting, recounted
from events.registration.states import ParticipantState

# Besides the details: columns of the participant, and of who registered them.
OWN, OF_REGISTRANT = ("role", "entity", "needs"), ("phone", "registrant_email")
EVERYBODY = "entity_of_all"  # the entity is that of everybody in the registration


@transaction.atomic
def correct_place(*, participant_id: int, values: Mapping[str, Any], answers: Mapping[int, Any], by: int) -> list[str]:
    """Write these values over what is known of the participant, and say which columns changed.

    `values`: any of the details, role, entity (an Entity, a Proposed one or None), needs, phone, registrant_email;
    `answers`: by the question's key, None for no answer. What is not named stays. Raises Participant.DoesNotExist for
    somebody who was erased.
    """
    event = lock_event(Participant.objects.values_list("event_id", flat=True).get(pk=participant_id))
    rows = Participant.objects.select_related("registration", "entity", "person")
    person = rows.get(pk=participant_id, erased_at__isnull=True)
    person.event = event
    _lock_persons(person, values)
    before = _as_it_stands(person)
    if address := _address_of_registrant(person, values):
        correct_address(registration_id=person.registration_id, email=address, by=by, tell=_is_ahead(event))
        person = rows.get(pk=participant_id)
        person.event = event
    _write_registrant(person, values)
    letters = _write(person, values, by=by)
    replace_answers(person, answers)
    after = _as_it_stands(person)
    changed = [name for name in after if before[name] != after[name]]
    if not changed:
        return []
    was, now = ({name: told[name] for name in changed} for told in (before, after))
    log_action(verb="participant.correct", obj=person, by=by, before=was, after=now, subject=person.key)
    _settle_places(event, before["role"], person, by)
    queue_mails(one_each(letters), cause=STAFF)
    for follow in PLACE_CORRECTED:
        follow(CorrectedPlace(event, person, frozenset(changed), by))
    return changed


def _lock_persons(person: Participant, values: Mapping[str, Any]) -> None:
    """The human being of the place, and all whom the corrected name may make them one with: before the place."""
    typed = PersonDetails(**{name: values.get(name, was) for name, was in details_of(person).items()})
    alike = Person.objects.filter(folded_name=typed.folded_name, erased_at__isnull=True)
    rows = lock_together(Person, lambda: tied_to([person.person_id, *alike.values_list("pk", flat=True)]))
    person.person = rows[person.person_id]


def _as_it_stands(person: Participant) -> dict[str, Any]:
    """What the history tells of a correction, by column."""
    registration = Registration.objects.get(pk=person.registration_id)
    return {
        **details_of(person),
        "role": person.role,
        "entity": str(person.entity or ""),
        "needs": person.needs,
        "phone": registration.phone,
        ANSWERS: answers_said(registration) | answers_said(registration, person),
    }


def _address_of_registrant(person: Participant, values: Mapping[str, Any]) -> str:
    """The right address of who sent the form, where it is corrected: that of a registrant's own place is the same."""
    was = person.registration.email.lower()
    address = str(values.get("registrant_email", ""))
    if is_registrant(person) and person.email.lower() in ("", was):
        address = str(values.get("email", ""))
    return address if address.lower() != was else ""


def is_registrant(person: Participant) -> bool:
    """Whether they registered themselves: what is corrected about them is corrected in the form too."""
    who = person.registration
    return (person.first_name, person.last_name) == (who.first_name, who.last_name)


def _write_registrant(person: Participant, values: Mapping[str, Any]) -> None:
    registration = person.registration
    if is_registrant(person):
        registration.first_name = values.get("first_name", registration.first_name)
        registration.last_name = values.get("last_name", registration.last_name)
    registration.phone = values.get("phone", registration.phone)
    registration.save(update_fields=["first_name", "last_name", "phone"])


def _write(person: Participant, values: Mapping[str, Any], *, by: int) -> list[Letter]:
    """The participant's own columns. The letters that a new address brings are the caller's to send."""
    address = person.email
    for name in (*DETAIL_NAMES, "role", "needs"):
        setattr(person, name, values.get(name, getattr(person, name)))
    person.sort_name = person_sort_key(person.last_name, person.first_name)
    if "entity" in values:
        person.entity = entity_of(values["entity"], by=by)
        person.entity_kind_id = person.entity.kind_id if person.entity else None
        _share_entity(person, everybody=bool(values.get(EVERYBODY)))
    is_another = person.email.lower() != address.lower()
    if is_another:
        person.token, person.ticket = new_token(), new_token()
    person.save()
    _follow_name(person, by)
    if not is_another or person.state not in ACTIVE or not _is_ahead(person.event):
        return []
    return [*introduce([person], person.registration, person.event), *readdressed(person, person.event, to=address)]


def _is_ahead(event: Event) -> bool:
    return event.state == EventState.PUBLISHED and not is_over(event, timezone.localdate())


def _share_entity(person: Participant, *, everybody: bool) -> None:
    """Whose form it was; the others of it too where staff say so, or where nobody else stands in it."""
    others = Participant.objects.filter(registration=person.registration_id, erased_at__isnull=True)
    others = others.exclude(pk=person.pk)
    if everybody:
        others.update(entity=person.entity, entity_kind=person.entity_kind_id)
    if everybody or not others.exists():
        Registration.objects.filter(pk=person.registration_id).update(entity=person.entity)
        person.registration.entity = person.entity


def _follow_name(person: Participant, by: int | None) -> None:
    """The human being of the place is known under the corrected name.

    Somebody who came elsewhere too keeps the name under which they came there: this place is then another's, or of the
    one who has the right name already; staff say that two are one on the same page.
    """
    typed, was = PersonDetails(**details_of(person)), person.person
    if was.folded_name == typed.folded_name and was.email in ("", typed.email.lower()):
        return
    known = known_as(typed, entity_id=person.entity_id, but=was.pk)
    if was.participations.exclude(pk=person.pk).exists():
        if was.folded_name != typed.folded_name:
            person.person = known or identify([typed], entity_id=person.entity_id)[0]
            person.save(update_fields=["person"])
        return
    was.first_name, was.last_name, was.folded_name = typed.first_name, typed.last_name, typed.folded_name
    was.email = typed.email.lower() or was.email
    Person.objects.filter(pk=was.pk).update(**{name: getattr(was, name) for name in _NAMES})
    if known is not None:
        same_person(ids=[known.pk, was.pk], by=by)


_NAMES = ("first_name", "last_name", "folded_name", "email")


def _settle_places(event: Event, was: str, person: Participant, by: int | None) -> None:
    """Another role may use a place, or free one: given above the capacity if need be, or passed on to who waits."""
    if person.state == ParticipantState.CONFIRMED and (was in TAKES_PLACE) != (person.role in TAKES_PLACE):
        if person.role in TAKES_PLACE and event.capacity is not None:
            event.places_over += max(0, event.taken + 1 - event.capacity - event.places_over)
            event.save(update_fields=["places_over"])
        recounted(event)
        promote_waiting(event=event, by=by)
