"""Doubles: only an offered pair, both looked at first, undone by one act."""

import pytest
from django.test import Client

from events.catalogue.models import Event
from events.registration.desk.group_mail import same_person
from events.registration.models import Participant, Person
from events.registration.services import NewPerson, Registrant, Terms, register
from tests.factories import EventFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast) -> Event:
    return EventFactory(published=True, centre=cast.centre, capacity=2)


@pytest.fixture
def staff(cast, client: Client) -> Client:
    client.force_login(cast.animator)
    return client


def sign_up(event: Event, name: str, email: str, **more: object) -> Participant:
    first, last = name.split()
    person = NewPerson(first, last, email=email, **more)
    made = register(
        event_id=event.pk, entity=None, registrant=Registrant(first, last, email), people=[person],
        terms=Terms(source="staff"),
    )  # fmt: skip
    return made.participants.get()


def address(row: Participant, tail: str = "") -> str:
    return f"/panel/wydarzenia/{row.event_id}/zgloszenia/{row.pk}/{tail}"


def states(*rows: Participant) -> list[str]:
    return [Participant.objects.get(pk=row.pk).state for row in rows]


def test_two_people_who_are_not_offered_as_doubles_are_never_merged(event, staff):
    one, other = sign_up(event, "Anna Lis", "anna@example.org"), sign_up(event, "Jan Bąk", "jan@example.org")
    elsewhere = sign_up(EventFactory(published=True, centre=event.centre), "Anna Lis", "anna@example.org")
    for drop in (other.pk, elsewhere.pk, one.pk, 0, "x", ""):
        assert staff.post(address(one, "dublet/"), {"drop": drop}).status_code == 404
        assert staff.get(address(one, "dublet/"), {"drop": drop}).status_code == 404
    assert states(one, other, elsewhere) == ["confirmed"] * 3


def test_both_are_looked_at_before_one_of_them_goes(event, staff):
    one, other = (sign_up(event, "Anna Lis", "anna@example.org", function=word) for word in ("prezeska", "wiceprezes"))
    page = staff.get(address(one, "dublet/"), {"drop": other.pk})
    assert [(row.pk, row.function) for row, _words in page.context["both"]] == [
        (one.pk, "prezeska"),
        (other.pk, "wiceprezes"),
    ]
    assert [page.content.decode().count(word) for word in ("prezeska", "wiceprezes")] == [1, 1]
    assert states(one, other) == ["confirmed", "confirmed"]


def test_one_act_brings_back_who_was_no_double(event, staff):
    one = sign_up(event, "Anna Lis", "anna@example.org")
    other = sign_up(event, "Anna Lis", "anna@example.org", needs="dieta")
    person = PersonFactory(first_name="Anna", last_name="Lis", folded_name="anna lis")
    Participant.objects.filter(pk=other.pk).update(person=person)
    waits = sign_up(event, "Jan Bąk", "jan@example.org")
    staff.post(address(one, "dublet/"), {"drop": other.pk})
    assert states(one, other, waits) == ["confirmed", "cancelled", "confirmed"]
    assert Participant.objects.get(pk=one.pk).needs == "dieta"
    assert Person.objects.get(pk=person.pk).merged_into_id == one.person_id
    assert staff.get(address(one)).context["dropped"] == [other]
    staff.post(address(other, "dublet/cofniecie/"))
    staff.post(address(other, "dublet/cofniecie/"))  # pressed twice
    # Who got the place meanwhile keeps it: the one brought back has a place above the capacity.
    assert states(one, other, waits) == ["confirmed"] * 3
    event.refresh_from_db()
    assert (event.taken, event.places_over, event.capacity) == (3, 1, 2)
    assert Participant.objects.get(pk=one.pk).needs == ""
    assert Person.objects.get(pk=person.pk).merged_into_id is None
    assert staff.get(address(one)).context["dropped"] == []


def test_who_gave_the_place_up_is_not_brought_back_by_it(event, staff):
    one = sign_up(event, "Anna Lis", "anna@example.org")
    staff.post(address(one, "rezygnacja/"), {"sure": "1"})
    assert states(one) == ["cancelled"]
    staff.post(address(one, "dublet/cofniecie/"))
    assert states(one) == ["cancelled"]


def test_the_same_person_under_two_records_is_offered_as_a_double(event, staff):
    one, other = sign_up(event, "Anna Lis", "anna@example.org"), sign_up(event, "Anna Lis", "a.lis@example.org")
    assert staff.get(address(one)).context["doubles"] == []
    same_person(ids=[one.person_id, other.person_id], by=None)
    assert staff.get(address(one)).context["doubles"] == [other]


def test_two_people_are_parted_from_either_page_with_those_who_came_along(event, staff):
    older = sign_up(event, "Anna Lis", "anna@example.org")
    younger = sign_up(event, "Anna Lis", "a.lis@example.org")
    came = PersonFactory(first_name="Anna", last_name="Lis", folded_name="anna lis", merged_into=younger.person)
    for page, other in ((younger, older), (older, younger)):
        same_person(ids=[older.person_id, younger.person_id], by=None)
        assert Person.objects.get(pk=came.pk).merged_into_id == older.person_id
        staff.post(address(page, "kto-to/"), {"person": other.person_id, "is": "other"})
        assert Person.objects.get(pk=younger.person_id).merged_into_id is None
        assert Person.objects.get(pk=came.pk).merged_into_id == younger.person_id
