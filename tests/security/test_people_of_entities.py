"""What no honest page sends to the pages about who keeps an entity, and to the queues of the staff."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from entities.directory.models import Entity, EntityChange
from entities.memberships.models import Claim, Membership
from tests.factories import ClaimFactory, EntityChangeFactory, EntityFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
ODD = ("\x00", "a\x00b" * 200, "<script>alert(1)</script>", "\u202e🧵", "x" * 9000)


def visitor(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_are_refused_or_kept_harmless(odd, cast):
    entity = EntityFactory(published=True, email="biuro@example.org")
    person, staff = visitor(UserFactory(first_name="http://zlo.example/")), visitor(cast.coordinator)
    owner = visitor(MembershipFactory(owner=True, entity=EntityFactory(published=True)).user)
    mine = Membership.objects.latest("pk").entity
    answers = [
        person.post(reverse("own:claim", args=[entity.slug]), {"way": "staff", "reason": odd + " " * 12 + "koniec"}),
        person.post(reverse("own:claim", args=[entity.slug]), {"way": odd}),
        person.post(reverse("own:new"), {"name": odd, "kind": odd, "county": odd, "nip": odd}),
        owner.post(reverse("own:people", args=[mine.pk]), {"email": odd, "role": odd}),
        owner.post(reverse("own:change", args=[mine.pk]), {"name": odd, "was": odd, "kind": mine.kind_id}),
        owner.post(reverse("own:part", args=[mine.pk, "uslugi"]), {"act": odd, "was": odd, "r-count": odd}),
        staff.post(reverse("panel:entity-claim", args=[ClaimFactory().pk]), {"act": "refuse", "answer": odd}),
        staff.post(reverse("panel:entity-change-decide", args=[EntityChangeFactory().pk]), {"act": odd, "answer": odd}),
        staff.post(reverse("panel:entity-move", args=[entity.pk]), {"act": "archive", "note": odd}),
    ]
    assert [answer.status_code for answer in answers if answer.status_code not in (302, 409, 422)] == []
    page = staff.get(reverse("panel:entity-claims")).content.decode()
    assert "<script>alert" not in page


def test_nothing_that_the_form_does_not_ask_can_be_written():
    row = MembershipFactory(owner=True)
    client, entity = visitor(row.user), row.entity
    extra = {"state": "archived", "slug": "inny", "operator": "1", "verified_at": "2020-01-01", "founders": "1"}
    client.post(
        reverse("own:change", args=[entity.pk]),
        {"name": entity.name, "kind": entity.kind_id, "country": "PL", "lead": "Gotują.", **extra},
    )
    after = Entity.objects.get(pk=entity.pk)
    assert (after.lead, after.state, after.slug, after.operator) == ("Gotują.", "published", entity.slug, None)


def test_a_decision_of_another_kind_is_not_taken(cast):
    """A live change cannot be accepted, a waiting one not reverted; a claim by mail is nobody's here."""
    staff = visitor(cast.coordinator)
    for change, act in ((EntityChangeFactory(live=True), "accept"), (EntityChangeFactory(), "revert")):
        page = staff.get(reverse("panel:entity-changes"))
        sign = next(row.sign for row in page.context["rows"] if row.change.pk == change.pk)
        told = {"act": act, "answer": "powód", "was": sign}
        assert staff.post(reverse("panel:entity-change-decide", args=[change.pk]), told).status_code == 302
        assert EntityChange.objects.get(pk=change.pk).state == change.state
    by_mail = ClaimFactory(way="mail", sent_to="a@b.example", expires_at=timezone.now())
    owner = visitor(MembershipFactory(owner=True, entity=by_mail.entity).user)
    assert staff.post(reverse("panel:entity-claim", args=[by_mail.pk]), {"act": "accept"}).status_code == 404
    url = reverse("own:request", args=[by_mail.entity_id, by_mail.pk])
    assert owner.post(url, {"act": "accept"}).status_code == 404
    assert Claim.objects.get(pk=by_mail.pk).state == "waiting"


@pytest.mark.parametrize("huge", [10**9, 10**30])
def test_a_number_of_nobody_is_not_there(huge, cast):
    owner, staff = visitor(cast.entity_owner), visitor(cast.coordinator)
    pk = cast.entity.pk
    names = {"own:person": (pk, huge), "own:uninvite": (pk, huge), "own:request": (pk, huge), "own:photo": (pk, huge)}
    for name, args in {**names, "own:entity": (huge,), "own:change": (huge,)}.items():
        assert owner.post(reverse(name, args=args), {}).status_code in (404, 405), name
    for name in ("panel:entity-claim", "panel:entity-change-decide"):
        assert staff.post(reverse(name, args=[huge]), {"act": "accept"}).status_code == 404
