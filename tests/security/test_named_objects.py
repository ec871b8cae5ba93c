"""A form names another object: only what this person may choose for this act, and what stands there already."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.catalogue.models import Event
from events.registration.invitations.services import VALID
from news.articles.models import Article
from tests.factories import (
    ArticleFactory,
    EntityFactory,
    EventFactory,
    FundingProjectFactory,
    LocalPartnershipFactory,
    PartnershipMemberFactory,
)

pytestmark = pytest.mark.django_db
AGREED = {"contact_name": "Ala Bąk", "contact_email": "ala@spoldzielnia.example", "contact_phone": "+48338451230"}


@pytest.fixture
def animator(cast, client: Client) -> Client:
    client.force_login(cast.animator)
    return client


@pytest.fixture
def foreign(cast) -> dict[str, int]:
    """A project and a partnership of another centre, as a form names them."""
    return {
        "project": FundingProjectFactory(centre=cast.other_centre, published=True).pk,
        "partnership": LocalPartnershipFactory(centre=cast.other_centre, published=True).pk,
    }


def typed(centre: int, **more: object) -> dict[str, object]:
    return {
        "title": "Spotkanie", "kind": "networking", "centre": centre, "starts_on": "2026-12-20",
        "registration_mode": "open", **more,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["project", "partnership"])
def test_nobody_plans_an_event_in_the_project_or_partnership_of_another_centre(name, cast, animator, foreign):
    answer = animator.post(reverse("panel:event-plan"), typed(cast.centre.pk, **{name: foreign[name]}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", ["project", "partnership"])
def test_nobody_moves_an_event_into_the_project_or_partnership_of_another_centre(name, cast, animator, foreign):
    event = EventFactory(centre=cast.centre)
    address = reverse("panel:event-change", args=[event.pk])
    answer = animator.post(address, typed(cast.centre.pk, **{name: foreign[name]}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])
    assert [getattr(Event.objects.get(), f"{key}_id") for key in foreign] == [None, None]


def test_what_stands_there_already_stays_and_is_shown(cast, animator, foreign):
    event = EventFactory(centre=cast.centre, project_id=foreign["project"], partnership_id=foreign["partnership"])
    address = reverse("panel:event-change", args=[event.pk])
    page = animator.get(address).content.decode()
    lists = {name: re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)[0] for name in foreign}
    chosen = {name: re.findall(r'<option (?=[^>]*selected)[^>]*value="([0-9]+)"', lists[name]) for name in foreign}
    assert chosen == {name: [str(key)] for name, key in foreign.items()}
    assert animator.post(address, typed(cast.centre.pk, **foreign)).status_code == 302
    event.refresh_from_db()
    assert {"project": event.project_id, "partnership": event.partnership_id} == foreign


def test_own_projects_and_partnerships_are_chosen(cast, animator):
    own = {
        "project": FundingProjectFactory(centre=cast.centre).pk,
        "partnership": LocalPartnershipFactory(centre=cast.centre).pk,
    }
    assert animator.post(reverse("panel:event-plan"), typed(cast.centre.pk, **own)).status_code == 302
    event = Event.objects.get()
    assert {"project": event.project_id, "partnership": event.partnership_id} == own


def test_who_acts_for_the_region_chooses_in_all_its_centres(cast, client, foreign):
    client.force_login(cast.rops_coordinator)
    assert client.post(reverse("panel:event-plan"), typed(cast.centre.pk, **foreign)).status_code == 302


def test_an_article_is_not_paid_for_by_the_project_of_another_centre(cast, client, foreign):
    article = ArticleFactory(centre=cast.centre)
    client.force_login(cast.editor)
    text = {"title": "Tytuł", "body": "Treść", "category": article.category_id or "", "language": "pl"}
    text |= {"edition": article.edition, "project": foreign["project"]}
    answer = client.post(reverse("panel:article", args=[article.pk]), text)
    assert list(answer.context["form"].errors) == ["project"]
    assert Article.objects.get().project_id is None
    Article.objects.update(project=foreign["project"])
    assert client.post(reverse("panel:article", args=[article.pk]), text).status_code == 302
    assert Article.objects.get().project_id == foreign["project"]


def test_a_copy_does_not_begin_in_the_project_of_another_centre(cast, animator, foreign):
    event = EventFactory(centre=cast.centre, project_id=foreign["project"], partnership_id=foreign["partnership"])
    answer = animator.post(reverse("panel:event-duplicate", args=[event.pk]), {"starts_on": "2027-01-10"}, follow=True)
    copy = Event.objects.exclude(pk=event.pk).get()
    assert (copy.project, copy.partnership) == (None, None)
    assert "Projekt lub partnerstwo innego ośrodka nie przechodzi do kopii." in answer.content.decode()


def test_an_event_is_not_begun_from_the_partnership_of_another_centre(animator, foreign):
    address = reverse("panel:event-plan")
    asked = [str(foreign["partnership"]), "999999", "x", "²", "9" * 5000]
    assert {animator.get(address, {"partnerstwo": value}).status_code for value in asked} == {404}


def test_members_are_invited_by_those_who_keep_their_partnership(cast, animator, foreign, sweep_outbox):
    event = EventFactory(published=True, centre=cast.centre, partnership_id=foreign["partnership"])
    PartnershipMemberFactory(partnership_id=foreign["partnership"], contact_agreed_on="2026-01-01", **AGREED)
    address = reverse("panel:invite-members", args=[event.pk])
    assert (animator.get(address).status_code, animator.post(address).status_code) == (404, 404)
    assert sweep_outbox() == []


def test_an_invitation_shows_and_reaches_only_those_who_agreed(cast, animator, sweep_outbox):
    partnership = LocalPartnershipFactory(published=True, centre=cast.centre)
    event = EventFactory(published=True, centre=cast.centre, partnership=partnership)
    office = EntityFactory(published=True, email="biuro@spoldzielnia.example")
    PartnershipMemberFactory(partnership=partnership, entity=office, **AGREED)
    address = reverse("panel:invite-members", args=[event.pk])
    page = animator.get(address).content.decode()
    assert (page.count(AGREED["contact_email"]), page.count(office.email)) == (0, 1)
    animator.post(address)
    assert [mail.to for mail in sweep_outbox()] == [[office.email]]


def test_the_link_of_an_invitation_shows_no_telephone_and_ends(cast, animator, sweep_outbox, time_machine):
    partnership = LocalPartnershipFactory(published=True, centre=cast.centre)
    event = EventFactory(published=True, centre=cast.centre, partnership=partnership)
    PartnershipMemberFactory(partnership=partnership, contact_agreed_on="2026-01-01", **AGREED)
    animator.post(reverse("panel:invite-members", args=[event.pk]))
    (mail,) = sweep_outbox()
    link = re.search(r"(/wydarzenia/\S+zaproszenie=\S+)", mail.body)[1]
    form = Client().get(link).context["form"]
    assert form.initial.keys() == {"form_key", "entity_query", "first_name", "last_name", "email"}
    Event.objects.update(starts_on="2099-01-01", ends_on="2099-01-01")
    time_machine.move_to(timezone.now() + VALID + timedelta(minutes=1))
    assert Client().get(link).context["form"].initial.keys() == {"form_key"}
