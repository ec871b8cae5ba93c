"""The event's own questions: asked, checked, kept, shown to staff; rows of colleagues added and removed."""

from typing import Any

import pytest
from django.test import Client

from common.search.services import rebuild
from events.catalogue.models import Event
from events.registration.models import Answer, Question
from events.registration.questions import field_name
from tests.cast import Cast
from tests.factories import EntityFactory, EventFactory, QuestionFactory
from tests.security.test_registration import filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast: Cast) -> Event:
    return EventFactory(published=True, centre=cast.centre)


def send(client: Client, event: Event, **changes: Any) -> Any:
    return client.post(f"/wydarzenia/{event.slug}/zgloszenie/", filled_in(event, **changes))


SIX = [
    ("short", "", "Skąd wiesz?", "Skąd wiesz?", "Skąd wiesz?"),
    ("long", "", "Dwie\nlinie", "Dwie\nlinie", "Dwie\nlinie"),
    ("one", "busem\nautem", "autem", "autem", "autem"),
    ("many", "rano\npo południu\nwieczorem", ["rano", "wieczorem"], ["rano", "wieczorem"], "rano, wieczorem"),
    ("number", "", "2,5", 2.5, "2,5"),
    ("yes_no", "", "no", False, "nie"),
]


@pytest.mark.parametrize(("kind", "options", "typed", "kept", "shown"), SIX)
def test_each_kind_of_question_is_asked_kept_and_shown_to_staff(
    client: Client, cast: Cast, event: Event, kind: str, options: str, typed: Any, kept: Any, shown: str
) -> None:
    question = QuestionFactory(event=event, kind=kind, options=options, is_required=True, text="Pytanie próbne")
    assert "Pytanie próbne" in client.get(f"/wydarzenia/{event.slug}/zgloszenie/").content.decode()
    assert send(client, event, **{field_name(question): typed}).status_code == 302
    assert Answer.objects.get().value == kept
    client.force_login(cast.animator)
    listed = client.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/").context["rows"]
    assert [row.more[-1] for row in listed] == [("Pytanie próbne", shown)]


@pytest.mark.parametrize("kind", [kind for kind, *_ in SIX])
def test_a_required_question_left_empty_is_an_error_at_its_field_and_the_rest_is_kept(
    client: Client, event: Event, kind: str
) -> None:
    question = QuestionFactory(event=event, kind=kind, options="a\nb", is_required=True)
    response = send(client, event, first_name="Żaneta")
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field_name(question)]
    assert 'value="Żaneta"' in response.content.decode()
    assert Answer.objects.count() == 0


def test_an_option_that_was_not_offered_is_refused(client: Client, event: Event) -> None:
    question = QuestionFactory(event=event, kind="one", options="a\nb")
    assert send(client, event, **{field_name(question): "c"}).status_code == 422


def test_a_question_of_each_person_is_asked_of_each_who_comes_and_of_nobody_else(client: Client, event: Event) -> None:
    question = QuestionFactory(event=event, per_participant=True, is_required=True)
    row = {"osoba-0-first_name": "Jan", "osoba-0-last_name": "Lis"}
    name = field_name(question)
    refused = send(client, event, for_whom="both", **row, **{name: "moja"})
    assert refused.status_code == 422
    assert list(refused.context["people"].forms[0].errors) == [name]
    assert send(client, event, for_whom="others", **row, **{f"osoba-0-{name}": "jego"}).status_code == 302
    assert [(answer.participant.first_name, answer.value) for answer in Answer.objects.all()] == [("Jan", "jego")]


def test_answers_to_questions_of_other_events_are_not_kept(client: Client, event: Event) -> None:
    foreign: Question = QuestionFactory()
    assert send(client, event, **{field_name(foreign): "x"}).status_code == 302
    assert Answer.objects.count() == 0


def test_rows_are_added_and_removed_and_everything_typed_stays(client: Client, event: Event) -> None:
    many = QuestionFactory(event=event, kind="many", options="a\nb\nc")
    typed = {
        "for_whom": "both",
        "osoba-TOTAL_FORMS": "2",
        "osoba-0-first_name": "Jan",
        "osoba-1-first_name": "Ewa",
        field_name(many): ["a", "c"],
    }
    added = send(client, event, add="1", **typed)
    assert [form["first_name"].value() for form in added.context["people"].forms] == ["Jan", "Ewa", None]
    assert added.context["form"][field_name(many)].value() == ["a", "c"]
    removed = send(client, event, remove="0", **typed)
    assert [form["first_name"].value() for form in removed.context["people"].forms] == ["Ewa"]
    for nonsense in ("9", "-1", "x", "9" * 400, "²"):
        assert len(send(client, event, remove=nonsense, **typed).context["people"].forms) == 2


def test_an_entity_is_suggested_by_an_inflected_name_without_diacritics_and_by_nip(client: Client) -> None:
    EntityFactory(published=True, name="Spółdzielnia Socjalna Żądło", nip="5260250995", town="Kęty")
    EntityFactory(name="Spółdzielnia Żądło szkic")
    rebuild("entity")
    for typed in ("spoldzielni zadlo", "Spółdzielnia Soc", "526-025-09-95"):
        found = client.get("/podmioty/podpowiedzi/", {"q": typed}).context["options"]
        assert [name for _key, name, *_ in found] == ["Spółdzielnia Socjalna Żądło"], typed
    assert client.get("/podmioty/podpowiedzi/", {"q": ""}).context["options"] == []
