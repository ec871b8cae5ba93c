"""An entity picked by typing: what a text means, several, none, a new one."""

import html

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from entities.directory.entity_search import described, find_entities, find_for_staff
from entities.directory.entity_widget import EntityPickField, Picked
from entities.directory.services import Proposed, enter_entity, entity_of, publish_entity
from events.catalogue.models import EventEntity
from tests.factories import CountyFactory, EntityFactory, EntityKindFactory, EventFactory

pytestmark = pytest.mark.django_db


def field() -> EntityPickField:
    return EntityPickField(url="/panel/podmioty/szukaj/", required=False)


def entity(name: str, **fields):  # type: ignore[no-untyped-def]
    made = EntityFactory(name=name, **fields)
    publish_entity(entity_id=made.pk, by=None)
    made.refresh_from_db()
    return made


def test_the_whole_name_picks_the_entity_whatever_its_case():
    sunny = entity("Spółdzielnia Socjalna Słoneczna")
    entity("Spółdzielnia Socjalna Słoneczna Dolina")
    assert field().clean(Picked("spółdzielnia socjalna SŁONECZNA")) == sunny


def test_a_text_that_means_several_asks_which_and_offers_them():
    first, second = entity("Zakład Pracy Lipa"), entity("Zakład Pracy Lipowy")
    one = field()
    with pytest.raises(ValidationError) as refused:
        one.clean(Picked("Zakład Pracy"))
    assert refused.value.code == "many"
    assert one.widget.candidates == [first, second]
    assert field().clean(Picked("Zakład Pracy", str(second.pk))) == second


def test_an_id_that_the_text_does_not_mean_any_more_is_left_aside():
    old, new = entity("Fundacja Most"), entity("Fundacja Brama")
    assert field().clean(Picked("Fundacja Brama", str(old.pk))) == new


def test_an_unknown_name_is_refused_until_its_kind_is_chosen():
    kind = EntityKindFactory()
    with pytest.raises(ValidationError) as refused:
        field().clean(Picked("Kooperatywa Nowa"))
    assert refused.value.code == "unknown"
    chosen = field().clean(Picked("Kooperatywa  Nowa", "", kind.pk))
    assert chosen == Proposed("Kooperatywa Nowa", kind)
    made = entity_of(chosen, by=None)
    assert (made.name, made.state) == ("Kooperatywa Nowa", "proposed")


@pytest.mark.parametrize("bad", ["-1", "x", "9" * 30, "0"])
def test_an_id_that_is_no_id_does_not_break_the_form(bad):
    one = entity("Fundacja Most")
    assert field().clean(Picked("Fundacja Most", bad)) == one


def test_nothing_typed_picks_nothing():
    assert field().clean(Picked("", "5")) is None


def test_staff_find_by_the_beginning_of_a_word_and_what_is_not_published_in_their_counties_too(cast):
    entity("Zupełnie Inna")
    draft = EntityFactory(name="Kuchnia Społeczna Żurawina")
    assert find_for_staff("żura", cast.animator) == [draft]
    assert find_for_staff("żura", cast.participant) == find_for_staff("żura") == []


def test_what_one_entered_oneself_is_found_wherever_it_is(cast):
    told = {"name": "Żaglownia", "kind": EntityKindFactory(), "county": CountyFactory(code="2262", name="Gdynia")}
    made = enter_entity(by=cast.animator.pk, state="awaiting", **told)
    assert find_for_staff("żaglownia", cast.animator) == [made]
    assert find_for_staff("żaglownia", cast.other_animator) == []


def test_what_stands_in_a_form_already_stays_though_one_could_not_choose_it(cast):
    hidden = EntityFactory(name="Żaglownia", county=CountyFactory(code="2262", name="Gdynia"))
    one = field()
    one.limit_to(cast.animator, [hidden])
    assert one.clean(Picked(hidden.name, str(hidden.pk))) == hidden
    one.limit_to(cast.animator)
    with pytest.raises(ValidationError):
        one.clean(Picked(hidden.name, str(hidden.pk)))


def test_the_widget_shows_the_entity_that_stands_there():
    one = entity("Fundacja Most")

    class Form(forms.Form):
        host = EntityPickField(url="/gdzies/", required=False)

    drawn = str(Form(initial={"host": one})["host"])
    assert 'value="Fundacja Most"' in drawn
    assert f'name="host-id" value="{one.pk}"' in drawn
    assert 'data-url="/gdzies/"' in drawn


