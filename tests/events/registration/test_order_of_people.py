"""Every list of people stands in one order: by the surname, and only among equal surnames by the first name."""

import random
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from common.text.folding import SORT_KEY_LENGTH, person_sort_key
from events.attendance.paper import parts_of
from events.attendance.services import check_in, complete_event, open_sessions
from events.registration.exports import table
from events.registration.models import Participant
from events.registration.panel_filters import RegistrationFilters
from events.registration.person_details import Registrant
from events.registration.services import NewPerson, Terms, register
from tests.factories import EventFactory

# (surname, first name), in the order in which a Polish list has them.
ORDER = [
    ("Abramek", "Żaneta"),
    ("Ćwik", "Świętosława"),
    ("Ćwik", "Żaneta"),
    ("Ćwik-Wiśniewska", "Katarzyna"),
    ("Ćwikła", "Adam"),
    ("Dąbrowska", "Maria"),
    ("Dąbrowska-Łuczak", "Anna"),
    ("Dąbrowska Nowak", "Anna"),
    ("Lis", "Łukasz"),
    ("Łoś", "Ala"),
    ("van der Berg", "Jan"),
    ("Zając", "Ewa"),
    ("Źrebiec", "Ola"),
    ("Żak", "Iga"),
]


@pytest.mark.parametrize("seed", range(5))
def test_the_key_is_two_keys(seed: int) -> None:
    shuffled = random.Random(seed).sample(ORDER, len(ORDER))
    assert sorted(shuffled, key=lambda name: person_sort_key(*name)) == ORDER


@pytest.mark.parametrize(("last", "first"), [("", ""), ("x" * 100, "y" * 100), ("", "Ola"), ("Ωμέγα", "🙂")])
def test_a_key_fits_its_column_and_is_plain(last: str, first: str) -> None:
    key = person_sort_key(last, first)
    assert len(key) <= 2 * SORT_KEY_LENGTH == Participant._meta.get_field("sort_name").max_length
    assert bool(key) == bool(last or first)
    assert key == "" or (key.isascii() and key.isalnum() and key == key.lower())


@pytest.fixture
def event(cast, db):
    """A training of today, to which all of ORDER came, registered in another order."""
    event = EventFactory(published=True, centre=cast.centre, kind="training", starts_on=timezone.localdate())
    for last, first in random.Random(3).sample(ORDER, len(ORDER)):
        register(
            event_id=event.pk,
            entity=None,
            registrant=Registrant(first, last, f"{person_sort_key(last, first)[:40]}@example.org"),
            people=[NewPerson(first_name=first, last_name=last)],
            terms=Terms(source="staff", by=cast.animator.pk),
        )
    return event


def names_in(html: str) -> list[tuple[str, str]]:
    """The people of ORDER in the order in which they stand in the page, however their name is written, each once."""
    text = re.sub(r"\s*<[^>]+>\s*", "|", html)
    found = {}
    for last, first in ORDER:
        places = [text.find(f"|{name}|") for name in (f"{first} {last}", f"{last} {first}")]
        found[last, first] = min((place for place in places if place >= 0), default=-1)
    assert -1 not in found.values(), found
    return sorted(found, key=lambda name: found[name])


def test_every_page_and_paper_has_the_same_order(event, client, cast) -> None:
    session = open_sessions(event_id=event.pk)[0]
    client.force_login(cast.coordinator)
    home = f"/panel/wydarzenia/{event.pk}"
    for page in (f"{home}/zgloszenia/", f"{home}/obecnosc/{session.pk}/", f"{home}/obecnosc/papier/"):
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert names_in(answer.content.decode()) == ORDER, page
    assert [(one.last_name, one.first_name) for part in parts_of(event) for one in part.people] == ORDER
    assert [tuple(row[:2]) for row in table(RegistrationFilters({}, event))[1:]] == ORDER
    for one in event.participants.all():
        check_in(participant_id=one.pk, session_id=session.pk, by=None)
    complete_event(event_id=event.pk, by=None)
    certificates = client.get(f"{home}/zaswiadczenia/").content.decode()
    assert names_in(certificates) == ORDER


def test_who_is_renamed_moves_to_the_new_place(event, client) -> None:
    event.starts_on = event.ends_on = timezone.localdate() + timedelta(days=9)
    event.save()
    one = event.participants.get(last_name="Żak")
    sent = {"first_name": "Iga", "last_name": "Ćwik", "function": "", "email": "", "change": "correct"}
    answer = client.post(f"/zgloszenie/{one.registration.token}/osoba/{one.pk}/", sent)
    assert answer.status_code == 302
    people = event.participants.order_by("sort_name")
    assert [(one.last_name, one.first_name) for one in people][1:4] == [
        ("Ćwik", "Iga"),
        ("Ćwik", "Świętosława"),
        ("Ćwik", "Żaneta"),
    ]


def test_colleagues_stand_in_the_same_order() -> None:
    users = [User(last_name=last, first_name=first) for last, first in random.Random(1).sample(ORDER, len(ORDER))]
    assert [(one.last_name, one.first_name) for one in sorted(users, key=lambda one: one.sort_name)] == ORDER
