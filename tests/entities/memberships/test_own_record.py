"""An entity's people edit its record: at once, or after a decision; nothing is lost; staff see the difference."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from common.outbox.models import OutboxMail
from entities.directory.models import Entity, EntityChange, EntityPhoto, KeptPicture, OfferedService
from entities.directory.states import EntityState
from entities.memberships.models import Membership
from files.models import StoredImage
from files.states import ImageState
from news.galleries.takedown import take_picture_down
from tests.factories import (
    CountyFactory,
    EntityChangeFactory,
    EntityFactory,
    EntityKindFactory,
    EntityPhotoFactory,
    MembershipFactory,
    MunicipalityFactory,
    OfferedServiceFactory,
    ServiceCategoryFactory,
    UserFactory,
)
from tests.factories.files import picture

pytestmark = pytest.mark.django_db
CHANGES, NEW = "/panel/podmioty/zmiany/", "/konto/podmioty/nowy/"
HIDDEN = re.compile(r'name="was" value="([^"]*)"')


def visitor(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def entity():
    return EntityFactory(
        published=True, name="Makowianka", sort_name="m", nip="1234563218", lead="Szyją.", email="biuro@m.example"
    )


@pytest.fixture
def owner(entity):
    return visitor(MembershipFactory(owner=True, entity=entity, user__email="szefowa@example.org").user)


@pytest.fixture
def member(entity):
    return visitor(MembershipFactory(entity=entity, user__email="jan@example.org", user__first_name="Jan").user)


@pytest.fixture
def staff(cast):
    return visitor(cast.coordinator)


def page(entity, name="change", *args):
    return reverse(f"own:{name}", args=[entity.pk, *args])


def opened(client, url):
    """The form as the page gives it."""
    form = client.get(url).context["form"]
    data = {name: value for name, value in form.initial.items() if value is not None and name in form.fields}
    data |= {name: form[name].value() for name in ("was",)}
    return {name: "" if value is None else value for name, value in data.items() if value is not False}


def save(client, url, was=None, **fields):
    return client.post(url, {**(was or opened(client, url)), **fields})


def decide(staff, act, answer=""):
    change = EntityChange.objects.latest("pk")
    sign = HIDDEN.search(staff.get(CHANGES).content.decode())[1]
    return staff.post(f"{CHANGES}{change.pk}/", {"act": act, "answer": answer, "was": sign}, follow=True)


def letters(to):
    return [mail.subject for mail in OutboxMail.objects.filter(to=to).order_by("pk")]


def test_public_fields_are_live_at_once_and_staff_see_the_difference_and_revert_it(member, owner, staff, entity):
    assert save(member, page(entity), lead="Gotują obiady.", phone="33 845 12 30").status_code == 302
    save(member, page(entity), lead="Gotują.")  # the same person's next step is the same difference
    public = Client().get(f"/podmioty/{entity.slug}/").content.decode()
    assert "Gotują." in public
    text = staff.get(CHANGES).content.decode()
    assert re.search(r"<del>Szyją\.</del>.*<ins>Gotują\.</ins>", text)
    assert "obiady" not in text
    change = EntityChange.objects.get()
    assert change.after == {"lead": "Gotują.", "phone": "+48338451230"}
    assert "Napisz powód" in decide(staff, "revert").content.decode()
    # Another field is changed since by somebody else: it stays.
    save(owner, page(entity), phone="33 845 12 31")
    staff.post(f"{CHANGES}{change.pk}/", {"act": "revert", "answer": "Obelga.", "was": sign(staff, change)})
    entity.refresh_from_db()
    assert (entity.lead, entity.phone) == ("Szyją.", "+48338451231")
    assert letters("jan@example.org") == ["Zmiana cofnięta: Makowianka"]
    assert letters("szefowa@example.org") == ["Zmiana cofnięta: Makowianka"]


def sign(staff, change):
    rows = staff.get(CHANGES).context["rows"]
    return next(row.sign for row in rows if row.change.pk == change.pk)


def test_a_name_a_kind_and_a_number_wait_and_the_old_ones_stay_public(member, staff, entity):
    cis = EntityKindFactory(code="cis-probny", name="centrum próbne")
    EntityFactory(name="Inna", nip="5252344078", published=True)
    fields = {"name": "Makowianka Nowa", "kind": cis.pk, "nip": "525-23-44-078", "lead": "Gotują."}
    assert (
        "czekają na ośrodek"
        in member.post(page(entity), {**opened(member, page(entity)), **fields}, follow=True).content.decode()
    )
    entity.refresh_from_db()
    assert (entity.name, entity.nip, entity.lead) == ("Makowianka", "1234563218", "Gotują.")
    # The form shows what waits; saving it again loses nothing and asks nothing.
    assert opened(member, page(entity))["name"] == "Makowianka Nowa"
    save(member, page(entity), street="Polna 1")
    assert "Makowianka Nowa" in member.get(page(entity, "entity")).content.decode()
    text = staff.get(CHANGES).content.decode()
    assert re.search(r"<del>spółdzielnia socjalna</del>.*<ins>centrum próbne</ins>", text)
    assert ">Inna</a>" in text  # whom it would repeat
    change = EntityChange.objects.get(state="waiting")
    url = f"{CHANGES}{change.pk}/"
    assert "inna" in staff.post(url, {"act": "accept", "was": "old"}, follow=True).content.decode()
    staff.post(url, {"act": "accept", "was": sign(staff, change)})
    entity.refresh_from_db()
    assert (entity.name, entity.kind, entity.nip) == ("Makowianka Nowa", cis, "5252344078")
    assert Client().get("/podmioty/makowianka-nowa/").status_code == 200
    assert letters("jan@example.org") == ["Zmiana przyjęta: Makowianka Nowa"]


def test_a_refusal_has_a_reason_that_goes_by_mail(member, staff, entity):
    save(member, page(entity), name="Cudza nazwa")
    assert EntityChange.objects.get().state == "waiting"
    decide(staff, "refuse")
    assert EntityChange.objects.get().state == "waiting"
    decide(staff, "refuse", "KRS podaje inną nazwę.")
    entity.refresh_from_db()
    assert entity.name == "Makowianka"
    assert "KRS podaje inną nazwę." in OutboxMail.objects.get(to="jan@example.org").text


def test_what_comes_back_to_the_present_value_waits_no_more(member, entity):
    save(member, page(entity), name="Pomyłka")
    save(member, page(entity), name="Makowianka")
    assert EntityChange.objects.get().state == "withdrawn"


def test_two_people_at_one_record_lose_nothing(owner, member, entity):
    first, second = opened(owner, page(entity)), opened(member, page(entity))
    assert save(owner, page(entity), first, lead="Szyją i gotują.", town="Kęty").status_code == 302
    # Another field: both stand.
    assert save(member, page(entity), second, street="Polna 1").status_code == 302
    entity.refresh_from_db()
    assert (entity.lead, entity.town, entity.street) == ("Szyją i gotują.", "Kęty", "Polna 1")
    # The same field: nothing is written, both are shown, and the second press is meant.
    answer = save(member, page(entity), second, lead="Haftują.", street="Polna 1")
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Szyją i gotują." in text
    assert "Haftują." in text
    entity.refresh_from_db()
    assert entity.lead == "Szyją i gotują."
    again = {
        **second,
        "lead": "Haftują i szyją.",
        "street": "Polna 1",
        "town": "Kęty",
        "was": answer.context["form"]["was"].value(),
    }
    assert member.post(page(entity), again).status_code == 302
    entity.refresh_from_db()
    assert entity.lead == "Haftują i szyją."


def test_a_county_and_its_municipality_are_changed_together(owner, member, entity):
    here = MunicipalityFactory(county=entity.county)
    there = CountyFactory(code="1213", name="oświęcimski")
    was = opened(member, page(entity))
    save(owner, page(entity), county=there.pk, municipality="")
    assert save(member, page(entity), was, municipality=here.pk).status_code == 409
    entity.refresh_from_db()
    assert (entity.county, entity.municipality) == (there, None)


def rows(was, **fields):
    return {"act": "save", "was": was, "r-count": "1", "r-seen": "", **{f"r-0-{k}": v for k, v in fields.items()}}


def test_services_are_live_at_once_revertable_and_not_overwritten_blindly(owner, member, staff, entity):
    category = ServiceCategoryFactory()
    OfferedServiceFactory(entity=entity, title="Poprawki", category=category)
    url = page(entity, "part", "uslugi")
    was = owner.get(url).context["was"]
    mine = OfferedService.objects.get().pk
    data = {**rows(was, id=mine, title="Szycie", category=category.pk), "r-seen": str(mine)}
    assert owner.post(url, data).status_code == 302
    stale = member.post(url, {**data, "r-0-title": "Pranie"})
    assert stale.status_code == 409
    assert "Pranie" in stale.content.decode()
    assert OfferedService.objects.get().title == "Szycie"
    text = staff.get(CHANGES).content.decode()
    assert re.search(r"<del>Poprawki.*<ins>Szycie", text, re.DOTALL)
    decide(staff, "revert", "Nie szyją.")
    assert OfferedService.objects.get().title == "Poprawki"
    # Decisions on the status, and founders, are the staff's.
    assert owner.get(page(entity, "part", "status")).status_code == 404


def test_a_photo_of_the_entitys_people_can_be_reverted(owner, staff, entity):
    file = SimpleUploadedFile("kuchnia.jpg", picture(), "image/jpeg")
    owner.post(page(entity, "pictures"), {"act": "photo", "photo-picture": file, "photo-alt": "Kuchnia"})
    assert "Kuchnia" in staff.get(CHANGES).content.decode()
    decide(staff, "revert", "To nie ich kuchnia.")
    assert not EntityPhoto.objects.exists()


@pytest.fixture
def shown(owner, entity):
    """A logo, a photograph with words and another one after it, sent by the entity's people and left by staff."""
    for act, words in (("logo", {}), ("photo", {"photo-alt": "Kuchnia", "photo-caption": "Przy garach"})):
        file = SimpleUploadedFile("obraz.jpg", picture(), "image/jpeg")
        assert owner.post(page(entity, "pictures"), {"act": act, f"{act}-picture": file, **words}).status_code == 302
    EntityPhotoFactory(entity=entity, alt="Sala", position=1)
    EntityChange.objects.all().delete()
    entity.refresh_from_db()
    return EntityPhoto.objects.get(alt="Kuchnia")


