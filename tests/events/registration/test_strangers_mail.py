"""Mail that a stranger can aim at somebody: one for a form, five in a day, the rest held for staff."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from common.outbox.causes import by_stranger
from common.outbox.holding import ABOUT_ONE_EVENT, BY_ONE_PERSON
from common.outbox.models import OutboxMail
from common.outbox.services import Letter, queue_mail, queue_mails
from events.catalogue.models import Event
from events.registration.models import Participant, Registration
from tests.cast import Cast
from tests.factories import EventFactory
from tests.security.test_registration import filled_in

pytestmark = pytest.mark.django_db
Sweep = Callable[[], list[EmailMessage]]
VICTIM = "ofiara@example.org"


def group(event: Event, number: int, to: str = VICTIM, **changes: Any) -> dict[str, Any]:
    """A form for this many others, all with one address."""
    rows = {}
    for k in range(number):
        rows |= {f"osoba-{k}-first_name": f"Osoba{k}", f"osoba-{k}-last_name": "Nowak", f"osoba-{k}-email": to}
    return filled_in(event, for_whom="others", **{"osoba-TOTAL_FORMS": str(number), **rows, **changes})


def send(event: Event, data: dict[str, Any]) -> None:
    response = Client().post(f"/wydarzenia/{event.slug}/zgloszenie/", data)
    assert response.status_code == 302, response.context["form"].errors


def to_victim(mails: list[EmailMessage]) -> list[EmailMessage]:
    return [mail for mail in mails if VICTIM in mail.to]


@pytest.fixture
def event() -> Event:
    return EventFactory(published=True, capacity=180)


def test_one_form_for_thirty_people_with_one_address_writes_it_one_mail_with_thirty_links(
    event: Event, sweep_outbox: Sweep
) -> None:
    send(event, group(event, 30))
    [mail] = to_victim(sweep_outbox())
    tokens = set(Participant.objects.values_list("token", flat=True))
    assert set(re.findall(r"/zgloszenie/osoba/([\w-]+)/", mail.body)) == tokens
    assert len(tokens) == 30
    assert [f"- Osoba{k} Nowak: http" in mail.body for k in range(30)] == [True] * 30
    assert len(mail.attachments) == 30  # each person's own calendar entry


def test_ten_forms_write_a_stranger_five_mails_and_hold_the_rest(event: Event, sweep_outbox: Sweep) -> None:
    written = ["ofiara@example.org", "OFIARA@example.org", "ofiara+a@example.org", "Ofiara+b@Example.org"]
    for k in range(10):
        send(event, group(event, 2, written[k % 4], email=f"wrog{k}@example.com"))
    assert len([one for one in sweep_outbox() if "ofiara" in one.to[0].lower()]) == 5
    held = OutboxMail.objects.filter(state="held")
    assert {(mail.held_why, mail.cause) for mail in held} == {("recipient", "stranger")}
    assert held.count() == 5


def test_dots_and_tags_are_one_box_where_the_provider_makes_them_so(event: Event, sweep_outbox: Sweep) -> None:
    for k, to in enumerate(["a.nowak@gmail.com", "anowak+1@gmail.com", "A.Nowak@googlemail.com", "an.ow.ak@gmail.com"]):
        send(event, group(event, 1, to, email=f"wrog{k}@example.com"))
    for k, to in enumerate(["an.owak@gmail.com", "anowak@gmail.com", "a.nowak@example.org"], 4):
        send(event, group(event, 1, to, email=f"wrog{k}@example.com"))
    held = OutboxMail.objects.filter(state="held")
    assert [mail.to for mail in held] == ["anowak@gmail.com"]


def test_acts_behind_the_registrants_link_count_too(event: Event, client: Client, sweep_outbox: Sweep) -> None:
    send(event, group(event, 1, "ktos@example.org", email="wrog@example.com"))
    registration = Registration.objects.get()
    for k in range(9):
        person = Participant.objects.get(state="confirmed")
        sent = {"change": "replace", "first_name": f"Jan{k}", "last_name": "Lis", "email": VICTIM}
        assert client.post(f"/zgloszenie/{registration.token}/osoba/{person.pk}/", sent).status_code == 302
    assert len(to_victim(sweep_outbox())) == 5
    assert set(OutboxMail.objects.filter(state="held").values_list("held_why", flat=True)) == {"recipient"}


def test_one_person_for_another_of_the_same_post_box_is_one_mail_with_both_entries(
    event: Event, client: Client, sweep_outbox: Sweep
) -> None:
    send(event, group(event, 1, "biuro@example.org", email="ktos@example.com"))
    registration, person = Registration.objects.get(), Participant.objects.get()
    sweep_outbox()
    sent = {"change": "replace", "first_name": "Jan", "last_name": "Lis", "email": "biuro@example.org"}
    assert client.post(f"/zgloszenie/{registration.token}/osoba/{person.pk}/", sent).status_code == 302
    [mail] = sweep_outbox()
    assert (mail.to, "Jan Lis" in mail.body) == (["biuro@example.org"], True)
    methods = [one.mimetype.rpartition("=")[2] for one in mail.attachments]
    assert sorted(methods) == ["CANCEL", "REQUEST"]


def test_who_opened_a_link_may_be_written_to_more_often(event: Event, client: Client, sweep_outbox: Sweep) -> None:
    send(event, filled_in(event, email=VICTIM))
    assert client.head(f"/zgloszenie/{Registration.objects.get().token}/").status_code == 200
    for k in range(5):
        send(event, group(event, 1, email=f"wrog{k}@example.com"))
    assert OutboxMail.objects.filter(state="held").count() == 1
    assert client.get(f"/zgloszenie/{Registration.objects.order_by('pk')[0].token}/").status_code == 200
    for k in range(5, 10):
        send(event, group(event, 1, email=f"wrog{k}@example.com"))
    assert OutboxMail.objects.filter(state="held").count() == 1
    assert len(to_victim(sweep_outbox())) == 10


def test_a_link_that_the_registrant_knows_confirms_nobody_elses_address(event: Event, client: Client) -> None:
    send(event, group(event, 1, "", email="wrog@example.com"))
    registration, person = Registration.objects.get(), Participant.objects.get()
    sent = {"change": "correct", "first_name": "Jan", "last_name": "Lis", "email": VICTIM}
    assert client.post(f"/zgloszenie/{registration.token}/osoba/{person.pk}/", sent).status_code == 302
    assert client.get(f"/zgloszenie/osoba/{person.token}/").status_code == 404


def test_who_is_signed_in_is_not_held_at_five_and_staff_never(
    event: Event, cast: Cast, client: Client, sweep_outbox: Sweep
) -> None:
    client.force_login(cast.entity_member)
    events = [EventFactory(published=True, centre=cast.centre) for _ in range(7)]
    for one in events:
        data = group(one, 1, email=cast.entity_member.email)
        assert client.post(f"/wydarzenia/{one.slug}/zgloszenie/", data).status_code == 302
    assert len(to_victim(sweep_outbox())) == 7
    client.force_login(cast.animator)
    for one in events:
        for person in one.participants.all():
            assert (
                client.post(f"/panel/wydarzenia/{one.pk}/zgloszenia/{person.pk}/rezygnacja/", {"sure": "1"}).status_code
                == 302
            )
    assert len(to_victim(sweep_outbox())) == 7
    assert not OutboxMail.objects.filter(state="held").exists()


def test_a_second_mail_of_one_form_to_one_address_is_held_and_not_lost() -> None:
    cause = by_stranger(address="wrog@example.com", form="form:1")
    for k in range(2):
        queue_mail(cause=cause, to=VICTIM, subject="Temat", text="Treść", key=f"raz:{k}")
    assert list(OutboxMail.objects.order_by("pk").values_list("state", "held_why")) == [
        ("waiting", ""),
        ("held", "form"),
    ]


def letters(many: int, owner: str = "") -> list[Letter]:
    """Messages to as many people, so that no post box is written to twice."""
    return [Letter(to=f"osoba{k}@example.org", subject="Temat", text="Treść", owner=owner) for k in range(many)]


def test_one_sender_writes_a_hundred_in_a_day_whatever_the_form(event: Event) -> None:
    for number in (BY_ONE_PERSON - 1, 3):
        cause = by_stranger(address="wrog@example.com", form=f"form:{number}")
        queue_mails(letters(number), cause=cause)
    queue_mails(letters(2), cause=by_stranger(address="inny@example.com", form="form:inny"))
    held = OutboxMail.objects.filter(state="held")
    assert list(held.values_list("held_why", flat=True)) == ["sender", "sender"]
    assert OutboxMail.objects.count() == BY_ONE_PERSON + 4


def test_strangers_write_a_thousand_about_one_event_in_a_day_and_of_another_more(event: Event) -> None:
    quarter = BY_ONE_PERSON // 4  # of each sender, far below what one may cause
    for k in range(ABOUT_ONE_EVENT // quarter + 1):
        mails = [
            Letter(to=f"osoba{k}.{n}@example.org", subject="Temat", text="Treść", owner="event:1")
            for n in range(quarter)
        ]
        queue_mails(mails, cause=by_stranger(address=f"wrog{k}@example.com", form=f"form:{k}"))
    queue_mails(letters(1, "event:2"), cause=by_stranger(address="inny@example.com", form="form:inny"))
    held = OutboxMail.objects.filter(state="held")
    assert set(held.values_list("held_why", "owner")) == {("subject", "event:1")}
    assert held.count() == quarter
