"""Contact persons of partnerships: their copy, their wish to be forgotten, and what goes when a member leaves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.personal import copy_of, subject_of
from accounts.services import ask_erasure, carry_out_erasure
from common.tasks import forget_old
from partnerships.agreements.models import LocalPartnership, PartnershipMember, SupportPerson
from tests.factories import LocalPartnershipFactory, PartnershipMemberFactory, SupportPersonFactory, UserFactory

pytestmark = pytest.mark.django_db
ANNA = {"contact_name": "Anna Nowak", "contact_email": "Anna@example.org", "contact_phone": "600100200"}


@pytest.fixture
def user():
    return UserFactory(email="anna@example.org")


@pytest.fixture
def known(user):
    """Anna speaks for a member, is the contact of a partnership, and is of the team of another; Jan stands beside."""
    partnership = LocalPartnershipFactory(published=True, name="Babia Góra", **ANNA)
    PartnershipMemberFactory(partnership=partnership, contact_agreed_on=timezone.localdate(), **ANNA)
    PartnershipMemberFactory(partnership=partnership, contact_name="Jan Lis", contact_email="jan@example.org")
    SupportPersonFactory(partnership__published=True, user=user, name="Anna Nowak")
    SupportPersonFactory(name="Jan Lis")
    return partnership


def contacts(model) -> list[tuple[str, str, str]]:
    return list(model.objects.order_by("pk").values_list("contact_name", "contact_email", "contact_phone"))


def test_the_copy_tells_every_contact_of_the_person_and_nobody_elses(user, known) -> None:
    part = next(one for one in copy_of(subject_of(user))["data"] if one["part"] == "partnership-contacts")
    assert [row["what"] for row in part["rows"]] == ["contact of a member", "contact of a partnership", "support team"]
    assert part["rows"][0]["contact_phone"] == "600100200"
    assert "Jan" not in str(part["rows"])


def test_erasure_takes_the_details_from_the_record_and_its_page(client, user, known) -> None:
    address = f"/partnerstwa/{known.slug}/"
    assert "Anna Nowak" in client.get(address).content.decode()
    carry_out_erasure(request_id=ask_erasure(user=user).pk, by=None)
    assert contacts(LocalPartnership)[0] == ("", "", "")
    assert contacts(PartnershipMember) == [("", "", ""), ("Jan Lis", "jan@example.org", "")]
    assert PartnershipMember.objects.filter(contact_agreed_on__isnull=False).count() == 0
    assert list(SupportPerson.objects.values_list("name", flat=True)) == ["Jan Lis"]
    assert "Anna Nowak" not in client.get(address).content.decode()


@pytest.mark.parametrize("given", [ANNA, {"contact_phone": "600100200"}, {"contact_name": "Anna Nowak"}])
def test_the_contact_goes_on_the_day_after_its_entity_left(given) -> None:
    today = timezone.localdate()
    left = PartnershipMemberFactory(left_on=today - timedelta(days=1), **given)
    today_left = PartnershipMemberFactory(left_on=today, **given)
    stays = PartnershipMemberFactory(**given)
    forget_old()
    left.refresh_from_db()
    assert (left.contact_name, left.contact_email, left.contact_phone) == ("", "", "")
    for row in (today_left, stays):
        row.refresh_from_db()
        assert {name: getattr(row, name) for name in given} == given