def test_a_picture_taken_away_is_not_public_and_comes_back_when_staff_revert(owner, staff, entity, shown):
    logo, image = entity.logo, shown.image
    owner.post(page(entity, "photo", shown.pk), {"act": "drop"})
    owner.post(page(entity, "pictures"), {"act": "drop-logo"})
    entity.refresh_from_db()
    assert entity.logo is None
    assert [photo.alt for photo in EntityPhoto.objects.all()] == ["Sala"]
    for one in (logo, image):
        one.refresh_from_db()
        assert one.state == ImageState.SET_ASIDE
        assert one.original.storage.exists(one.original.name)
    assert "Kuchnia" in staff.get(CHANGES).content.decode()
    decide(staff, "revert", "Zostawcie.")
    entity.refresh_from_db()
    assert entity.logo == logo
    back = EntityPhoto.objects.first()
    assert (back.pk, back.image, back.caption) == (shown.pk, image, "Przy garach")
    logo.refresh_from_db()
    assert logo.state == ImageState.PENDING
    assert not KeptPicture.objects.exists()


def test_a_picture_taken_away_is_gone_for_good_once_staff_have_looked(owner, staff, entity, shown):
    owner.post(page(entity, "photo", shown.pk), {"act": "drop"})
    decide(staff, "seen")
    assert not StoredImage.objects.filter(pk=shown.image_id).exists()
    # Staff themselves need nobody to look.
    staff.post(reverse("panel:entity-pictures", args=[entity.pk]), {"act": "drop-logo"})
    assert not StoredImage.objects.filter(pk=entity.logo_id).exists()


