"""Decisions of staff about many people: places exact, mails, what the decision rests on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.test import Client

from common.text.folding import fold
from events.catalogue.models import Event
from events.registration.models import Participant
from events.registration.services import NewPerson, Registrant, give_up, register
from tests.cast import Cast
from tests.events.registration.test_own_pages import entry
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(cast: Cast) -> Event:
    return EventFactory(
        published=True, centre=cast.centre, kind="study_visit", capacity=2, registration_mode="approval"
    )


def apply(event: Event, *names: str, **registrant: Any) -> None:
    for name in names:
        first, last = name.split()
        register(
            event_id=event.pk,
            entity=None,
            registrant=Registrant(first, last, f"{fold(last)}@example.org", **registrant),
            people=[NewPerson(first, last, email=f"{fold(last)}@example.org")],
        )


def decide(client: Client, event: Event, to: str, *names: str) -> Any:
    ticked = list(Participant.objects.filter(event=event, last_name__in=names).values_list("pk", flat=True))
    return client.post(f"/panel/wydarzenia/{event.pk}/zgloszenia/decyzje/", {"to": to, "osoba": ticked}, follow=True)


def states(event: Event) -> dict[str, str]:
    return dict(Participant.objects.filter(event=event).values_list("last_name", "state"))


def test_many_are_accepted_reserved_and_refused_in_one_step_with_mails(
    client: Client, cast: Cast, visit: Event, sweep_outbox: Callable[[], list[EmailMessage]]
) -> None:
    apply(visit, "Anna Lis", "Jan Bąk", "Ewa Sum", "Piotr Ryś")
    client.force_login(cast.animator)
    sweep_outbox()
    decide(client, visit, "confirmed", "Lis", "Bąk")
    decide(client, visit, "waiting", "Sum")
    decide(client, visit, "refused", "Ryś")
    assert states(visit) == {"Lis": "confirmed", "Bąk": "confirmed", "Sum": "waiting", "Ryś": "refused"}
    visit.refresh_from_db()
    assert (visit.taken, visit.waiting) == (2, 1)
    mails = sweep_outbox()
    assert [mail.subject.split(" – ")[0] for mail in mails] == [
        "Jest miejsce",
        "Jest miejsce",
        "Lista rezerwowa",
        "Tym razem bez miejsca",
    ]
    assert [len(mail.attachments) for mail in mails] == [1, 1, 0, 0]


def test_more_than_the_places_are_not_accepted_and_nobody_is_changed(client: Client, cast: Cast, visit: Event) -> None:
    apply(visit, "Anna Lis", "Jan Bąk", "Ewa Sum")
    client.force_login(cast.animator)
    decide(client, visit, "confirmed", "Lis", "Bąk", "Sum")
    assert set(states(visit).values()) == {"pending"}


def test_a_decision_repeated_changes_and_mails_nothing(
    client: Client, cast: Cast, visit: Event, sweep_outbox: Callable[[], list[EmailMessage]]
) -> None:
    apply(visit, "Anna Lis")
    client.force_login(cast.animator)
    decide(client, visit, "confirmed", "Lis")
    sweep_outbox()
    decide(client, visit, "confirmed", "Lis")
    assert sweep_outbox() == []


def test_who_is_moved_to_the_waiting_list_gives_the_place_to_the_next(client: Client, cast: Cast) -> None:
    event = EventFactory(published=True, centre=cast.centre, capacity=1)
    apply(event, "Anna Lis", "Jan Bąk")
    client.force_login(cast.animator)
    decide(client, event, "waiting", "Lis")
    assert states(event) == {"Lis": "waiting", "Bąk": "confirmed"}


def test_who_is_moved_to_the_list_does_not_get_the_place_back_by_that_very_step(
    client: Client, cast: Cast, sweep_outbox: Callable[[], list[EmailMessage]]
) -> None:
    event = EventFactory(published=True, centre=cast.centre, capacity=2)
    apply(event, "Anna Lis", "Jan Bąk", "Ewa Sum")
    client.force_login(cast.animator)
    sweep_outbox()
    # Two places are freed and one person waits: the other place stays free.
    decide(client, event, "waiting", "Lis", "Bąk")
    assert states(event) == {"Lis": "waiting", "Bąk": "waiting", "Sum": "confirmed"}
    assert [mail.to[0] for mail in sweep_outbox()] == ["lis@example.org", "bak@example.org", "sum@example.org"]


def test_who_was_moved_to_the_list_with_free_places_stays_there_and_gets_the_next_one(
    client: Client, cast: Cast, sweep_outbox: Callable[[], list[EmailMessage]]
) -> None:
    event = EventFactory(published=True, centre=cast.centre, capacity=5)
    apply(event, "Anna Lis", "Jan Bąk")
    client.force_login(cast.animator)
    sweep_outbox()
    decide(client, event, "waiting", "Lis")
    assert states(event) == {"Lis": "waiting", "Bąk": "confirmed"}
    event.refresh_from_db()
    assert (event.taken, event.waiting) == (1, 1)
    assert [mail.to[0] for mail in sweep_outbox()] == ["lis@example.org"]
    give_up(participant_id=Participant.objects.get(last_name="Bąk").pk, by=None)
    assert states(event) == {"Lis": "confirmed", "Bąk": "cancelled"}


def test_the_entry_of_the_whole_registration_stays_in_the_calendar_while_somebody_of_it_comes(
    client: Client, cast: Cast, sweep_outbox: Callable[[], list[EmailMessage]]
) -> None:
    event = EventFactory(published=True, centre=cast.centre, capacity=5)
    registration = register(
        event_id=event.pk,
        entity=None,
        registrant=Registrant("Danuta", "Kowal", "danuta@example.org"),
        people=[NewPerson("Anna", "Lis", email="anna@example.org"), NewPerson("Jan", "Bąk")],
    )
    client.force_login(cast.animator)
    before = {mail.to[0]: entry(mail)[1]["UID"] for mail in sweep_outbox()}
    decide(client, event, "waiting", "Lis")
    mails = {mail.to[0]: mail for mail in sweep_outbox()}
    assert (sorted(mails), mails["danuta@example.org"].attachments) == (["anna@example.org", "danuta@example.org"], [])
    method, last, _part = entry(mails["anna@example.org"])
    assert (method, last["UID"]) == ("CANCEL", before["anna@example.org"])
    decide(client, event, "waiting", "Bąk")
    [mail] = [mail for mail in sweep_outbox() if "Bąk" in mail.subject]
    method, last, _part = entry(mail)
    assert (mail.to, method, last["UID"]) == ([registration.email], "CANCEL", before[registration.email])


def test_people_of_another_event_and_nonsense_are_not_decided_about(client: Client, cast: Cast, visit: Event) -> None:
    other = EventFactory(published=True, registration_mode="approval")
    apply(other, "Anna Lis")
    client.force_login(cast.animator)
    stranger = Participant.objects.get()
    url = f"/panel/wydarzenia/{visit.pk}/zgloszenia/decyzje/"
    for ticked in (stranger.pk, "x", "-1", "9" * 400, "²"):
        for to in ("confirmed", "cancelled", "", "x"):
            assert client.post(url, {"to": to, "osoba": ticked}).status_code == 302
    assert states(other) == {"Lis": "pending"}


def test_the_grid_counts_earlier_participations_in_as_many_queries_for_thirty(
    client: Client, cast: Cast, visit: Event, constant_queries: Callable[..., int]
) -> None:
    earlier = EventFactory(published=True, centre=cast.centre)
    client.force_login(cast.animator)
    made = iter(range(100))

    def add(n: int) -> None:
        names = [f"Osoba Próbna{next(made)}" for _ in range(n)]
        apply(earlier, *names)
        apply(visit, *names)

    url = f"/panel/wydarzenia/{visit.pk}/zgloszenia/decyzje/"
    constant_queries(client, url, add)
    assert {row.earlier for row in client.get(url).context["rows"]} == {1}


def test_one_decision_about_a_group_is_one_mail_to_each_post_box(
    client: Client, cast: Cast, visit: Event, sweep_outbox: Callable[[], list[EmailMessage]]
) -> None:
    Event.objects.filter(pk=visit.pk).update(capacity=5)
    named = [("Jan", "Bąk", ""), ("Anna", "Lis", "biuro@example.org"), ("Ewa", "Sum", "biuro@example.org")]
    people = [NewPerson(first, last, email=email) for first, last, email in named]
    register(event_id=visit.pk, entity=None, registrant=Registrant("Zofia", "Żak", "zofia@example.org"), people=people)
    client.force_login(cast.animator)
    sweep_outbox()
    decide(client, visit, "confirmed", "Bąk", "Lis", "Sum")
    contact, office = sweep_outbox()
    assert (contact.to, office.to) == (["zofia@example.org"], ["biuro@example.org"])
    assert contact.subject == f"Są miejsca dla 3 osób – {visit}"
    assert "- Jan Bąk\n- Anna Lis\n- Ewa Sum\n" in contact.body
    assert office.subject == f"Są miejsca dla 2 osób – {visit}"
    for one in Participant.objects.filter(event=visit).exclude(email=""):
        assert office.body.count(f"- {one}: {settings.SITE_URL}/zgloszenie/osoba/{one.token}/\n") == 1
    assert (len(contact.attachments), len(office.attachments)) == (1, 2)
    decide(client, visit, "waiting", "Bąk", "Lis")
    contact, office = sweep_outbox()
    assert contact.attachments == []  # the entry is that of the whole registration: Ewa still comes
    assert (office.subject, len(office.attachments)) == (f"Lista rezerwowa – Anna Lis: {visit}", 1)
