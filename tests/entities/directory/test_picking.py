"""An entity picked by typing: what a text means, several, none, a new one."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from entities.directory.lookup import find_for_staff
from entities.directory.picking import EntityPickField, Picked
from entities.directory.services import Proposed, enter_entity, entity_of, publish_entity
from tests.factories import CountyFactory, EntityFactory, EntityKindFactory

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

    html = str(Form(initial={"host": one})["host"])
    assert 'value="Fundacja Most"' in html
    assert f'name="host-id" value="{one.pk}"' in html
    assert 'data-url="/gdzies/"' in html


def test_the_staff_get_options_and_a_hostile_name_is_only_text(client, cast):
    entity('Fundacja "<b>Most</b>"', town="Kęty")
    client.force_login(cast.animator)
    html = client.get("/panel/podmioty/szukaj/", {"q": "fundacja"}).content.decode()
    assert html.count('role="option"') == 1
    assert "<b>" not in html
    assert "Kęty" in html
