"""Two records of one organisation become one: what follows, what is kept, what is refused."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from common.auditlog.models import AuditEntry
from common.outbox.models import OutboxMail
from common.search.queries import search
from entities.directory.extension_points import ENTITY_LINKS
from entities.directory.merging import MergeRefused, merge_entities
from entities.directory.models import EnterpriseStatus, Entity, EntityPhoto, OfferedService, ServiceBundle
from entities.directory.services import grant_status, publish_entity, update_entity
from entities.memberships.models import Claim, Membership
from entities.memberships.services import propose_own_entity
from events.catalogue.models import EventEntity
from partnerships.agreements.models import PartnershipMember
from partnerships.agreements.services import add_member
from tests.factories import (
    ArticleEntityFactory,
    ArticleFactory,
    ClaimFactory,
    EntityFactory,
    EntityPhotoFactory,
    EventEntityFactory,
    EventFactory,
    InvitationFactory,
    LocalPartnershipFactory,
    MembershipFactory,
    OfferedServiceFactory,
    ParticipantFactory,
    ProjectPartnerFactory,
    ServiceBundleFactory,
    StopFactory,
    UserFactory,
)
from tests.load.web import all_at_once

pytestmark = pytest.mark.django_db


def published(name: str, **fields: object) -> Entity:
    entity = EntityFactory(name=name, **fields)
    return publish_entity(entity_id=entity.pk, by=None)


def test_every_foreign_key_to_an_entity_has_somebody_who_moves_it():
    """Forgotten, its rows would stay with the record that is gone. Register a LinkedRows at ENTITY_LINKS."""
    naming = {
        f"{field.related_model._meta.label}.{field.field.name}"
        for field in Entity._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete and not field.many_to_many
    }
    # What undoes a merger belongs to the record that went.
    assert naming == {link.column for link in ENTITY_LINKS} | {"entities.EntityMerger.source"}


def test_everything_linked_follows_and_the_counts_too():
    stays, goes = published("Makowianka"), published("Spółdzielnia Makowianka", nip="1234563218", phone="+48338451230")
    other = published("CIS Zawoja", operator=goes)
    partnership = LocalPartnershipFactory(published=True)
    for entity in (stays, goes):
        add_member(partnership_id=partnership.pk, entity=entity, by=None, joined_on=date(2020, 1, entity.pk % 28 + 1))
    event = EventFactory(published=True)
    for entity, note in ((stays, ""), (goes, "Pokazali kuchnię.")):
        EventEntityFactory(event=event, entity=entity, role="presented", note=note)
    participant = ParticipantFactory(registration__entity=goes, entity=goes)
    stop, partner, article = StopFactory(host=goes), ProjectPartnerFactory(entity=goes), ArticleFactory()
    ArticleEntityFactory(article=article, entity=goes)
    other.founders.add(goes)
    stays.founders.add(goes)
    for made in (OfferedServiceFactory, EntityPhotoFactory, ServiceBundleFactory):
        made(entity=stays), made(entity=goes)
    grant_status(entity_id=goes.pk, by=None, basis="art. 4", decided_on=date(2024, 1, 2))
    counted = {link.column: link.count(goes.pk) for link in ENTITY_LINKS}

    merge_entities(source_id=goes.pk, target_id=stays.pk, by=None)

    assert sum(counted.values()) >= 14
    assert {link.column: link.count(goes.pk) for link in ENTITY_LINKS if link.count(goes.pk)} == {}
    stays.refresh_from_db()
    other.refresh_from_db()
    assert (stays.nip, stays.phone, stays.enterprise_from) == ("1234563218", "+48338451230", date(2024, 1, 2))
    assert stays.partnership_count == PartnershipMember.objects.filter(entity=stays).count() == 1
    assert other.operator == stays
    assert [one.pk for one in other.founders.all()] == [stays.pk]
    assert [one.pk for one in stays.founders.all()] == []
    assert [row.note for row in EventEntity.objects.filter(event=event)] == ["Pokazali kuchnię."]
    for model in (OfferedService, EntityPhoto, ServiceBundle):
        assert model.objects.filter(entity=stays).count() == 2
    for row in (participant, participant.registration, partner):
        row.refresh_from_db()
        assert row.entity == stays
    stop.refresh_from_db()
    assert stop.host == stays
    assert [one.pk for one in article.entities.all()] == [stays.pk]
    assert EnterpriseStatus.objects.get().entity == stays


def test_people_keep_the_page_that_stays_each_once_and_owners_own_it():
    stays, goes = published("Lipa"), published("Lipa druga")
    both = UserFactory()
    MembershipFactory(entity=stays, user=both)
    MembershipFactory(entity=goes, user=both, owner=True)
    chief = MembershipFactory(entity=stays, owner=True).user
    comes = MembershipFactory(entity=goes).user
    claim = ClaimFactory(entity=stays)
    ClaimFactory(entity=goes, user=claim.user)
    InvitationFactory(entity=goes)
    merge_entities(source_id=goes.pk, target_id=stays.pk, by=None)
    people = {(both.pk, "owner"), (chief.pk, "owner"), (comes.pk, "member")}
    assert set(stays.memberships.values_list("user", "role")) == people
    assert Membership.objects.count() == len(people)
    assert (stays.claims.count(), stays.invitations.count()) == (1, 1)
    # The owners hear of both, and the history knows it.
    acts = AuditEntry.objects.filter(verb__startswith="entity.member_", object_id=stays.pk).order_by("pk")
    assert [(act.verb, act.after["user"]) for act in acts] == [
        ("entity.member_role", both.pk),
        ("entity.member_joined", comes.pk),
    ]
    told = OutboxMail.objects.filter(key__startswith="entity-people:")
    assert sorted(told.values_list("to", flat=True)) == sorted([chief.email, both.email, chief.email, comes.email])


def test_who_kept_a_record_never_public_only_asks_for_the_one_that_has_owners(cast):
    stays, stranger = published("Spółdzielnia Świetlik"), UserFactory(first_name="Ewa", last_name="Obca")
    chief, both = MembershipFactory(entity=stays, owner=True).user, MembershipFactory(entity=stays).user
    goes = propose_own_entity(user=stranger, name="Swietlik", kind=stays.kind, county=stays.county)
    MembershipFactory(entity=goes, user=both, owner=True)
    invited = InvitationFactory(entity=goes, role="owner")
    Entity.objects.filter(pk=stays.pk).update(email="")
    Entity.objects.filter(pk=goes.pk).update(email="obca@example.org")
    client = Client()
    client.force_login(cast.coordinator)
    address = reverse("panel:entity-merge", args=[goes.pk])

    answer = client.get(f"{address}?do={stays.pk}")
    page = answer.content.decode()
    for line in (
        f"Ewa Obca ({stranger.email}), właściciel – nie przejmie strony",
        "właściciel – już się nią opiekuje",
        f"{invited.email}, właściciel – link przestanie działać",
    ):
        assert line in page, line
    assert client.post(address, {"do": stays.pk, "seen": answer.context["moving"].sign}).status_code == 302

    rows = Membership.objects.filter(entity__in=[stays, goes])
    assert set(rows.values_list("user", "entity", "role")) == {
        (chief.pk, stays.pk, "owner"),
        (both.pk, stays.pk, "member"),
    }
    invited.refresh_from_db()
    assert invited.withdrawn_at
    assert not Entity.objects.get(pk=stays.pk).email  # by it the page could be claimed
    claim = Claim.objects.get()
    assert (claim.entity, claim.user, claim.way, claim.state) == (stays, stranger, "staff", "waiting")
    assert "„Swietlik”" in claim.reason
    act = AuditEntry.objects.get(verb="entity.claimed")
    assert (act.object_id, act.actor_id, act.after["user"]) == (stays.pk, cast.coordinator.pk, stranger.pk)
    letters = {mail.to: mail.text for mail in OutboxMail.objects.filter(key__startswith=f"entity-people:{act.pk}:")}
    assert letters.keys() == {chief.email, stranger.email}
    assert "Ta osoba nie opiekuje się stroną podmiotu" in letters[chief.email]
    assert "zdecyduje, czy przejmiesz ją także Ty" in letters[stranger.email]
    assert "Swietlik" in client.get(reverse("panel:entity-claims")).content.decode()


def test_old_addresses_lead_to_the_one_that_stays_and_the_search_knows_only_it(client):
    stays, goes = published("Bursztyn"), published("Jantar")
    first = goes.slug
    update_entity(entity_id=goes.pk, by=None, name="Jantarek")
    earlier = published("Jantarowa")
    merge_entities(source_id=earlier.pk, target_id=goes.pk, by=None)
    merge_entities(source_id=goes.pk, target_id=stays.pk, by=None)
    for slug in (first, "jantarek", earlier.slug):
        answer = client.get(f"/podmioty/{slug}/")
        assert (answer.status_code, answer["Location"]) == (301, f"/podmioty/{stays.slug}/")
    assert search("jantarek", "pl").total == 0
    assert search("bursztyn", "pl").total == 1


def test_a_merger_that_cannot_be_is_refused():
    hidden, public = EntityFactory(), published("Widoczna")
    for source, target, why in ((public, public, "same"), (public, hidden, "hidden")):
        with pytest.raises(MergeRefused) as refused:
            merge_entities(source_id=source.pk, target_id=target.pk, by=None)
        assert refused.value.reason == why
    merge_entities(source_id=hidden.pk, target_id=public.pk, by=None)
    with pytest.raises(MergeRefused, check=lambda refused: refused.reason == "gone"):
        merge_entities(source_id=hidden.pk, target_id=public.pk, by=None)


def test_staff_see_what_would_move_before_it_moves(cast):
    client = Client()
    client.force_login(cast.coordinator)
    stays = published("Spółdzielnia Świetlik", county=cast.entity.county)
    goes = published("Swietlik", county=cast.entity.county, email="biuro@swietlik.example")
    EventEntityFactory(entity=goes)
    address = reverse("panel:entity-merge", args=[goes.pk])
    assert f"?do={stays.pk}" in client.get(address).content.decode()
    answer = client.post(address, {"other": "Spółdzielnia Świetlik"})
    picked, seen = answer.content.decode(), answer.context["moving"].sign
    for text in ("Role w wydarzeniach: <b>1</b>", "biuro@swietlik.example", f'name="do" value="{stays.pk}"'):
        assert text in picked
    assert EventEntity.objects.get().entity == goes
    # Who did not look, or looked before something was added, is shown what would move, and nothing does.
    EventEntityFactory(entity=goes)
    for stale in ({}, {"seen": ""}, {"seen": seen}):
        again = client.post(address, {"do": stays.pk, **stale})
        assert (again.status_code, again.context["target"]) == (200, stays)
    assert set(EventEntity.objects.values_list("entity", flat=True)) == {goes.pk}
    sign = again.context["moving"].sign
    assert client.post(address, {"do": stays.pk, "seen": sign}).status_code == 302
    assert set(EventEntity.objects.values_list("entity", flat=True)) == {stays.pk}
    assert client.get(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_mergers_at_once_one_happens_and_the_other_is_refused(on_postgres):
    """Each into the other: in one order of locks, so neither waits for the other for ever."""
    if not on_postgres:
        pytest.skip("SQLite lets one writer in at a time")
    one, other = EntityFactory(name="Jedna"), EntityFactory(name="Druga")
    OfferedServiceFactory(entity=one)
    OfferedServiceFactory(entity=other)

    def merge(source: int, target: int) -> str:
        try:
            merge_entities(source_id=source, target_id=target, by=None)
        except MergeRefused as refused:
            return refused.reason
        return "merged"

    said = all_at_once([lambda: merge(one.pk, other.pk), lambda: merge(other.pk, one.pk)])
    assert sorted(said) == ["gone", "merged"]
    stays = Entity.objects.exclude(state="merged").get()
    assert OfferedService.objects.filter(entity=stays).count() == 2
