"""A person's own pages: registrations, entities, details."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import EventFactory, MembershipFactory, ParticipantFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
HOME = "/konto/"


@pytest.fixture
def person(client):
    user = UserFactory(email="anna@example.org", first_name="Anna")
    client.force_login(user)
    return user


def page(client, url=HOME):
    return client.get(url).content.decode()


def test_a_registration_leads_to_its_own_page_and_says_how_it_stands(client, person):
    registration = RegistrationFactory(user=person)
    ParticipantFactory.create_batch(2, registration=registration)
    ParticipantFactory(registration=registration, waiting=True)
    text = page(client)
    assert f'href="/zgloszenie/{registration.token}/"' in text
    assert "2 osoby mają miejsce, 1 osoba na liście rezerwowej" in text


def test_a_registration_sent_to_the_persons_address_is_theirs_too(client, person):
    registration = RegistrationFactory(email="Anna@Example.org")
    assert registration.token in page(client)


def test_a_registration_of_somebody_else_is_not_shown(client, person):
    registration = RegistrationFactory(user=UserFactory())
    assert registration.token not in page(client)


def test_coming_ones_stand_before_past_ones(client, person):
    past = RegistrationFactory(user=person, event=EventFactory(completed=True))
    ParticipantFactory(registration=past)
    coming = RegistrationFactory(user=person)
    text = page(client)
    parts = ("Moje zgłoszenia", coming.token, "Minione zgłoszenia", past.token, "1 zgłoszona osoba")
    order = [text.index(part) for part in parts]
    assert order == sorted(order)


def test_an_empty_account_shows_the_way_to_events(client, person):
    assert 'href="/wydarzenia/">Zobacz najbliższe wydarzenia' in page(client)
    assert 'href="/en/wydarzenia/">See coming events' in page(client, "/en/konto/")


def test_entities_stand_with_the_persons_role(client, person):
    membership = MembershipFactory(user=person, owner=True)
    draft = MembershipFactory(user=person, entity__published=False)
    text = page(client)
    for entity in (membership.entity, draft.entity):
        assert f'href="/konto/podmioty/{entity.pk}/"' in text


def test_only_staff_see_the_way_to_the_panel(client, person, cast):
    assert "Przejdź do panelu" not in page(client)
    client.force_login(cast.editor)
    assert "Przejdź do panelu" in page(client)


def test_as_many_queries_with_thirty_registrations_as_with_one(client, person, constant_queries):
    def add(n):
        for registration in RegistrationFactory.create_batch(n, user=person):
            ParticipantFactory(registration=registration)
        MembershipFactory.create_batch(n, user=person)

    constant_queries(client, HOME, add)


def test_details_are_changed_and_shown(client, person):
    answer = client.post(
        "/konto/dane/", {"first_name": "Ewa", "last_name": "Nowa", "function": "prezeska", "phone": "33 000 00 00"}
    )
    assert (answer.status_code, answer.url) == (302, HOME)
    text = page(client)
    assert "Dzień dobry, Ewa" in text
    assert "Zapisano." in text
    person.refresh_from_db()
    assert (person.last_name, person.function, person.phone) == ("Nowa", "prezeska", "+48330000000")


def test_role_and_address_are_not_among_the_details(client, person):
    client.post("/konto/dane/", {"first_name": "Ewa", "role": "administrator", "email": "inna@example.org"})
    person.refresh_from_db()
    assert (person.first_name, person.role, person.email) == ("Ewa", "participant", "anna@example.org")


def test_a_wrong_phone_is_refused_and_nothing_is_kept(client, person):
    text = client.post("/konto/dane/", {"first_name": "Ewa", "phone": "12"}).content.decode()
    assert "To nie jest numer telefonu" in text
    person.refresh_from_db()
    assert (person.first_name, person.phone) == ("Anna", "")


def test_the_pages_of_an_account_are_kept_by_no_cache(client, person):
    for url in (HOME, "/konto/dane/", "/konto/haslo/", "/konto/e-mail/"):
        assert client.get(url)["Cache-Control"] == "no-store, private"


def test_today_is_still_ahead(client, person):
    today = timezone.localdate()
    RegistrationFactory(user=person, event=EventFactory(published=True, starts_on=today, ends_on=today))
    RegistrationFactory(
        user=person, event=EventFactory(completed=True, starts_on=today - timedelta(1), ends_on=today - timedelta(1))
    )
    text = page(client)
    assert text.index("Moje zgłoszenia") < text.index("Minione zgłoszenia")
