"""Calling the waiting list after the hour at which places stop passing on by themselves."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused
from events.registration.desk.waiting_calls import call_list, record_call
from events.registration.models import CallOutcome, Participant, PhoneCall, Registration
from events.registration.services import NewPerson, Registrant, Terms, give_up, register
from events.registration.states import ParticipantState as State
from tests.cast import Cast
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


def sign_up(event: Event, *names: str, together: bool = False) -> Registration:
    return register(
        event_id=event.pk,
        entity=None,
        registrant=Registrant(
            first_name=names[0], last_name="Lis", email=f"{names[0].lower()}@example.org", phone="+48500100200"
        ),
        people=[NewPerson(first_name=name, last_name="Lis") for name in names],
        terms=Terms(all_or_none=together),
    )


@pytest.fixture
def event(cast: Cast) -> Event:
    """Two have places; a couple and two single persons wait, and the hour has passed."""
    event = EventFactory(published=True, capacity=2, centre=cast.centre)
    sign_up(event, "Anna", "Ewa")
    sign_up(event, "Jan", "Ola", together=True)
    sign_up(event, "Piotr")
    sign_up(event, "Zofia")
    Event.objects.filter(pk=event.pk).update(promotion_stops_at=timezone.now() - timedelta(minutes=1))
    event.refresh_from_db()
    return event


def named(event: Event, name: str) -> Participant:
    return event.participants.get(first_name=name)


def resigns(event: Event, name: str) -> None:
    give_up(participant_id=named(event, name).pk, by=None)
    event.refresh_from_db()


def says(event: Event, name: str, outcome: CallOutcome) -> None:
    record_call(participant_id=named(event, name).pk, outcome=outcome, by=None)
    event.refresh_from_db()


def top(event: Event) -> list[str]:
    return [line.first.first_name for line in call_list(event)]


def test_the_next_one_whom_the_places_fit_is_on_top(event: Event) -> None:
    assert top(event) == ["Jan", "Piotr", "Zofia"]
    resigns(event, "Anna")
    assert top(event) == ["Piotr", "Zofia", "Jan"]
    says(event, "Piotr", CallOutcome.NO_ANSWER)
    assert top(event) == ["Zofia", "Piotr", "Jan"]
    resigns(event, "Ewa")
    assert top(event) == ["Jan", "Zofia", "Piotr"]


def test_who_confirms_gets_the_place_and_a_message(event: Event, sweep_outbox) -> None:  # type: ignore[no-untyped-def]
    resigns(event, "Anna")
    sweep_outbox()
    says(event, "Piotr", CallOutcome.CONFIRMS)
    assert named(event, "Piotr").state == State.CONFIRMED
    assert (event.taken, event.waiting) == (2, 3)
    assert [mail.subject.split(":")[0] for mail in sweep_outbox()] == ["Jest dla Ciebie miejsce"]


def test_a_group_of_all_or_none_answers_together(event: Event) -> None:
    resigns(event, "Anna")
    with pytest.raises(EventRefused, check=lambda refused: refused.reason == "party-too-big"):
        says(event, "Jan", CallOutcome.CONFIRMS)
    assert PhoneCall.objects.count() == 0
    resigns(event, "Ewa")
    says(event, "Jan", CallOutcome.CONFIRMS)
    assert (named(event, "Jan").state, named(event, "Ola").state) == (State.CONFIRMED, State.CONFIRMED)


def test_who_gives_up_leaves_the_list_and_nobody_moves_up_by_itself(event: Event) -> None:
    resigns(event, "Anna")
    says(event, "Jan", CallOutcome.GIVES_UP)
    assert (named(event, "Jan").state, named(event, "Ola").state) == (State.CANCELLED, State.CANCELLED)
    assert (event.taken, event.waiting) == (1, 2)


def test_before_the_hour_and_for_those_who_do_not_wait_nothing_is_written(event: Event) -> None:
    with pytest.raises(EventRefused, check=lambda refused: refused.reason == "not-waiting"):
        says(event, "Anna", CallOutcome.CONFIRMS)
    with pytest.raises(EventRefused, check=lambda refused: refused.reason == "not-waiting"):
        says(event, "Ola", CallOutcome.CONFIRMS)  # Jan answers for both
    Event.objects.filter(pk=event.pk).update(promotion_stops_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(EventRefused, check=lambda refused: refused.reason == "too-early"):
        says(event, "Jan", CallOutcome.NO_ANSWER)
    assert PhoneCall.objects.count() == 0


def test_the_page_has_the_telephone_and_takes_the_answer(client: Client, cast: Cast, event: Event) -> None:
    client.force_login(cast.animator)
    resigns(event, "Anna")
    page = client.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/telefony/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "tel:+48500100200" in text
    assert text.index("Piotr Lis") < text.index("Zofia Lis") < text.index("Jan Lis")
    url = f"/panel/wydarzenia/{event.pk}/zgloszenia/telefony/{named(event, 'Piotr').pk}/"
    assert client.post(url, {"outcome": "nonsense"}).status_code == 302
    assert named(event, "Piotr").state == State.WAITING
    assert client.post(url, {"outcome": "confirms"}).status_code == 302
    assert named(event, "Piotr").state == State.CONFIRMED
    call = PhoneCall.objects.get()
    assert (call.called_by, call.outcome) == (cast.animator, "confirms")
    assert client.post(url, {"outcome": "confirms"}).status_code == 302
    assert PhoneCall.objects.count() == 1


def test_the_page_takes_as_many_queries_however_many_wait(
    client: Client, cast: Cast, event: Event, constant_queries
) -> None:  # type: ignore[no-untyped-def]
    client.force_login(cast.animator)

    def add(n: int) -> None:
        for one in range(n):
            sign_up(event, f"Osoba{one}")

    constant_queries(client, f"/panel/wydarzenia/{event.pk}/zgloszenia/telefony/", add)
