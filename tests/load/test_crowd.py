"""A crowd before few places, through HTTP against two web processes on PostgreSQL; the same counts on SQLite.

`make soak` (OWES_SOAK=1) plays more and longer, and there the time is judged too.
"""

import contextlib
from collections.abc import Iterator
from functools import partial

import pytest
from django.db import connection
from django.test import Client as Signer

from common.auditlog.models import AuditEntry
from common.outbox.models import OutboxMail
from events.catalogue.models import Event
from events.registration.models import Participant, Registration
from events.registration.queries import waiting_positions
from events.registration.services import NewPerson, Registrant, Terms, register
from events.registration.states import ParticipantState as State
from tests.cast import make_cast
from tests.events.registration.places_model import Paper
from tests.factories import EventFactory
from tests.load.web import SOAK, Client, Web, all_at_once, crowd, in_turns, p95, say

pytestmark = pytest.mark.django_db(transaction=True)
SLOW = """
CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.05); RETURN NEW; END $$;
CREATE TRIGGER slow BEFORE INSERT ON events_participant FOR EACH ROW EXECUTE FUNCTION slow();
"""


@contextlib.contextmanager
def slow_rows() -> Iterator[None]:
    """Every new participant takes a moment, so that the race for the last place is wide."""
    with connection.cursor() as cursor:
        cursor.execute(SLOW)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER slow ON events_participant; DROP FUNCTION slow();")


def counts(event: Event) -> tuple[int, int]:
    """Confirmed and waiting, by the rows; the event's row must say the same, the positions must be 1, 2, 3 …"""
    states = list(Participant.objects.filter(event=event).values_list("state", flat=True))
    found = states.count(State.CONFIRMED), states.count(State.WAITING)
    event.refresh_from_db()
    assert (event.taken, event.waiting) == found
    numbers = Participant.objects.filter(event=event).order_by("queue_number").values_list("queue_number", flat=True)
    assert list(numbers) == list(range(1, len(states) + 1))
    return found


def nobody_was_overtaken(event: Event) -> bool:
    """Who has a place came before all who wait."""
    rows = Participant.objects.filter(event=event)
    last_in = rows.filter(state=State.CONFIRMED).order_by("-queue_number").first()
    first_out = rows.filter(state=State.WAITING).order_by("queue_number").first()
    return not (last_in and first_out) or last_in.queue_number < first_out.queue_number


def rush(web: Web, event: Event, n: int) -> list[float]:
    """n clients with the form open send it at the same moment; how long each waited."""
    clients = crowd(web.port, n)
    in_turns([partial(client.open_form, event.slug) for client in clients])
    answers = all_at_once([partial(client.register, event.slug, f"Osoba{k}") for k, client in enumerate(clients)])
    assert {answer.status for answer in answers} == {302}, sorted({answer.status for answer in answers})
    assert len({answer.location for answer in answers}) == n
    return [answer.seconds for answer in answers]


def test_200_clients_at_once_for_30_places(web: Web) -> None:
    for _ in range(20 if SOAK else 2):
        event = EventFactory(published=True, capacity=30)
        waited = rush(web, event, 200)
        assert counts(event) == (30, 170)
        assert nobody_was_overtaken(event)
        positions: dict[int, int] = {}
        for registration in Registration.objects.filter(event=event):
            positions |= waiting_positions(registration)
        assert sorted(positions.values()) == list(range(1, 171))
        assert OutboxMail.objects.filter(about=f"registered {event.slug}").count() == 200
        say(f"200 clients, 30 places: p95 {p95(waited):.2f} s, longest {max(waited):.2f} s")
        if SOAK:
            assert p95(waited) <= 3


def test_20_clients_for_3_places_with_the_race_made_wide(web: Web) -> None:
    with slow_rows():
        for _ in range(10 if SOAK else 2):
            event = EventFactory(published=True, capacity=3)
            rush(web, event, 20)
            assert counts(event) == (3, 17)
            assert nobody_was_overtaken(event)


def test_the_same_form_sent_20_times_in_parallel_is_one_registration_with_one_confirmation(web: Web) -> None:
    event = EventFactory(published=True, capacity=None)
    forms = 100 if SOAK else 4
    for n in range(forms):
        [client] = crowd(web.port, 1)
        client.open_form(event.slug)
        copies = [Client(web.port, f"10.{n}.{k}.9", dict(client.cookies), dict(client.hidden)) for k in range(20)]
        answers = all_at_once([partial(copy.register, event.slug, f"Osoba{n}") for copy in copies])
        assert {answer.status for answer in answers} == {302}
        assert len({answer.location for answer in answers}) == 1
    assert counts(event) == (forms, 0)
    assert (Registration.objects.count(), OutboxMail.objects.count()) == (forms, forms)


def test_20_forms_at_once_from_one_address_are_one_registration_and_answered_alike(web: Web) -> None:
    event = EventFactory(published=True, capacity=30)
    clients = crowd(web.port, 20)
    in_turns([partial(client.open_form, event.slug) for client in clients])
    answers = all_at_once([partial(client.register, event.slug, "Osoba") for client in clients])
    assert {answer.status for answer in answers} == {302}
    assert len({answer.location for answer in answers}) == 20
    assert counts(event) == (1, 0)
    assert OutboxMail.objects.filter(about=f"registered {event.slug}").count() == 1
    assert 1 <= OutboxMail.objects.filter(about=f"again {event.slug}").count() <= 2


