"""Registering: places, the waiting list, repeated forms, limits, mails."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Consent
from common.text.folding import fold
from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused
from events.registration.models import Participant, Registration
from events.registration.services import (
    NewPerson,
    Registrant,
    Terms,
    cancel_event,
    change_capacity,
    give_up,
    register,
)
from events.registration.states import ParticipantState as State
from tests.factories import EntityFactory, EventFactory, NoticeFactory

pytestmark = pytest.mark.django_db


def people(*names: str) -> list[NewPerson]:
    return [NewPerson(first_name=name.split()[0], last_name=name.split()[1]) for name in names]


def sign_up(event: Event, *names: str, entity=None, **terms) -> Registration:  # type: ignore[no-untyped-def]
    return register(
        event_id=event.pk,
        entity=entity,
        registrant=Registrant(first_name="Danuta", last_name="Kowal", email=f"{fold(names[0]).split()[0]}@example.org"),
        people=people(*names),
        terms=Terms(**terms),
    )


def states(event: Event) -> list[str]:
    return list(Participant.objects.filter(event=event).order_by("queue_number").values_list("state", flat=True))


def counts(event: Event) -> tuple[int, int]:
    event.refresh_from_db()
    return event.taken, event.waiting


def test_people_get_places_in_order_and_the_rest_wait() -> None:
    event = EventFactory(published=True, capacity=2)
    sign_up(event, "Anna Lis", "Jan Lis", "Ewa Lis")
    assert states(event) == [State.CONFIRMED, State.CONFIRMED, State.WAITING]
    assert counts(event) == (2, 1)


def test_without_a_limit_everybody_has_a_place() -> None:
    event = EventFactory(published=True, capacity=None)
    sign_up(event, "Anna Lis", "Jan Lis")
    assert counts(event) == (2, 0)


def test_all_or_none_waits_whole_when_it_does_not_fit() -> None:
    event = EventFactory(published=True, capacity=2)
    sign_up(event, "Anna Lis", "Jan Lis", "Ewa Lis", all_or_none=True)
    assert states(event) == [State.WAITING] * 3


def test_nobody_overtakes_those_who_wait() -> None:
    event = EventFactory(published=True, capacity=3)
    sign_up(event, "Maria Sum")
    sign_up(event, "Anna Lis", "Jan Lis", "Ewa Lis", all_or_none=True)
    sign_up(event, "Piotr Bąk")
    assert states(event) == [State.CONFIRMED, *[State.WAITING] * 4]


def test_a_freed_place_goes_to_the_first_whom_it_fits(sweep_outbox) -> None:  # type: ignore[no-untyped-def]
    event = EventFactory(published=True, capacity=1)
    first = sign_up(event, "Anna Lis")
    sign_up(event, "Jan Bąk", "Ewa Bąk", all_or_none=True)
    sign_up(event, "Piotr Sum")
    sweep_outbox()
    give_up(participant_id=first.participants.get().pk, by=None)
    assert states(event) == [State.CANCELLED, State.WAITING, State.WAITING, State.CONFIRMED]
    assert [mail.subject.split(":")[0] for mail in sweep_outbox()] == [
        "Rezygnacja z udziału",
        "Zwolniło się miejsce",
    ]


def test_places_pass_on_by_themselves_only_until_the_hour_that_the_event_sets() -> None:
    event = EventFactory(published=True, capacity=1, promotion_stops_at=timezone.now() - timedelta(hours=1))
    first = sign_up(event, "Anna Lis")
    sign_up(event, "Jan Bąk")
    give_up(participant_id=first.participants.get().pk, by=None)
    assert states(event) == [State.CANCELLED, State.WAITING]


def test_more_places_let_the_waiting_in_and_fewer_take_no_place_away() -> None:
    event = EventFactory(published=True, capacity=1)
    sign_up(event, "Anna Lis", "Jan Lis", "Ewa Lis")
    change_capacity(event_id=event.pk, capacity=3, by=None)
    assert counts(event) == (3, 0)
    change_capacity(event_id=event.pk, capacity=1, by=None)
    assert counts(event) == (3, 0)
    sign_up(event, "Piotr Sum")
    assert counts(event) == (3, 1)


def test_the_same_form_posted_again_shows_the_first_registration(sweep_outbox) -> None:  # type: ignore[no-untyped-def]
    event = EventFactory(published=True, capacity=5)
    first = sign_up(event, "Anna Lis", form_key="formularz-1")
    second = sign_up(event, "Anna Lis", form_key="formularz-1")
    assert second == first
    assert counts(event) == (1, 0)
    assert len(sweep_outbox()) == 1


def test_the_same_person_is_known_by_name_and_email_or_by_name_and_entity_never_by_email_alone() -> None:
    event, entity = EventFactory(published=True), EntityFactory(published=True)
    register(
        event_id=event.pk,
        entity=entity,
        registrant=Registrant(),
        people=[
            NewPerson("Łucja", "Żak", email="biuro@example.org"),
            NewPerson("Jan", "Lis", email="biuro@example.org"),
        ],
    )
    other = EventFactory(published=True)
    register(
        event_id=other.pk,
        entity=None,
        registrant=Registrant(),
        people=[NewPerson("Lucja", "ZAK", email="biuro@example.org")],
    )
    register(event_id=other.pk, entity=entity, registrant=Registrant(), people=[NewPerson("Jan", "Lis")])
    register(event_id=other.pk, entity=None, registrant=Registrant(), people=[NewPerson("Jan", "Lis")])
    lucja, jan = Participant.objects.filter(event=event).order_by("queue_number").values_list("person", flat=True)
    assert list(Participant.objects.filter(event=other).order_by("queue_number").values_list("person", flat=True))[
        :2
    ] == [lucja, jan]
    assert Participant.objects.filter(person=jan).count() == 2


@pytest.mark.parametrize(
    ("traits", "why"),
    [
        ({}, "closed"),
        ({"published": True, "registration_mode": "none"}, "closed"),
        ({"published": True, "closes_at": timezone.now() - timedelta(days=1)}, "closed"),
        ({"published": True, "opens_at": timezone.now() + timedelta(days=1)}, "closed"),
        ({"published": True, "capacity": 0, "has_waiting_list": False}, "full"),
        ({"published": True, "entity_limit": 0}, "entity-limit"),
    ],
)
def test_a_registration_that_may_not_be_is_refused_and_leaves_nothing(traits: dict, why: str) -> None:  # type: ignore[type-arg]
    event = EventFactory(**traits)
    with pytest.raises(EventRefused, check=lambda refused: refused.reason == why):
        sign_up(event, "Anna Lis", entity=EntityFactory(published=True))
    assert Registration.objects.count() == 0


def test_a_registration_whose_mail_cannot_be_written_leaves_nothing() -> None:
    """The mails are the last step: all before it is undone with them."""
    event = EventFactory(published=True, capacity=2)
    with pytest.raises(ValueError, match="not one e-mail address"):
        register(
            event_id=event.pk,
            entity=None,
            registrant=Registrant(first_name="Danuta", last_name="Kowal", email="bez małpy"),
            people=people("Anna Lis"),
        )
    assert (Registration.objects.count(), Participant.objects.count(), counts(event)) == (0, 0, (0, 0))


def test_everyone_registered_is_told_that_the_event_is_cancelled(sweep_outbox) -> None:  # type: ignore[no-untyped-def]
    event = EventFactory(published=True, capacity=1)
    sign_up(event, "Anna Lis", "Jan Lis")
    gone = sign_up(event, "Ewa Bąk")
    give_up(participant_id=gone.participants.get().pk, by=None)
    sweep_outbox()
    cancel_event(event_id=event.pk, reason="Prowadząca jest chora.", by=None)
    mails = sweep_outbox()
    assert len(mails) == 1
    assert "Prowadząca jest chora." in mails[0].body


def test_confirmation_tells_who_has_a_place_and_who_waits(sweep_outbox) -> None:  # type: ignore[no-untyped-def]
    event = EventFactory(published=True, capacity=1, title="Catering & spółdzielnie")
    registration = sign_up(event, "Anna Lis", "Jan Bąk")
    [mail] = sweep_outbox()
    assert mail.subject == "Twoje zgłoszenie: Catering & spółdzielnie"
    assert mail.body.index("Mają miejsce") < mail.body.index("Anna Lis") < mail.body.index("liście rezerwowej")
    assert mail.body.index("liście rezerwowej") < mail.body.index("Jan Bąk")
    assert f"/zgloszenie/{registration.token}/" in mail.body


def test_what_the_registrant_saw_and_accepted_is_kept_with_its_version() -> None:
    rules, notice = NoticeFactory(kind="rules"), NoticeFactory(kind="registration")
    registration = sign_up(EventFactory(published=True), "Anna Lis", rules_id=rules.pk, notice_id=notice.pk)
    kept = Consent.objects.filter(subject=registration.key).order_by("notice_id")
    assert [(consent.notice_id, consent.source) for consent in kept] == [(rules.pk, "web"), (notice.pk, "web")]