def test_a_picture_that_staff_took_down_comes_back_neither_by_reverting_nor_by_a_second_upload(
    owner, staff, entity, shown
):
    take_picture_down(image=shown.image, keep_original=True, by=None)
    owner.post(page(entity, "photo", shown.pk), {"act": "drop"})
    decide(staff, "revert", "Pomyłka.")
    assert [photo.alt for photo in EntityPhoto.objects.all()] == ["Sala"]
    file = SimpleUploadedFile("znowu.jpg", picture(), "image/jpeg")
    answer = owner.post(page(entity, "pictures"), {"act": "photo", "photo-picture": file, "photo-alt": "Znowu"})
    assert answer.status_code == 422
    assert [photo.alt for photo in EntityPhoto.objects.all()] == ["Sala"]


def test_a_takedown_granted_after_the_removal_holds_when_staff_revert(owner, staff, entity, shown):
    owner.post(page(entity, "photo", shown.pk), {"act": "drop"})
    take_picture_down(image=shown.image, keep_original=True, by=None)
    decide(staff, "revert", "Pomyłka.")
    assert [photo.alt for photo in EntityPhoto.objects.all()] == ["Sala"]
    assert StoredImage.objects.get(pk=shown.image_id).state == ImageState.WITHDRAWN


def test_a_picture_dropped_by_mistake_may_be_sent_again(owner, entity, shown):
    owner.post(page(entity, "pictures"), {"act": "drop-logo"})
    file = SimpleUploadedFile("znak.jpg", picture(), "image/jpeg")
    assert owner.post(page(entity, "pictures"), {"act": "logo", "logo-picture": file}).status_code == 302
    entity.refresh_from_db()
    assert entity.logo is not None


