"""One institution is one record, whoever names it and where; a limit per entity counts what was typed too."""

from typing import Any

import pytest
from django.test import Client

from entities.directory.models import Entity
from entities.directory.services import propose_entity
from events.attendance.services import open_sessions
from events.catalogue.models import Event
from events.registration.models import Participant
from events.registration.signup.forms import new_form_key
from tests.cast import Cast
from tests.factories import CountyFactory, EntityKindFactory, EventFactory

pytestmark = pytest.mark.django_db
NAME = "Stowarzyszenie Żółw"


@pytest.fixture
def event(cast: Cast) -> Event:
    return EventFactory(published=True, centre=cast.centre)


def form(event: Event, n: int = 0, **typed: Any) -> dict[str, Any]:
    return {
        "form_key": new_form_key(event), "for_whom": "self", "representing": "new", "new_name": NAME,
        "notice": "on", "rules": "on", "first_name": "Anna", "last_name": f"Lis{n}",
        "email": f"anna{n}@example.org", "new_country": "PL",
        "osoba-TOTAL_FORMS": 0, "all_or_none": "", **typed,
    }  # fmt: skip


def test_an_institution_named_from_every_side_is_proposed_once(cast: Cast, event: Event) -> None:
    kind, county = EntityKindFactory(), CountyFactory()
    first = propose_entity(name=NAME, kind=kind, county=county, by=None)
    assert propose_entity(name=" stowarzyszenie ZOLW", kind=kind, county=county, by=None) == first
    assert propose_entity(name=NAME, kind=kind, by=None) == first  # at the door nobody says the county
    assert propose_entity(name=NAME, kind=kind, county=CountyFactory(code="2661", name="Kielce"), by=None) != first
    assert propose_entity(name=NAME, kind=EntityKindFactory(code="klub", name="klub"), county=county, by=None) != first

    staff = Client()
    staff.force_login(cast.coordinator)
    [session] = open_sessions(event_id=event.pk)
    new = {"entity": "Koło Nowe", "entity-kind": kind.pk}
    base = f"/panel/wydarzenia/{event.pk}/"
    who = {"last_name": "Lis", "role": "participant", **new}
    staff.post(f"{base}zgloszenia/nowe/", {"form_key": "a" * 9, "first_name": "Anna", **who})
    staff.post(f"{base}obecnosc/{session.pk}/osoba/", {"form_key": "b" * 9, "first_name": "Beata", **who})
    row = {"form_key": "c" * 9, "first_name": "Celina", **who}
    staff.post(f"{base}obecnosc/papier/", {"blank": "3", **{f"w3-{name}": value for name, value in row.items()}})
    sent = form(event, new_name="koło nowe", new_kind=kind.pk, new_county=county.pk)
    Client().post(f"/wydarzenia/{event.slug}/zgloszenie/", sent)
    assert Participant.objects.filter(entity=Entity.objects.get(name="Koło Nowe")).count() == 4


def test_a_foreign_organisation_has_a_country_and_no_county(client: Client, event: Event) -> None:
    kind, county = EntityKindFactory(), CountyFactory()
    url = f"/wydarzenia/{event.slug}/zgloszenie/"
    assert client.post(url, form(event, new_kind=kind.pk)).status_code == 422  # of a Polish one the county is asked
    sent = form(event, new_kind=kind.pk, new_country="SE", new_county=county.pk)
    answer = client.post(url, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    made = Entity.objects.get(name=NAME)
    assert (made.country, made.county) == ("SE", None)


def test_the_limit_of_an_entity_stands_on_the_form_and_counts_what_is_typed(cast: Cast, event: Event) -> None:
    kind, county = EntityKindFactory(), CountyFactory()
    event.entity_limit, event.registration_mode = 2, "approval"
    event.save()
    url, client = f"/wydarzenia/{event.slug}/zgloszenie/", Client()
    assert "Z jednego podmiotu najwyżej: 2" in client.get(url).content.decode()
    new = {"new_kind": kind.pk, "new_county": county.pk}
    others = {f"osoba-{n}-{name}": f"{name}{n}" for n in range(2) for name in ("first_name", "last_name")}
    answer = client.post(url, form(event, for_whom="both", **new, **others, **{"osoba-TOTAL_FORMS": 2}))
    assert answer.status_code == 409
    assert "Zgłoszono już: 0. Z tego formularza trzeba usunąć: 1" in answer.content.decode()
    assert Entity.objects.filter(name=NAME).count() == 0
    for n in range(2):
        assert client.post(url, form(event, n, **new)).status_code == 302
    answer = client.post(url, form(event, 7, **new))
    assert "Zgłoszono już: 2. Z tego formularza trzeba usunąć: 1" in answer.content.decode()
    # Staff may go above it; the page of decisions says so.
    staff = Client()
    staff.force_login(cast.animator)
    assert "Jest ich tu więcej" not in staff.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/decyzje/").content.decode()
    key = {"form_key": "a" * 9, "first_name": "Ewa", "last_name": "Kos", "role": "participant"}
    staff.post(f"/panel/wydarzenia/{event.pk}/zgloszenia/nowe/", key | {"entity": NAME, "entity-kind": kind.pk})
    page = staff.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/decyzje/").content.decode()
    assert f'{NAME}: <b class="n">3</b>' in page


def test_a_long_name_is_refused_and_never_cut(client: Client, event: Event) -> None:
    url = f"/wydarzenia/{event.slug}/zgloszenie/"
    page = client.get(url).content.decode()
    for field in ("new_name", "first_name", "function", "osoba-0-function"):
        drawn = page.partition(f'name="{field}"')[2].partition(">")[0]
        assert "maxlength" not in drawn, field
    kind, county = EntityKindFactory(), CountyFactory()
    new = {"new_kind": kind.pk, "new_county": county.pk}
    assert client.post(url, form(event, new_name="Ż" * 251, **new)).status_code == 422
    sent = form(event, new_name="Ż" * 250, function="d" * 150, **new)
    assert client.post(url, sent).status_code == 302
    one = Participant.objects.get()
    assert (one.entity and one.entity.name, one.function) == ("Ż" * 250, "d" * 150)
