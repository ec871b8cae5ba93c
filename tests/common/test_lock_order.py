"""Services lock rows of several models in one order (docs/MECHANISMS.md), seen in what they ask PostgreSQL.

OWES_WATCH_LOCKS=1 watches every other test too (tests/conftest.py).
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from entities.directory.editing import remove_photo, set_logo
from entities.directory.merging import merge_entities
from entities.directory.models import Entity, EntityChange
from entities.directory.proposing import approve_live, noted, revert_change
from entities.directory.tabs import PICTURES
from entities.directory.unmerging import undo_merger
from events.registration.desk.group_mail import same_person
from events.registration.desk.moving import move_person
from events.registration.services import NewPerson, Registrant, Terms, give_up, register
from news.galleries.takedown import decide_request, take_down_photo
from partnerships.agreements.services import publish_partnership
from tests.factories import (
    EntityFactory,
    EntityPhotoFactory,
    EventFactory,
    GalleryFactory,
    LocalPartnershipFactory,
    ParticipantFactory,
    PartnershipMemberFactory,
    PhotoFactory,
    StoredImageFactory,
    TakedownRequestFactory,
    UserFactory,
)
from tests.lock_order import locks_watched

pytestmark = pytest.mark.django_db


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
    return lambda: take_down_photo(photo_id=photo.pk, keep_original=True, by=None)


def request_granted() -> Callable[[], Any]:
    request = TakedownRequestFactory(photo=PhotoFactory(gallery=GalleryFactory(published=True)))
    return lambda: decide_request(request_id=request.pk, hide=True, by=None)


def partnership_out() -> Callable[[], Any]:
    row = PartnershipMemberFactory(partnership=LocalPartnershipFactory())
    return lambda: publish_partnership(partnership_id=row.partnership_id, by=None)


def merger_undone() -> Callable[[], Any]:
    merger()()
    goes = Entity.objects.get(state="merged")
    return lambda: undo_merger(source_id=goes.pk, target_id=goes.merged_into_id, by=None)


def logo_changed() -> Callable[[], Any]:
    entity = EntityFactory(published=True, logo=StoredImageFactory(ready=True))
    return lambda: set_logo(entity_id=entity.pk, image=None, by=None)


def entity_photo_gone() -> Callable[[], Any]:
    photo = EntityPhotoFactory(entity=EntityFactory(published=True))
    return lambda: remove_photo(entity_id=photo.entity_id, photo_id=photo.pk, by=None)


def _taken_away() -> EntityChange:
    """The entity's people took a photograph off their page."""
    photo, by = EntityPhotoFactory(entity=EntityFactory(published=True)), UserFactory().pk
    told = {"entity_id": photo.entity_id, "by": by}
    noted(part=PICTURES, act=lambda: remove_photo(photo_id=photo.pk, keep=True, **told), **told)
    return EntityChange.objects.get()


def photo_noted() -> Callable[[], Any]:
    return _taken_away


def pictures_reverted() -> Callable[[], Any]:
    change, by = _taken_away(), UserFactory().pk
    return lambda: revert_change(change_id=change.pk, by=by, answer="Zostaje.")


def pictures_approved() -> Callable[[], Any]:
    change, by = _taken_away(), UserFactory().pk
    return lambda: approve_live(change_id=change.pk, by=by)


ACTS = (
    merger,
    merger_undone,
    logo_changed,
    entity_photo_gone,
    photo_noted,
    pictures_reverted,
    pictures_approved,
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
    do = act()
    with locks_watched(monkeypatch) as found:
        do()
    assert found == []