def test_what_a_colleague_did_since_stays_when_a_removed_picture_is_brought_back(owner, member, staff, entity, shown):
    owner.post(page(entity, "photo", shown.pk), {"act": "drop"})
    hall = EntityPhoto.objects.get()
    member.post(page(entity, "photo", hall.pk), {"act": "save", "alt": "Sala szkoleń"})
    removal = EntityChange.objects.order_by("pk").first()
    staff.post(
        f"{CHANGES}{removal.pk}/", {"act": "revert", "answer": "Zostawcie.", "was": sign(staff, removal)}, follow=True
    )
    assert {photo.alt for photo in EntityPhoto.objects.all()} == {"Kuchnia", "Sala szkoleń"}


def test_staff_decide_on_what_they_saw(owner, staff, entity, shown):
    owner.post(page(entity, "pictures"), {"act": "drop-logo"})
    change = EntityChange.objects.get()
    saw = sign(staff, change)
    owner.post(page(entity, "photo", shown.pk), {"act": "drop"})
    text = staff.post(f"{CHANGES}{change.pk}/", {"act": "seen", "was": saw}, follow=True).content.decode()
    assert "Ta zmiana jest już inna" in text
    assert KeptPicture.objects.count() == 2


def test_a_picture_of_a_record_that_is_not_public_goes_at_once(owner, entity, shown):
    Entity.objects.update(state=EntityState.AWAITING)
    owner.post(page(entity, "photo", shown.pk), {"act": "drop"})
    assert not StoredImage.objects.filter(pk=shown.image_id).exists()
    assert not EntityChange.objects.exists()


