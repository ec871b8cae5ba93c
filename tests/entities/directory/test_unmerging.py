"""A merger of entities is undone by one act: everything is as before, except what was changed since."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from common.auditlog.models import AuditEntry
from common.extension_points import PERSONAL_DATA, Subject
from common.outbox.models import OutboxMail
from entities.directory.extension_points import ENTITY_LINKS
from entities.directory.merging import merge_entities
from entities.directory.models import Entity, EntityMerger, OfferedService
from entities.directory.services import keep_activities, keep_status
from entities.directory.unmerging import UndoRefused, undo_merger
from entities.memberships.models import Membership
from events.catalogue.models import EventEntity
from partnerships.agreements.models import PartnershipMember
from partnerships.agreements.services import recount
from tests import factories as made
from tests.load.web import all_at_once
from tests.security.naming import Snapshot, snapshot

pytestmark = pytest.mark.django_db
# What a merger writes anew and its undoing too: the log, mails, the search, versions of pages, days of counting.
ANEW = {
    "common.AuditEntry", "common.OutboxMail", "common.PageVersion", "common.SearchEntry", "common.SearchNear",
    "common.SearchWord", "entities.EntityMerger", "events.FigureSnapshot",
}  # fmt: skip
MOVING = {"updated_at", "page_version"}


def standing() -> Snapshot:
    """Every row of the database but those; without the moment and number of the last change."""
    return {
        key: {name: value for name, value in row.items() if name not in MOVING}
        for key, row in snapshot().items()
        if key[0] not in ANEW
    }


def differences(before: Snapshot, after: Snapshot) -> dict[Any, Any]:
    keys = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    return {
        key: {name: (a, b) for name in before[key] if (a := before[key][name]) != (b := after[key][name])}
        if key in before and key in after
        else ("gone" if key in before else "new")
        for key in sorted(keys)
    }


@pytest.fixture
def pair(cast) -> tuple[Entity, Entity]:
    """(goes, stays), with a row of every kind that names an entity on the first, and twins on the second."""
    county = cast.centre.counties.get()
    image = made.StoredImageFactory(ready=True)
    told = {
        "email": "biuro@lipa.example",
        "phone": "+48338451230",
        "nip": "1234563218",
        "logo": image,
        "brand": "Kasztan",
    }
    goes = made.EntityFactory(published=True, name="Lipa druga", county=county, **told)
    stays = made.EntityFactory(published=True, name="Lipa", county=county)
    third = made.EntityFactory(published=True, name="Trzecia")
    made.EntityFactory(published=True, operator=goes)
    made.EntityFactory(state="merged", merged_into=goes)
    goes.founders.add(third), third.founders.add(goes), stays.founders.add(third)
    user = made.UserFactory()
    event, partnership = made.EventFactory(published=True), made.LocalPartnershipFactory(published=True)
    article, project = made.ArticleFactory(), made.FundingProjectFactory()
    category = made.ServiceCategoryFactory()
    for one, more in ((goes, True), (stays, False)):
        made.MembershipFactory(entity=one, user=user, owner=more)
        made.ClaimFactory(entity=one, user=made.UserFactory() if more else user)
        made.InvitationFactory(entity=one, email="nowa@lipa.example")
        made.EnterpriseStatusFactory(entity=one, decided_on="2024-01-02", decision_number="PS.1")
        made.OfferedServiceFactory(entity=one, category=category, title="Obiady")
        made.ServiceBundleFactory(entity=one, name="Pakiet")
        made.EntityPhotoFactory(entity=one)
        made.EntityChangeFactory(entity=one, part="dane", state="waiting")
        made.EventEntityFactory(event=event, entity=one, role="presented", note="Kuchnia." if more else "")
        made.ArticleEntityFactory(article=article, entity=one, note="Piecze." if more else "")
        made.ProjectPartnerFactory(project=project, entity=one, role="leader" if more else "partner")
        joined = "2020-01-01" if more else "2022-01-01"
        contact = {"contact_name": "Ala Bąk", "contact_email": "ala@lipa.example"} if more else {}
        made.PartnershipMemberFactory(partnership=partnership, entity=one, joined_on=joined, **contact)
    made.MembershipFactory(entity=goes)
    made.OfferedServiceFactory(entity=goes, title="Torty")
    made.WorkPlanStepFactory(responsible=goes)
    made.SupportCentreFactory(run_by=goes)
    made.StopFactory(host=goes), made.AppearanceFactory(entity=goes)
    made.ParticipantFactory(registration__entity=goes, entity=goes)
    for one in Entity.objects.filter(pk__in=[goes.pk, stays.pk]):
        _counted(one)
    return Entity.objects.get(pk=goes.pk), Entity.objects.get(pk=stays.pk)


def _counted(entity: Entity) -> None:
    """Columns counted from other rows, as the services keep them."""
    keep_status(entity)
    keep_activities([entity.pk])
    recount([entity.pk])


@pytest.fixture
def coordinator(cast, client: Client) -> Client:
    client.force_login(cast.coordinator)
    return client


def merge(client: Client, goes: Entity, stays: Entity) -> None:
    address = reverse("panel:entity-merge", args=[goes.pk])
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(f"{address}?do={stays.pk}").content.decode())[1]
    assert client.post(address, {"do": stays.pk, "seen": seen}).status_code == 302
    goes.refresh_from_db()
    assert goes.merged_into == stays


def undo_of(goes: Entity, stays: Entity) -> str:
    return reverse("panel:entity-unmerge", args=[stays.pk, goes.pk])


def test_everything_is_as_before_the_merger(coordinator, pair):
    goes, stays = pair
    assert {link.column for link in ENTITY_LINKS if not link.count(goes.pk)} == set(), "give the pair such a row"
    before = standing()
    merge(coordinator, goes, stays)
    assert {link.column: link.count(goes.pk) for link in ENTITY_LINKS if link.count(goes.pk)} == {}
    kept = str(EntityMerger.objects.get().kept)
    assert [kept.count(told) for told in (goes.email, goes.phone, goes.brand)] == [0, 0, 0]
    page = coordinator.get(reverse("panel:entity", args=[stays.pk])).content.decode()
    assert page.count(undo_of(goes, stays)) == 1
    assert coordinator.get(undo_of(goes, stays)).status_code == 200
    assert coordinator.post(undo_of(goes, stays)).status_code == 302
    assert differences(before, standing()) == {}
    assert not EntityMerger.objects.exists()
    verbs = AuditEntry.objects.filter(object_type="entities.entity", object_id=stays.pk, verb__endswith="merge")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == ["entity.merge", "entity.unmerge"]


def test_what_was_changed_since_stays_and_the_page_says_so(coordinator, pair):
    goes, stays = pair
    merge(coordinator, goes, stays)
    Entity.objects.filter(pk=stays.pk).update(email="nowe@lipa.example")
    OfferedService.objects.filter(entity=stays, title="Torty").delete()
    EventEntity.objects.filter(entity=stays).update(note="Inna.")
    came = made.OfferedServiceFactory(entity=stays, title="Nowość")
    page = coordinator.get(undo_of(goes, stays)).content.decode()
    lines = re.findall(r"<li>([^<]*)</li>", page[page.index('id="stays"') :])
    assert lines == [
        "Co po scaleniu dopisano do wpisu Lipa, zostaje przy nim: nie wiadomo, o który z wpisów chodziło.",
        "Usługi: zmieniono lub usunięto po scaleniu (1)",
        "Adres e-mail (Lipa): zmieniono po scaleniu, zostaje to, co jest teraz",
        "Co tam robił (role w wydarzeniach): zmieniono po scaleniu, zostaje to, co jest teraz",
    ]
    assert coordinator.post(undo_of(goes, stays)).status_code == 302
    stays.refresh_from_db(), goes.refresh_from_db(), came.refresh_from_db()
    assert (stays.email, stays.phone, goes.state, came.entity_id) == ("nowe@lipa.example", "", "published", stays.pk)
    assert EventEntity.objects.get(entity=stays).note == "Inna."
    assert EventEntity.objects.get(entity=goes).note == "Kuchnia."


def test_a_row_whose_record_is_gone_does_not_come_back(coordinator, pair):
    goes, stays = pair
    merge(coordinator, goes, stays)
    EventEntity.objects.get(entity=stays).event.delete()
    assert "nie wracają" in coordinator.get(undo_of(goes, stays)).content.decode()
    assert coordinator.post(undo_of(goes, stays)).status_code == 302
    assert not EventEntity.objects.filter(entity=goes).exists()


def test_the_old_address_leads_to_its_own_record_again(coordinator, pair):
    goes, stays = pair
    address = reverse("entities:entity", args=[goes.slug])
    merge(coordinator, goes, stays)
    assert Client().get(address)["Location"] == reverse("entities:entity", args=[stays.slug])
    coordinator.post(undo_of(goes, stays))
    assert Client().get(address).status_code == 200


def test_a_merger_is_undone_once_and_not_after_thirty_days(coordinator, pair, time_machine):
    goes, stays = pair
    merge(coordinator, goes, stays)
    time_machine.move_to(timezone.now() + timedelta(days=30, minutes=1))
    coordinator.force_login(User.objects.get(role="administrator"))
    answers = [ask(undo_of(goes, stays)).status_code for ask in (coordinator.get, coordinator.post)]
    assert answers == [404, 404]
    with pytest.raises(UndoRefused, check=lambda refused: refused.reason == "gone"):
        undo_merger(source_id=goes.pk, target_id=stays.pk, by=None)
    sweep()
    assert not EntityMerger.objects.exists()


def sweep() -> None:
    for source in PERSONAL_DATA:
        if source.key == "entity-mergers":
            source.retain(timezone.localdate())


def test_the_last_merger_is_undone_first(coordinator, pair, cast):
    goes, stays = pair
    last = made.EntityFactory(published=True, name="Ostatnia", county=goes.county)
    before = standing()
    merge(coordinator, goes, stays)
    merge(coordinator, stays, last)
    with pytest.raises(UndoRefused, check=lambda refused: refused.reason == "later"):
        undo_merger(source_id=goes.pk, target_id=stays.pk, by=None)
    assert coordinator.post(undo_of(stays, last)).status_code == 302
    assert coordinator.post(undo_of(goes, stays)).status_code == 302
    assert differences(before, standing()) == {}


def test_strangers_find_nothing_and_other_counties_decide_for_themselves(coordinator, pair, cast, client):
    goes, stays = pair
    merge(coordinator, goes, stays)
    answers = {}
    for name in ("participant", "entity_owner", "animator", "editor", "other_coordinator", "rops_coordinator"):
        client.force_login(getattr(cast, name))
        answers[name] = (client.get(undo_of(goes, stays)).status_code, client.post(undo_of(stays, goes)).status_code)
    assert answers == {
        "participant": (404, 404), "entity_owner": (404, 404), "animator": (403, 404), "editor": (403, 404),
        "other_coordinator": (403, 404), "rops_coordinator": (200, 404),
    }  # fmt: skip
    client.force_login(cast.coordinator)
    assert client.get(undo_of(goes, cast.entity)).status_code in (403, 404)
    goes.refresh_from_db()
    assert goes.state == "merged"


def test_who_was_erased_does_not_come_back(pair):
    goes, stays = pair
    merge_entities(source_id=goes.pk, target_id=stays.pk, by=None)
    kept = EntityMerger.objects.get().kept["gone"]
    assert [len(kept[label]) for label in ("partnerships.PartnershipMember", "entities.Membership")] == [1, 1]
    user = User.objects.get(pk=kept["entities.Membership"][0]["user_id"])
    mergers = next(source for source in PERSONAL_DATA if source.key == "entity-mergers")
    for subject, rows in (
        (Subject(email="ala@lipa.example", names=frozenset({"Ala Bąk"})), 1),
        (Subject(email=user.email, keys=frozenset({user.key})), 1),
        (Subject(email="nowa@lipa.example"), 1),
    ):
        assert sum(len(lines) for told in mergers.export(subject) for lines in told["rows"].values()) == rows
        assert (mergers.erase(subject), mergers.export(subject)) == (rows, [])
    undo_merger(source_id=goes.pk, target_id=stays.pk, by=None)
    assert not Membership.objects.filter(entity=goes, user=user).exists()
    assert not PartnershipMember.objects.filter(contact_email="ala@lipa.example").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_undo_at_once_one_does(pair):
    goes, stays = pair
    merge_entities(source_id=goes.pk, target_id=stays.pk, by=None)

    def undo() -> str:
        try:
            undo_merger(source_id=goes.pk, target_id=stays.pk, by=None)
        except UndoRefused as refused:
            return refused.reason
        return "undone"

    assert sorted(all_at_once([undo, undo])) == ["gone", "undone"]
    assert AuditEntry.objects.filter(verb="entity.unmerge").count() == 1


@pytest.mark.django_db(transaction=True)
def test_undoing_and_merging_on_at_once_leaves_one_whole(pair):
    goes, stays = pair
    third = made.EntityFactory(published=True)
    merge_entities(source_id=goes.pk, target_id=stays.pk, by=None)

    def undo() -> str:
        try:
            undo_merger(source_id=goes.pk, target_id=stays.pk, by=None)
        except UndoRefused as refused:
            return refused.reason
        return "undone"

    def merge_on() -> str:
        merge_entities(source_id=stays.pk, target_id=third.pk, by=None)
        return "merged"

    first, second = all_at_once([undo, merge_on])
    assert (first in ("undone", "later"), second) == (True, "merged")
    goes.refresh_from_db()
    assert (goes.merged_into_id, goes.state) == ((None, "published") if first == "undone" else (third.pk, "merged"))


def test_who_keeps_either_page_is_told_that_the_merger_was_undone(coordinator, cast):
    county = cast.centre.counties.get()
    goes, stays = (made.EntityFactory(published=True, name=name, county=county) for name in ("Lipa druga", "Lipa"))
    hers = made.MembershipFactory(entity=goes, user__email="lipowa@example.org", user__first_name="Ola")
    made.MembershipFactory(entity=stays, owner=True, user__email="szefowa@example.org")
    made.MembershipFactory(entity=stays, user__email="pomoc@example.org")  # about people owners alone are told
    merge(coordinator, goes, stays)
    OutboxMail.objects.all().delete()
    coordinator.post(undo_of(goes, stays))
    told = {mail.to: mail for mail in OutboxMail.objects.filter(template="entity_people")}
    assert sorted(told) == ["lipowa@example.org", "szefowa@example.org"]
    assert {mail.subject for mail in told.values()} == {"Znowu dwa wpisy: Lipa druga"}
    assert f"/konto/podmioty/{goes.pk}/osoby/" in told["lipowa@example.org"].text
    assert f"/konto/podmioty/{stays.pk}/osoby/" in told["szefowa@example.org"].text
    assert all(hers.user.email in mail.text for mail in told.values())


def test_nobody_is_mailed_where_nobody_keeps_the_page_that_is_itself_again(coordinator, cast):
    county = cast.centre.counties.get()
    goes, stays = (made.EntityFactory(published=True, name=name, county=county) for name in ("Lipa druga", "Lipa"))
    made.MembershipFactory(entity=stays, owner=True)
    merge(coordinator, goes, stays)
    coordinator.post(undo_of(goes, stays))
    assert OutboxMail.objects.count() == 0
