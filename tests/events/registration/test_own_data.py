"""Who has no account gets a copy of their data and asks for its deletion at their own link: never another person's."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import ErasureRequest
from accounts.services import carry_out_erasure
from common.outbox.causes import SYSTEM
from common.outbox.models import OutboxMail
from common.outbox.services import Letter, queue_mails
from events.registration.models import Participant, Registration
from tests.factories import EventFactory, ParticipantFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
ASK = {"act": "erase", "sure": "on"}


@pytest.fixture
def event():
    today = timezone.localdate()
    return EventFactory(published=True, starts_on=today - timedelta(days=3), ends_on=today - timedelta(days=3))


@pytest.fixture
def group(event):
    """Ewa registered herself, Jan without an address, and Anna, who reads her own post."""
    ewa = {"first_name": "Ewa", "last_name": "Lis"}
    registration = RegistrationFactory(event=event, email="biuro@example.org", phone="+48583268561", **ewa)
    people = [ewa, {"first_name": "Jan", "last_name": "Wilk"}, {"first_name": "Anna", "last_name": "Nowak"}]
    addresses = ["", "", "anna@example.org"]
    return [
        ParticipantFactory(registration=registration, email=email, **name)
        for name, email in zip(people, addresses, strict=True)
    ]


def of_person(participant):
    return f"/zgloszenie/osoba/{participant.token}/moje-dane/"


def of_registration(participant):
    return f"/zgloszenie/{participant.registration.token}/moje-dane/"


def names():
    return list(Participant.objects.order_by("pk").values_list("first_name", flat=True))


def test_the_own_page_leads_there_and_the_request_is_received_and_carried_out(client, group, sweep_outbox):
    ewa, jan, anna = group
    assert f'href="{of_person(anna)}"' in client.get(f"/zgloszenie/osoba/{anna.token}/").content.decode()
    assert client.post(of_person(anna), {"act": "erase"}).status_code == 422
    assert ErasureRequest.objects.count() == 0
    assert client.post(of_person(anna), ASK).status_code == 302
    client.post(of_person(anna), ASK)
    request = ErasureRequest.objects.get()
    receipt, told = sweep_outbox()
    assert (receipt.to, told.subject) == (["anna@example.org"], f"Czeka prośba o usunięcie danych (nr {request.pk})")
    assert of_person(anna) in receipt.body
    assert client.get(of_person(anna)).context["waiting"] == request
    assert carry_out_erasure(request_id=request.pk, by=None) > 0
    assert names() == ["Ewa", "Jan", ""]
    assert Registration.objects.get().email == "biuro@example.org"
    [answer] = sweep_outbox()
    assert (answer.to, "Konto" in answer.body) == (["anna@example.org"], False)
    assert client.get(of_person(anna)).status_code == 404


def test_whoever_made_the_registration_asks_for_themselves_and_nobody_else(client, group):
    ewa, jan, anna = group
    assert client.get(of_registration(ewa)).context["holder"].subject.keys == {ewa.key, ewa.registration.key}
    client.post(of_registration(ewa), ASK)
    carry_out_erasure(request_id=ErasureRequest.objects.get().pk, by=None)
    assert names() == ["", "Jan", "Anna"]
    row = Registration.objects.get()
    assert (row.first_name, row.email, row.phone) == ("", "", "")


def test_for_a_person_without_post_of_their_own_nobody_asks_by_a_link_that_two_hold(client, group):
    _ewa, jan, _anna = group
    page = client.get(of_person(jan))
    assert (page.status_code, "form" in page.context) == (200, False)
    assert client.post(of_person(jan), ASK).status_code == 403
    assert client.get(f"{of_person(jan)}kopia.json").status_code == 404
    assert ErasureRequest.objects.count() == 0


def test_the_copy_holds_ones_own_rows_only(client, group):
    ewa, _jan, anna = group
    found = {}
    for url in (of_person(anna), of_registration(ewa)):
        answer = client.get(f"{url}kopia.json")
        assert answer["Content-Disposition"] == 'attachment; filename="moje-dane.json"'
        [rows] = [part["rows"] for part in json.loads(answer.content)["data"] if part["part"] == "registrations"]
        found[url] = [(row["what"], row["first_name"]) for row in rows]
    assert found == {
        of_person(anna): [("place", "Anna")],
        of_registration(ewa): [("place", "Ewa"), ("registration", "Ewa")],
    }


def test_the_messages_of_others_at_the_same_post_box_stay(client, event, group):
    ewa, _jan, anna = group
    other = ParticipantFactory(registration__event=event, email="anna@example.org", first_name="Ola")
    told = {"subject": "Miejsce", "owner": f"event:{event.pk}", "to": "anna@example.org"}
    letters = [
        Letter(key=f"participant:{anna.pk}:place", text="Anna Nowak", **told),
        Letter(key=f"participant:{other.pk}:place", text="Ola", **told),
        Letter(key="elsewhere", text="Anna Nowak", **(told | {"owner": "event:0"})),
    ]
    mine, others, elsewhere = queue_mails(letters, cause=SYSTEM)
    client.post(of_person(anna), ASK)
    carry_out_erasure(request_id=ErasureRequest.objects.get().pk, by=None)
    left = set(OutboxMail.objects.filter(pk__in=[mine.pk, others.pk, elsewhere.pk]).values_list("pk", "text"))
    assert left == {(others.pk, "Ola"), (elsewhere.pk, "Anna Nowak")}


def test_a_request_may_be_taken_back_and_they_are_not_asked_for_without_end(client, group):
    anna = group[2]
    client.post(of_person(anna), ASK)
    client.post(of_person(anna), {"act": "keep"})
    assert ErasureRequest.objects.get().state == "withdrawn"
    assert [client.post(of_person(anna), ASK).status_code for _ in range(9)] == [302] * 8 + [429]


def test_the_administrator_reads_who_asks(cast, group):
    anna = group[2]
    Client().post(of_person(anna), ASK)
    boss = Client()
    boss.force_login(cast.administrator)
    page = boss.get("/admin/accounts/erasurerequest/").content.decode()
    assert f"Anna Nowak, {anna.event}" in page
    told = {"action": "carry_out", "_selected_action": [ErasureRequest.objects.get().pk]}
    assert boss.post("/admin/accounts/erasurerequest/", told).status_code == 302
    assert names() == ["Ewa", "Jan", ""]
