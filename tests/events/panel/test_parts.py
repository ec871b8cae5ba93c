"""The parts of an event's plan through the panel: rows added, moved, removed, kept; what follows from them."""

from datetime import timedelta

import pytest

from entities.directory.models import Entity
from entities.directory.services import publish_entity
from events.catalogue.models import Event
from events.programme.models import Appearance, PointList, ProgrammeItem, Quotation, Stop
from events.registration.models import Question
from tests.events.panel.rows import address, sent
from tests.factories import (
    AnswerFactory,
    AppearanceFactory,
    EntityFactory,
    EntityKindFactory,
    EventEntityFactory,
    EventFactory,
    PointFactory,
    PointListFactory,
    ProgrammeItemFactory,
    QuestionFactory,
    StopFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def animator(client, cast):
    client.force_login(cast.animator)
    return client


@pytest.fixture
def event(cast):
    event = EventFactory(published=True, centre=cast.centre, town="", county=None)
    Event.objects.filter(pk=event.pk).update(ends_on=event.starts_on + timedelta(days=1))
    event.refresh_from_db()
    return event


def post(client, event, part, *rows, **how):
    return client.post(address(event, part), sent(*rows, **how))


def test_places_are_saved_and_the_list_shows_the_first(animator, client, event):
    second = (event.starts_on + timedelta(days=1)).isoformat()
    answer = post(
        animator, event, "miejsca",
        {"day": second, "name": "Karczma", "town": "Bielsk"},
        {"day": event.starts_on.isoformat(), "name": "Ratusz", "town": "Kęty", "starts_at": "10:00"},
        {"name": "", "town": ""},
    )  # fmt: skip
    assert answer.status_code == 302
    assert list(Stop.objects.values_list("name", flat=True)) == ["Ratusz", "Karczma"]
    event.refresh_from_db()
    assert (event.venue, event.town) == ("Ratusz", "Kęty")
    assert "Kęty" in client.get("/wydarzenia/").content.decode()
    assert client.get("/szukaj/?q=Ratusz").content.decode().count(f"/wydarzenia/{event.slug}/") > 0


def test_the_place_of_an_event_without_stops_is_offered_as_the_first(animator, cast):
    event = EventFactory(centre=cast.centre, venue="Ratusz", town="Kęty")
    [form] = animator.get(address(event, "miejsca")).context["rows"].forms
    assert (form["name"].value(), form["town"].value()) == ("Ratusz", "Kęty")


def test_a_place_takes_name_and_address_of_its_host(animator, event):
    host = EntityFactory(name="Spółdzielnia Kuchnia", town="Kęty", street="Rynek 1")
    publish_entity(entity_id=host.pk, by=None)
    post(animator, event, "miejsca", {"day": event.starts_on.isoformat(), "host": "Spółdzielnia Kuchnia"})
    stop = Stop.objects.get()
    assert (stop.host, stop.name, stop.town, stop.address) == (host, "Spółdzielnia Kuchnia", "Kęty", "Rynek 1")


def test_a_new_host_is_proposed_in_place_and_unlisted(animator, client, event):
    kind = EntityKindFactory()
    row = {"day": event.starts_on.isoformat(), "town": "Kęty", "host": "Kooperatywa Nowa", "host-kind": kind.pk}
    post(animator, event, "miejsca", row)
    assert Entity.objects.get(name="Kooperatywa Nowa").state == "proposed"
    assert Stop.objects.get().host.name == "Kooperatywa Nowa"
    assert "Kooperatywa Nowa" not in client.get("/podmioty/").content.decode()


def test_a_row_is_added_moved_and_removed_with_what_was_typed_and_nothing_is_saved(animator, event):
    rows = [{"title": "Powitanie"}, {"title": ""}, {"title": "Obiad", "starts_at": "13:"}]
    titles = [
        [form["title"].value() for form in post(animator, event, "program", *rows, act=act).context["rows"].forms]
        for act in ("add", "up-2", "down-0", "drop-1", "up-0", "down-9", "drop-99")
    ]
    assert titles == [
        ["Powitanie", "", "Obiad", None],
        ["Powitanie", "Obiad", ""],
        ["", "Powitanie", "Obiad"],
        ["Powitanie", "Obiad"],
        *[["Powitanie", "", "Obiad"]] * 3,
    ]
    assert ProgrammeItem.objects.count() == 0


def test_rows_keep_their_ids_when_their_order_changes(animator, event):
    first, second = ProgrammeItemFactory(event=event, title="A"), ProgrammeItemFactory(event=event, title="B")
    person = AppearanceFactory(event=event, item=first)
    day = event.starts_on.isoformat()
    post(
        animator, event, "program",
        {"id": second.pk, "title": "B", "day": day}, {"id": first.pk, "title": "A2", "day": day},
        seen=f"{first.pk},{second.pk}",
    )  # fmt: skip
    assert list(ProgrammeItem.objects.values_list("pk", "title")) == [(second.pk, "B"), (first.pk, "A2")]
    person.refresh_from_db()
    assert person.item == first


def test_what_a_colleague_added_meanwhile_stays_and_what_was_removed_goes(animator, event):
    seen, meanwhile = ProgrammeItemFactory(event=event, title="Było"), ProgrammeItemFactory(event=event, title="Doszło")
    post(animator, event, "program", {"title": "Nowe"}, seen=str(seen.pk))
    assert list(ProgrammeItem.objects.values_list("title", flat=True)) == ["Nowe", "Doszło"]
    assert ProgrammeItem.objects.filter(pk=meanwhile.pk).exists()


def test_a_row_of_another_event_is_not_touched(animator, event):
    foreign = ProgrammeItemFactory(title="Cudze")
    post(animator, event, "program", {"id": foreign.pk, "title": "Moje"}, seen=str(foreign.pk))
    foreign.refresh_from_db()
    assert foreign.title == "Cudze"
    assert ProgrammeItem.objects.get(event=event).title == "Moje"


def test_wrong_rows_are_told_at_their_fields_and_nothing_is_saved(animator, event):
    answer = post(animator, event, "program", {"title": "Dobre"}, {"title": "", "description": "bez tytułu"})
    assert answer.status_code == 422
    assert "Wpisz tytuł albo usuń wiersz" in answer.content.decode()
    assert ProgrammeItem.objects.count() == 0


@pytest.mark.parametrize("body", [
    {"r-count": "-5"}, {"r-count": "9" * 40}, {"r-count": "x", "act": "up-x"}, {"act": "drop-²", "r-count": "1"},
    {"r-count": "1", "r-0-id": "9" * 30, "r-0-title": "x"}, {"r-count": "1", "r-0-id": "-1", "r-0-title": "x"},
    {"r-count": "0", "r-seen": "1,,x,99999999999999999999"},
])  # fmt: skip
def test_a_made_up_form_never_breaks_the_page(animator, event, body):
    assert animator.post(address(event, "program"), body).status_code in (200, 302, 422)


def test_a_point_at_a_stop_takes_its_day_and_its_people_stand_there(animator, event):
    stop = StopFactory(event=event, day=event.starts_on + timedelta(days=1))
    post(animator, event, "program", {"title": "Zwiedzanie", "stop": stop.pk, "day": event.starts_on.isoformat()})
    item = ProgrammeItem.objects.get()
    assert (item.stop, item.day) == (stop, stop.day)
    post(animator, event, "osoby", {"name": "Maria Kowal", "role": "guide", "where": f"item-{item.pk}"})
    person = Appearance.objects.get()
    assert (person.name, person.role, person.item, person.stop) == ("Maria Kowal", "guide", item, None)


def test_lists_of_points_and_quotations_reach_the_page(animator, client, event):
    person = AppearanceFactory(event=event)
    post(animator, event, "punkty", {"kind": "conclusion", "title": "Wnioski", "points": "Pierwszy\n\n  Drugi "})
    post(animator, event, "cytaty", {"text": "Razem raźniej.", "appearance": person.pk})
    assert [point.text for point in PointList.objects.get().points.all()] == ["Pierwszy", "Drugi"]
    assert Quotation.objects.get().appearance == person
    html = client.get(f"/wydarzenia/{event.slug}/").content.decode()
    assert "Drugi" in html
    assert "Razem" in html


def test_a_point_that_stays_keeps_its_row(animator, event):
    owner = PointListFactory(event=event)
    kept, gone = PointFactory(list=owner, text="Zostaje"), PointFactory(list=owner, text="Znika")
    row = {"id": owner.pk, "kind": owner.kind, "title": owner.title, "points": "Nowy\nZostaje"}
    post(animator, event, "punkty", row, seen=str(owner.pk))
    assert list(owner.points.values_list("text", flat=True)) == ["Nowy", "Zostaje"]
    assert owner.points.filter(pk=kept.pk).exists()
    assert not owner.points.filter(pk=gone.pk).exists()


def test_entities_exchange_their_roles_and_keep_their_rows(animator, event):
    one, two = EventEntityFactory(event=event), EventEntityFactory(event=event, role="presented")
    post(
        animator, event, "podmioty",
        {"id": one.pk, "entity": two.entity.name, "role": "organiser", "note": ""},
        {"id": two.pk, "entity": one.entity.name, "role": "presented", "note": "ciasta"},
        seen=f"{one.pk},{two.pk}",
    )  # fmt: skip
    rows = list(event.entity_roles.values_list("pk", "entity", "role", "note"))
    assert rows == [(one.pk, two.entity_id, "organiser", ""), (two.pk, one.entity_id, "presented", "ciasta")]


# --- questions ----------------------------------------------------------------------------------------------------
def test_questions_of_all_kinds_are_asked(animator, event):
    rows = [{"text": f"Pytanie {kind}", "kind": kind, "options": "a\nb"} for kind in
            ("short", "long", "one", "many", "number", "yes_no")]  # fmt: skip
    assert post(animator, event, "pytania", *rows).status_code == 302
    assert list(Question.objects.values_list("kind", "options")) == [
        ("short", ""), ("long", ""), ("one", "a\nb"), ("many", "a\nb"), ("number", ""), ("yes_no", ""),
    ]  # fmt: skip


def test_a_choice_needs_options_and_there_are_at_most_ten_questions(animator, event):
    assert post(animator, event, "pytania", {"text": "Jak?", "kind": "one", "options": "tak"}).status_code == 422
    post(animator, event, "pytania", *[{"text": f"P{n}", "kind": "short"} for n in range(14)])
    assert Question.objects.count() == 10


def test_a_question_with_answers_neither_goes_nor_changes_its_kind(animator, event):
    question = QuestionFactory(event=event, text="Skąd?")
    AnswerFactory(question=question, registration__event=event)
    for rows in ([], [{"id": question.pk, "text": "Skąd?", "kind": "number"}]):
        answer = post(animator, event, "pytania", *rows, seen=str(question.pk))
        assert answer.status_code == 422
        assert "Skąd?" in answer.content.decode()
    assert Question.objects.get().kind == "short"
    assert (
        post(animator, event, "pytania", {"id": question.pk, "text": "Skąd jesteś?", "kind": "short"}).status_code
        == 302
    )
