"""Services lock rows of several models in one order (docs/ARCHITECTURE.md), seen in what they ask PostgreSQL."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from entities.directory.merging import merge_entities
from events.registration.moving import move_person
from events.registration.services import NewPerson, Registrant, Terms, give_up, register
from events.registration.staff import same_person
from news.galleries.takedown import decide_request, take_down
from partnerships.agreements.services import publish_partnership
from tests.factories import (
    EntityFactory,
    EventFactory,
    GalleryFactory,
    LocalPartnershipFactory,
    ParticipantFactory,
    PartnershipMemberFactory,
    PhotoFactory,
    TakedownRequestFactory,
)

pytestmark = pytest.mark.django_db
# Who locks rows of several of these takes them from the left to the right.
ORDER = [
    "accounts.ErasureRequest",
    "files.StoredImage",
    "news.TakedownRequest",
    "news.Article",
    "news.Gallery",
    "partnerships.LocalPartnership",
    "events.Event",
    "entities.Entity",
    "events.Person",
    "events.Session",
    "events.Registration",
    "events.Participant",
]
PLACES = {apps.get_model(label)._meta.db_table: place for place, label in enumerate(ORDER)}
LOCKING = re.compile(r'FROM "(\w+)".*FOR (?:NO KEY )?UPDATE', re.DOTALL)
WRITING = re.compile(r'UPDATE "(\w+)"')


@contextmanager
def watched(found: list[str]) -> Iterator[None]:
    """Gathers in `found` what was locked or written after something that comes later in the order."""
    held: list[str] = []

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        match = LOCKING.search(str(sql)) or WRITING.match(str(sql))
        table = match[1] if match and "SKIP LOCKED" not in str(sql) else ""
        if table in PLACES and table not in held:
            found.extend(f"{table} after {one}" for one in held if PLACES[one] > PLACES[table])
            held.append(table)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look), transaction.atomic():
        yield


def merger() -> Callable[[], Any]:
    one, two = EntityFactory(published=True), EntityFactory(published=True)
    PartnershipMemberFactory(entity=one, partnership=LocalPartnershipFactory(published=True))
    ParticipantFactory(registration__event=EventFactory(published=True), registration__entity=one, entity=one)
    EntityFactory(published=True, operator=one)
    return lambda: merge_entities(source_id=one.pk, target_id=two.pk, by=None)


def registration() -> Callable[[], Any]:
    event, entity = EventFactory(published=True), EntityFactory(published=True)
    return lambda: register(
        event_id=event.pk,
        entity=entity,
        registrant=Registrant("Anna", "Lis", "anna@example.org"),
        people=[NewPerson("Anna", "Lis", email="anna@example.org")],
        terms=Terms(),
    )


def resignation() -> Callable[[], Any]:
    person = ParticipantFactory(registration__event=EventFactory(published=True, taken=1))
    return lambda: give_up(participant_id=person.pk, by=None)


def move() -> Callable[[], Any]:
    person = ParticipantFactory(registration__event=EventFactory(published=True, taken=1))
    other = EventFactory(published=True)
    return lambda: move_person(participant_id=person.pk, to_event_id=other.pk, may_wait=True, by=None)


def one_person() -> Callable[[], Any]:
    ids = [ParticipantFactory().person_id for _ in range(3)]
    return lambda: same_person(ids=ids, by=None)


def photo_down() -> Callable[[], Any]:
    photo = PhotoFactory(gallery=GalleryFactory(published=True))
    return lambda: take_down(photo_id=photo.pk, keep_original=True, by=None)


def request_granted() -> Callable[[], Any]:
    request = TakedownRequestFactory(photo=PhotoFactory(gallery=GalleryFactory(published=True)))
    return lambda: decide_request(request_id=request.pk, hide=True, by=None)


def partnership_out() -> Callable[[], Any]:
    row = PartnershipMemberFactory(partnership=LocalPartnershipFactory())
    return lambda: publish_partnership(partnership_id=row.partnership_id, by=None)


ACTS = (
    merger,
    registration,
    resignation,
    move,
    one_person,
    photo_down,
    request_granted,
    partnership_out,
)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_rows_of_several_models_are_locked_in_one_order(
    act: Callable[[], Callable[[], Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite locks the whole database")
    found: list[str] = []
    do = act()
    # As behind a pooler: a prepared question would only be called by its name.
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    with watched(found):
        do()
    assert found == []