def test_the_staff_get_options_and_a_hostile_name_is_only_text(client, cast):
    entity('Fundacja "<b>Most</b>"', town="Kęty")
    client.force_login(cast.animator)
    options = client.get("/panel/podmioty/szukaj/", {"q": "fundacja"}).content.decode()
    assert options.count('role="option"') == 1
    assert "<b>" not in options
    assert "Kęty" in options


@pytest.fixture
def wilgas():
    """A foundation and a social cooperative of one name."""
    return (
        entity("Wilga", kind=EntityKindFactory(code="foundation"), town="Gdańsk"),
        entity("Wilga", kind=EntityKindFactory(code="social-cooperative"), town="Sopot"),
    )


def test_of_two_of_one_name_nothing_is_taken_until_one_is_chosen_by_kind_or_place(wilgas):
    foundation, cooperative = wilgas
    asked = field()
    with pytest.raises(ValidationError) as refused:
        asked.clean(Picked("Wilga"))
    assert (refused.value.code, asked.widget.candidates) == ("many", [foundation, cooperative])
    assert field().clean(Picked("Wilga", str(cooperative.pk))) == cooperative
    assert field().clean(Picked("Wilga", "", cooperative.kind_id)) == cooperative
    for text in ("Wilga, Sopot", "wilga, SOPOT", described(cooperative), f"Wilga, {cooperative.kind}"):
        assert field().clean(Picked(text)) == cooperative
    assert described(foundation) != described(cooperative)


def test_a_kind_that_is_asked_for_is_never_answered_by_another_one(wilgas):
    foundation, cooperative = wilgas
    other = EntityKindFactory(code="association")
    assert field().clean(Picked("Wilga", "", other.pk)) == Proposed("Wilga", other)
    assert field().clean(Picked("Wilga", str(foundation.pk), cooperative.kind_id)) == cooperative


def test_a_short_name_equal_to_a_name_is_asked_about_too():
    first = entity("Wilga", kind=EntityKindFactory(code="foundation"))
    second = entity("Spółdzielnia Socjalna Wilga", short_name="Wilga")
    asked = field()
    with pytest.raises(ValidationError):
        asked.clean(Picked("Wilga"))
    assert {one.pk for one in asked.widget.candidates} == {first.pk, second.pk}


def test_of_many_of_one_name_each_is_reached_by_its_place():
    circles = [entity("Koło Gospodyń Wiejskich", town=f"Wieś {place}") for place in "ABCDEFGHIJKL"]
    for text in ("Koło Gospodyń Wiejskich, Wieś L", "koło gospodyń wiejskich, wieś l"):
        assert field().clean(Picked(text)) == circles[-1]
        assert find_entities(text) == [circles[-1]]
    with pytest.raises(ValidationError):
        field().clean(Picked("Koło Gospodyń Wiejskich, Nigdzie"))


def row(number: int, text: str, **more: str) -> dict[str, str]:
    told = {"entity": text, "role": "presented", "note": "", **more}
    return {f"r-{number}-{name}": value for name, value in told.items()}


def test_no_row_vanishes_after_saving_whatever_bears_its_name(client, cast, wilgas):
    """The first "Wilga" is there; the second row proposes, repeats or leaves it open which one is meant."""
    foundation, cooperative = wilgas
    event = EventFactory(published=True, centre=cast.centre)
    client.force_login(cast.animator)
    url = reverse("panel:event-part", kwargs={"pk": event.pk, "part": "podmioty"})
    first = row(0, "Wilga", **{"entity-id": str(foundation.pk)})
    sent = {"act": "save", "r-count": "2", "r-seen": ""}

    open_ = client.post(url, sent | first | row(1, "Wilga"))
    assert open_.status_code == 422
    assert [list(form.errors) for form in open_.context["rows"].forms] == [[], ["entity"]]
    page = open_.content.decode()
    assert page.count('value="Wilga"') == 2
    assert [page.count(f'<option value="{one.pk}"') for one in wilgas] == [1, 1]
    assert html.unescape(page).count(f">{described(cooperative)}</option>") == 1

    again = client.post(url, sent | first | row(1, "Wilga", **{"entity-id": str(foundation.pk)}))
    assert [form.errors for form in again.context["rows"].forms] == [
        {},
        {"entity": ["To już stoi wyżej. Zmień ten wiersz albo go usuń."]},
    ]
    assert EventEntity.objects.count() == 0

    assert client.post(url, sent | first | row(1, "Wilga", **{"entity-kind": cooperative.kind_id})).status_code == 302
    assert [one.entity for one in EventEntity.objects.order_by("position")] == [foundation, cooperative]
    page = html.unescape(client.get(url).content.decode())
    assert [page.count(f"data-picked>{described(one)}<") for one in wilgas] == [1, 1]