# --- everything at once, replayed -----------------------------------------------------------------------------------
class Visitor:
    """One of the 50: registers, gives up, and (as staff) changes the number of places, by a plan of its own."""

    def __init__(self, client: Client, event: Event, n: int) -> None:
        self.client, self.event, self.n = client, event, n
        self.pages: list[str] = []

    def act(self, turn: int) -> None:
        what = (self.n * 7 + turn * 3) % 10
        if what < 5 or (what < 8 and not self.pages):
            self._register(turn)
        elif what < 8:
            self._give_up()
        else:
            answer = self.client.post(
                f"/panel/wydarzenia/{self.event.pk}/zgloszenia/miejsca/", {"capacity": 4 + (self.n + turn * 5) % 9}
            )
            assert answer.status == 302, answer.status

    def _register(self, turn: int) -> None:
        self.client.open_form(self.event.slug)
        size = 1 + (self.n + turn) % 3
        names = [f"Osoba{self.n}x{turn}x{k}" for k in range(size)]
        answer = self.client.register(self.event.slug, *names, together=(self.n + turn) % 2 == 0)
        assert answer.status == 302, answer.status
        self.pages.append(answer.location)

    def _give_up(self) -> None:
        page = self.pages.pop(0)
        registration = Registration.objects.get(form_key=page.strip("/").split("/")[-1])
        person = registration.participants.order_by("queue_number")[0]
        answer = self.client.post(f"/zgloszenie/{registration.token}/rezygnacja/{person.pk}/", {"sure": "1"})
        assert answer.status == 302, answer.status


@pytest.mark.soak
def test_50_clients_who_register_give_up_raise_and_lower_as_on_paper(web: Web) -> None:
    cast = make_cast()
    event = EventFactory(published=True, capacity=10, centre=cast.centre)
    staff = Signer()
    staff.force_login(cast.animator)
    clients = crowd(web.port, 50)
    for client in clients:
        client.cookies["sessionid"] = staff.cookies["sessionid"].value
    in_turns([partial(client.open_form, event.slug) for client in clients])
    visitors = [Visitor(client, event, n) for n, client in enumerate(clients)]
    turns = 20 if SOAK else 3

    def play(visitor: Visitor) -> None:
        for turn in range(turns):
            visitor.act(turn)

    all_at_once([partial(play, visitor) for visitor in visitors])
    paper = replayed(event)
    rows = Participant.objects.filter(event=event)
    assert set(rows.filter(state=State.CONFIRMED).values_list("queue_number", flat=True)) == paper.sits
    waiting = rows.filter(state=State.WAITING).order_by("queue_number").values_list("queue_number", flat=True)
    assert list(waiting) == paper.waits
    counts(event)


def replayed(event: Event) -> Paper:
    """The audit log, act by act, on paper; who was let in after each must be whom the paper lets in."""
    people = {row.pk: row for row in Participant.objects.filter(event=event).select_related("registration")}
    forms: dict[int, list[int]] = {}
    for row in sorted(people.values(), key=lambda row: row.queue_number):
        forms.setdefault(row.registration_id, []).append(row.queue_number)
    together = {row.registration_id: row.registration.all_or_none for row in people.values()}
    paper, let_in = Paper(10), set[int]()
    seated: set[int] = set()
    acts = AuditEntry.objects.order_by("pk").values_list("verb", "object_id", "after")
    replayed_acts = 0
    for verb, pk, after in acts:
        if verb == "participant.confirmed":
            let_in.add(people[pk].queue_number)
            continue
        assert let_in == paper.sits - seated, f"before {verb} of {pk}"
        if verb == "registration.register":
            paper.register(forms[pk][0], len(forms[pk]), together[pk])
            seated, let_in = set(paper.sits), set()
        elif verb == "participant.cancelled":
            seated, let_in = paper.sits - {people[pk].queue_number}, set()
            paper.give_up(people[pk].queue_number)
        elif verb == "event.capacity":
            seated, let_in = set(paper.sits), set()
            paper.set_capacity(after["capacity"])
        else:
            continue
        replayed_acts += 1
    assert let_in == paper.sits - seated
    say(f"{replayed_acts} acts replayed, {len(paper.overtaken)} times a group was passed over")
    assert replayed_acts >= 100
    return paper


@pytest.mark.soak
def test_200_threads_for_30_places_whatever_the_database() -> None:
    event = EventFactory(published=True, capacity=30)

    def sign_up(n: int) -> None:
        register(
            event_id=event.pk,
            entity=None,
            registrant=Registrant(first_name="Osoba", last_name=f"Tłumna{n}", email=f"osoba{n}@example.org"),
            people=[NewPerson(f"Osoba{n}", "Tłumna")],
            terms=Terms(form_key=f"formularz-{n}"),
        )

    # PostgreSQL of the tests takes 100 connections; SQLite has one writer, the other 199 wait for it.
    hands = 200 if connection.vendor == "sqlite" else 40
    in_turns([partial(sign_up, n) for n in range(200)], hands=hands)
    assert counts(event) == (30, 170)
    assert nobody_was_overtaken(event)
