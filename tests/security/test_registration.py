"""A registration form filled in by somebody who means no good."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from entities.directory.models import Entity, EntityKind
from events.catalogue.models import Event
from events.registration.models import Participant, Registration
from events.registration.signup import views
from events.registration.signup.forms import MOST_PEOPLE, new_form_key
from events.registration.states import ParticipantState
from tests.factories import EventFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return EventFactory(published=True, capacity=20)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def filled_in(event: Event, **changes: Any) -> dict[str, Any]:
    """What a good person sends."""
    data = {
        "form_key": new_form_key(event),
        "for_whom": "self",
        "representing": "private",
        "first_name": "Danuta",
        "last_name": "Kowal",
        "email": "danuta@example.org",
        "rules": "on",
        "notice": "on",
        "osoba-TOTAL_FORMS": "1",
        "osoba-INITIAL_FORMS": "0",
    }
    return {name: value for name, value in {**data, **changes}.items() if value is not None}


def send(visitor: Client, event: Event, **changes: Any) -> HttpResponse:
    return visitor.post(f"/wydarzenia/{event.slug}/zgloszenie/", filled_in(event, **changes))


def count() -> tuple[int, int]:
    return Registration.objects.count(), Participant.objects.count()


@pytest.mark.parametrize("name", ["email", "osoba-0-email"])
def test_an_address_longer_than_is_kept_is_refused_beside_its_field(visitor: Client, event: Event, name: str) -> None:
    long = {name: f"{'a' * 250}@example.org", "for_whom": "both"}
    answer = send(visitor, event, **{"osoba-0-first_name": "Jan", "osoba-0-last_name": "Lis", **long})
    form = answer.context["people"].forms[0] if name.startswith("osoba") else answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, ["email"])


def test_a_good_form_is_accepted(visitor: Client, event: Event) -> None:
    response = send(visitor, event)
    assert response.status_code == 302
    key = Registration.objects.get().form_key
    assert response.headers["Location"] == f"/wydarzenia/{event.slug}/zgloszenie/wyslane/{key}/"


@pytest.mark.parametrize("key", ["", "a", "a" * 10_000, "a:b:c", "\x00", "zażółć"])
def test_a_key_that_we_did_not_give_is_refused_and_a_good_one_comes_back(
    visitor: Client, event: Event, key: str
) -> None:
    response = send(visitor, event, form_key=key)
    assert response.status_code == 422
    assert count() == (0, 0)
    again = response.context["form"]["form_key"].value()
    assert send(visitor, event, form_key=again).status_code == 302


def test_a_key_of_another_event_is_refused(visitor: Client, event: Event) -> None:
    assert send(visitor, event, form_key=new_form_key(EventFactory(published=True))).status_code == 422
    assert count() == (0, 0)


def test_the_same_form_sent_twice_is_one_registration_and_one_new_entity(visitor: Client, event: Event) -> None:
    new = {"representing": "new", "new_name": "Stolarnia Dąb", "new_kind": EntityKind.objects.all()[0].pk}
    changes = {"form_key": new_form_key(event), "new_county": event.county_id, **new}
    first, second = send(visitor, event, **changes), send(visitor, event, **changes)
    assert first.headers["Location"] == second.headers["Location"]
    assert count() == (1, 1)
    assert Entity.objects.filter(name="Stolarnia Dąb").count() == 1


def test_a_refused_registration_leaves_no_entity_behind(visitor: Client) -> None:
    event = EventFactory(published=True, capacity=0, has_waiting_list=False)
    new = {"representing": "new", "new_name": "Stolarnia Dąb", "new_kind": EntityKind.objects.all()[0].pk}
    assert send(visitor, event, new_county=event.county_id, **new).status_code == 409
    assert Entity.objects.filter(name="Stolarnia Dąb").count() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"closes_at": timezone.now() - timedelta(days=1)},
        {"opens_at": timezone.now() + timedelta(days=1)},
        {"registration_mode": "none"},
        {"cancelled": True},
        {"completed": True},
    ],
)
def test_nobody_registers_for_a_closed_event(visitor: Client, changes: dict[str, Any]) -> None:
    event = EventFactory(**{"published": True, **changes})
    response = send(visitor, event)
    assert response.status_code == 409
    assert count() == (0, 0)


def test_a_draft_is_not_there(visitor: Client) -> None:
    assert send(visitor, EventFactory()).status_code == 404


# The field, and whom the person says to represent: only then is the field read.
FIELDS = {
    "first_name": "private",
    "last_name": "private",
    "function": "private",
    "email": "private",
    "phone": "private",
    "needs": "private",
    "for_whom": "private",
    "all_or_none": "private",
    "representing": "",
    "entity_query": "entity",
    "entity": "entity",
    "new_name": "new",
    "new_kind": "new",
    "new_county": "new",
    "osoba-0-first_name": "private",
    "osoba-0-email": "private",
}
LONG, EMBROIDERY = "a" * 10_000, "🧵" * 40
NASTY = (LONG, EMBROIDERY, "\x00", "a\x00b", "9" * 400, "-1", "<script>alert(1)</script>", "' OR 1=1 --", "\ud800")


@pytest.mark.parametrize(("name", "representing"), FIELDS.items())
def test_nonsense_in_any_field_is_answered(visitor: Client, event: Event, name: str, representing: str) -> None:
    for value in NASTY:
        text = value.encode("utf-8", "replace").decode()
        response = send(visitor, event, **{"representing": representing, "for_whom": "both", name: text})
        assert response.status_code in (302, 422), (name, value[:30])
        assert "<script>alert(1)" not in response.content.decode()


@pytest.mark.parametrize("total", ["-1", "1000000000", "9" * 400, "x", "", "1.5", "\x00", None])
def test_a_number_of_people_made_up_is_not_believed(visitor: Client, event: Event, total: str | None) -> None:
    response = send(visitor, event, **{"osoba-TOTAL_FORMS": total, "osoba-INITIAL_FORMS": total, "for_whom": "both"})
    assert response.status_code in (302, 422)
    assert Participant.objects.count() <= 1
    if response.status_code == 422:
        assert len(response.context["people"].forms) <= MOST_PEOPLE
    more = send(visitor, event, **{"osoba-TOTAL_FORMS": total, "osoba-INITIAL_FORMS": total, "add": "1"})
    assert more.status_code == 200


def test_more_people_than_the_form_takes_are_told_so(visitor: Client, event: Event) -> None:
    people = {f"osoba-{n}-{name}": f"Osoba{n}" for n in range(200) for name in ("first_name", "last_name")}
    response = send(visitor, event, **{"for_whom": "both", "osoba-TOTAL_FORMS": "200", **people})
    assert response.status_code == 422
    assert count() == (0, 0)


def test_fields_that_the_form_does_not_have_change_nothing(visitor: Client, event: Event) -> None:
    extra = {
        "state": "confirmed",
        "source": "staff",
        "user": "1",
        "above_capacity": "1",
        "role": "speaker",
        "token": "x",
    }
    Event.objects.filter(pk=event.pk).update(capacity=0)
    assert send(visitor, event, **extra, event_id="1", by="1").status_code == 302
    person = Participant.objects.select_related("registration").get()
    assert (person.state, person.role) == (ParticipantState.WAITING, "participant")
    assert (person.registration.source, person.registration.user_id) == ("web", None)


def test_lines_in_a_name_reach_no_header(
    visitor: Client, event: Event, sweep_outbox: Callable[[], list[EmailMessage]]
) -> None:
    response = send(visitor, event, first_name="Danuta\r\nBcc: wszyscy@example.org", last_name="Kowal\nX-Wrog: 1")
    assert response.status_code == 302
    [mail] = sweep_outbox()
    message = mail.message()
    assert (message["Bcc"], message["X-Wrog"], mail.recipients()) == (None, None, ["danuta@example.org"])
    assert "\n" not in Participant.objects.get().last_name
    assert send(visitor, event, email="danuta@example.org\nBcc: wszyscy@example.org").status_code == 422


def test_only_the_own_people_give_up_by_a_link(visitor: Client, event: Event) -> None:
    mine, foreign = ParticipantFactory(registration__event=event), ParticipantFactory(registration__event=event)
    token = mine.registration.token
    for url in (
        f"/zgloszenie/{token}/rezygnacja/{foreign.pk}/",
        f"/zgloszenie/{token}/rezygnacja/{10**30}/",
        f"/zgloszenie/{token[:-1]}/rezygnacja/{mine.pk}/",
        f"/zgloszenie/{token.swapcase()}/rezygnacja/{mine.pk}/",
        f"/zgloszenie/{mine.pk}/",
        f"/zgloszenie/{token}%00/",
    ):
        assert visitor.post(url, {"sure": "1"}).status_code in (404, 405), url
    visitor.get(f"/zgloszenie/{token}/rezygnacja/{mine.pk}/")
    visitor.post(f"/zgloszenie/{token}/rezygnacja/{mine.pk}/")  # asked first: nothing happens yet
    foreign.refresh_from_db()
    mine.refresh_from_db()
    assert (foreign.state, mine.state) == (ParticipantState.CONFIRMED, ParticipantState.CONFIRMED)


def test_a_form_without_the_token_against_forgery_is_refused_with_a_page(event: Event) -> None:
    response = Client(enforce_csrf_checks=True).post(f"/wydarzenia/{event.slug}/zgloszenie/", filled_in(event))
    assert response.status_code == 403
    assert '<html lang="pl">' in response.content.decode()
    assert count() == (0, 0)


def test_a_flood_from_one_place_is_stopped(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "FORMS_PER_HOUR", 3)
    event = EventFactory(published=True, capacity=None)
    answers = [send(visitor, event).status_code for _ in range(5)]
    assert answers == [302] * 3 + [429] * 2