def test_an_animator_proposes_on_a_public_record(cast, staff, entity):
    animator = visitor(cast.animator)
    url = reverse("panel:entity-change", args=[entity.pk])
    assert save(animator, url, lead="Gotują.").status_code == 302
    assert "czeka na koordynatora" in animator.get(url).content.decode()
    entity.refresh_from_db()
    assert entity.lead == "Szyją."
    assert animator.post(f"{CHANGES}{EntityChange.objects.get().pk}/", {"act": "accept"}).status_code == 403
    decide(staff, "accept")
    entity.refresh_from_db()
    assert entity.lead == "Gotują."


def test_a_new_entity_waits_comes_back_and_is_published_with_mails(client, staff):
    person = UserFactory(email="anna@example.org")
    client.force_login(person)
    told = {"name": "Spółdzielnia Nowa", "kind": EntityKindFactory().pk, "county": CountyFactory().pk, "town": "Kęty"}
    assert client.post(NEW, {**told, "nip": "1"}).status_code == 422
    assert client.post(NEW, told).status_code == 302
    made = Entity.objects.get(name="Spółdzielnia Nowa")
    assert (made.state, Membership.objects.get(user=person).role) == ("awaiting", "owner")
    assert Client().get(f"/podmioty/{made.slug}/").status_code == 404
    assert save(client, page(made), name="Spółdzielnia Nowa Kuchnia").status_code == 302  # not public: at once
    assert "Spółdzielnia Nowa Kuchnia" in staff.get("/panel/podmioty/kolejka/").content.decode()
    move = reverse("panel:entity-move", args=[made.pk])
    staff.post(move, {"act": "return", "note": ""})  # who is told must be told why
    made.refresh_from_db()
    assert made.state == "awaiting"
    staff.post(move, {"act": "return", "note": "Dopiszcie NIP."})
    assert "Dopiszcie NIP." in OutboxMail.objects.get(to="anna@example.org").text
    assert "Wyślij" in client.get(page(made, "entity")).content.decode()
    client.post(page(made, "send"))
    staff.post(move, {"act": "publish"})
    assert letters("anna@example.org")[-1] == "W katalogu: Spółdzielnia Nowa Kuchnia"
    made.refresh_from_db()
    assert Client().get(f"/podmioty/{made.slug}/").status_code == 200


def test_an_existing_record_is_offered_before_a_new_one_and_a_hidden_one_is_not_betrayed(client, entity):
    client.force_login(UserFactory())
    hidden = EntityFactory(name="Ukryta", sort_name="u", nip="5252344078")
    told = {"name": "Zupełnie inna", "kind": EntityKindFactory().pk, "county": CountyFactory().pk, "town": "Kęty"}
    answer = client.post(NEW, {**told, "nip": "123-456-32-18"})
    assert answer.status_code == 422
    assert reverse("own:claim", args=[entity.slug]) in answer.content.decode()
    named = client.post(NEW, {**told, "name": "spółdzielnia socjalna MAKOWIANKA", "county": entity.county_id})
    assert named.status_code == 422
    assert client.post(NEW, {**told, "nip": hidden.nip}).status_code == 302
    assert client.post(NEW, {**told, "name": "Druga", "nip": entity.nip, "is_other": "on"}).status_code == 302


def test_the_queue_takes_as_many_queries_with_thirty_as_with_one(staff, constant_queries):
    def add(n):
        EntityChangeFactory.create_batch(n)
        EntityChangeFactory.create_batch(n, live=True)

    assert constant_queries(staff, CHANGES, add) < 15


@pytest.mark.parametrize("was", ["[1]", '{"name": 5}', "{", "x" * 5000, '{"lead": null}'])
def test_a_broken_sign_of_the_page_breaks_nothing(owner, entity, was):
    url = page(entity)
    assert save(owner, url, {**opened(owner, url), "was": was}, lead="Gotują.").status_code in (302, 409)
