"""All members of a partnership invited to its meeting in one step, each by a link that fills the form in."""

import re

import pytest
from django.test import Client

from events.registration.models import Registration
from tests.factories import EntityFactory, EventFactory, LocalPartnershipFactory, PartnershipMemberFactory

pytestmark = pytest.mark.django_db
AGREED = {"contact_name": "Ala Bąk", "contact_email": "ala@example.org", "contact_agreed_on": "2026-01-01"}


@pytest.fixture
def partnership(cast):
    return LocalPartnershipFactory(published=True, centre=cast.centre)


@pytest.fixture
def meeting(cast, partnership):
    return EventFactory(published=True, centre=cast.centre, partnership=partnership, title="Spotkanie partnerstwa")


def test_members_are_invited_once_and_the_link_fills_the_form_in(cast, client, partnership, meeting, sweep_outbox):
    person = {
        "contact_name": "Ala Bąk Nowa",
        "contact_email": "ala@spoldzielnia.example",
        "contact_phone": "+48338451230",
        "contact_agreed_on": "2026-01-01",
    }
    ala = PartnershipMemberFactory(partnership=partnership, entity__name="Makowianka", **person)
    office = EntityFactory(published=True, name="Urząd", email="urzad@gmina.example")
    PartnershipMemberFactory(partnership=partnership, entity=office)
    PartnershipMemberFactory(partnership=partnership)  # no address
    PartnershipMemberFactory(partnership=partnership, left_on="2024-01-01", contact_email="byla@example.org")
    client.force_login(cast.animator)
    address = f"/panel/wydarzenia/{meeting.pk}/zgloszenia/zaproszenia/"
    assert "Wyślij 2 zaproszenia" in client.get(address).content.decode()
    client.post(address)
    client.post(address)  # pressed twice
    mails = {mail.to[0]: mail.body for mail in sweep_outbox()}
    assert sorted(mails) == ["ala@spoldzielnia.example", "urzad@gmina.example"]
    assert client.get(address).content.decode().count(">zaproszony<") == 2
    links = {to: re.search(r"(/wydarzenia/\S+zaproszenie=\S+)", body)[1] for to, body in mails.items()}
    page = Client().get(links["ala@spoldzielnia.example"])
    known = {
        "first_name": "Ala",
        "last_name": "Bąk Nowa",
        "email": person["contact_email"],
        "entity_query": "Makowianka",
    }
    assert {name: page.context["form"].initial[name] for name in known} == known
    assert "Makowianka" in page.content.decode()
    # An office's link names the office, nobody in particular.
    assert Client().get(links["urzad@gmina.example"]).context["form"].initial.keys() == {"form_key", "entity_query"}
    # Whoever joins later is invited later, alone.
    late = PartnershipMemberFactory(partnership=partnership, **AGREED | {"contact_email": "nowa@example.org"})
    client.post(address)
    assert [mail.to for mail in sweep_outbox()] == [["nowa@example.org"]]
    # A member that left, another meeting, a changed sign: the form is empty, never an error.
    ala.left_on = "2026-01-01"
    ala.save()
    token = links["ala@spoldzielnia.example"].partition("=")[2]
    other = EventFactory(published=True, centre=cast.centre, partnership=partnership)
    for link in (links["ala@spoldzielnia.example"], f"/wydarzenia/{other.slug}/zgloszenie/?zaproszenie={token}"):
        assert Client().get(link).context["form"].initial.keys() == {"form_key"}
    for wrong in ("x", token[:-1], "%00", "a:b:c", "9" * 5000):
        answer = Client().get(f"/wydarzenia/{meeting.slug}/zgloszenie/?zaproszenie={wrong}")
        assert (answer.status_code, answer.context["form"].initial.keys()) == (200, {"form_key"})
    assert late.pk
    assert not Registration.objects.exists()


def test_nobody_is_invited_to_what_takes_no_registrations(cast, client, partnership, sweep_outbox):
    PartnershipMemberFactory(partnership=partnership, **AGREED)
    draft = EventFactory(centre=cast.centre, partnership=partnership)
    client.force_login(cast.coordinator)
    address = f"/panel/wydarzenia/{draft.pk}/zgloszenia/zaproszenia/"
    assert "Zgłoszenia nie są otwarte" in client.get(address).content.decode()
    client.post(address)
    assert sweep_outbox() == []


def test_the_page_costs_the_same_for_one_member_and_thirty(cast, client, partnership, meeting, constant_queries):
    client.force_login(cast.animator)

    def add(n: int) -> None:
        for _ in range(n):
            PartnershipMemberFactory(partnership=partnership)

    constant_queries(client, f"/panel/wydarzenia/{meeting.pk}/zgloszenia/zaproszenia/", add)
