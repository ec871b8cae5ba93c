"""What staff do: register others, write to a group, sheets out and in, doubles, who is who, history."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from openpyxl import load_workbook

from common.auditlog.models import AuditEntry
from events.catalogue.models import Event
from events.catalogue.refusals import Refusal
from events.registration.models import Participant, Person, Registration, RegistrationSource
from events.registration.services import NewPerson, Registrant, Terms, change_capacity, register
from tests.cast import Cast
from tests.factories import AttendanceFactory, EventFactory, ParticipantFactory, PersonFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast: Cast) -> Event:
    return EventFactory(published=True, centre=cast.centre, capacity=3)


@pytest.fixture
def staff(client: Client, cast: Cast) -> Client:
    client.force_login(cast.animator)
    return client


def sign_up(
    event: Event, name: str, email: str = "", source: RegistrationSource = RegistrationSource.WEB, **person: Any
) -> Participant:
    first, last = name.split()
    made = register(
        event_id=event.pk,
        entity=None,
        registrant=Registrant(first, last, email),
        people=[NewPerson(first, last, email=email, **person)],
        terms=Terms(source=source),
    )
    return made.participants.get()


def base(event: Event) -> str:
    return f"/panel/wydarzenia/{event.pk}/zgloszenia/"


def test_somebody_who_called_is_registered_without_an_address_once(staff: Client, event: Event) -> None:
    key = staff.get(f"{base(event)}nowe/").context["form"].initial["form_key"]
    data = {"form_key": key, "first_name": "Zenon", "last_name": "Bąk", "role": "participant", "entity": ""}
    for _ in range(2):
        assert staff.post(f"{base(event)}nowe/", data).status_code == 302
    row = Registration.objects.get()
    assert (row.source, row.email, str(row.participants.get())) == ("staff", "", "Zenon Bąk")


def test_a_message_is_shown_first_and_goes_once_to_each_address_of_the_chosen(
    staff: Client, event: Event, sweep_outbox: Callable[[], list[EmailMessage]]
) -> None:
    for n in range(4):
        sign_up(event, f"Osoba Numer{n}", f"osoba{min(n, 2)}@example.org")
    sweep_outbox()
    url = f"{base(event)}wiadomosc/"
    key = str(staff.get(url).context["form"].initial["key"])
    data = {"key": key, "states": ["confirmed"], "subject": "Zmiana\r\nBcc: x@example.org", "text": "Sala nr 2 & 3"}
    shown = staff.post(url, {**data, "preview": "1"})
    assert (shown.context["count"], sweep_outbox()) == (3, [])
    assert "Sala nr 2 &amp; 3" in shown.content.decode()
    for _ in range(2):
        staff.post(url, {**data, "send": "1"})
    mails = sweep_outbox()
    assert sorted(mail.to[0] for mail in mails) == [f"osoba{n}@example.org" for n in range(3)]
    assert {mail.subject for mail in mails} == {"Zmiana Bcc: x@example.org"}
    assert "Sala nr 2 & 3" in mails[0].body


NASTY = ['=HYPERLINK("http://zly.example","x")', "+48", "-1", "@SUM(A1)"]


def test_sheets_hold_everyone_and_no_formula(staff: Client, event: Event) -> None:
    for nasty in NASTY:
        sign_up(event, "Anna Lis", function=nasty, needs="dieta")
    book = load_workbook(io.BytesIO(staff.get(f"{base(event)}lista.xlsx").getvalue()))
    cells = [cell for row in book.worksheets[0].iter_rows(min_row=2) for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    head, *told = book.worksheets[0].iter_rows(values_only=True)
    assert [row[head.index("Funkcja")] for row in told] == NASTY
    text = staff.get(f"{base(event)}lista.csv").getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [row[head.index("Funkcja")] for row in rows[1:]] == [f"'{nasty}" for nasty in NASTY]
    assert "dieta" not in text
    waiting = staff.get(f"{base(event)}lista.csv?stan=waiting").getvalue().decode()
    assert waiting.count("\r\n") == 2
    assert AuditEntry.objects.filter(verb="event.export", object_id=event.pk).count() == 3


def test_of_doubles_one_stays_and_the_place_goes_on(staff: Client, event: Event) -> None:
    first = sign_up(event, "Anna Lis", "anna@example.org")
    second = sign_up(event, "Anna Lis", "anna@example.org", source=RegistrationSource.STAFF)
    sign_up(event, "Ewa Sum")
    waiting = sign_up(event, "Jan Bąk")
    url = f"{base(event)}{first.pk}/"
    assert staff.get(url).context["doubles"] == [second]
    staff.post(f"{url}dublet/", {"drop": second.pk})
    for one in (first, second, waiting):
        one.refresh_from_db()
    assert (first.state, second.state, waiting.state) == ("confirmed", "cancelled", "confirmed")
    event.refresh_from_db()
    assert (event.taken, event.waiting) == (3, 0)


def test_of_doubles_the_one_with_the_place_or_the_presence_is_not_dropped(staff: Client, event: Event) -> None:
    def refused(keep: Participant, drop: Participant) -> bool:
        before = list(Participant.objects.order_by("pk").values_list("pk", "state", "person", "needs"))
        answer = staff.post(f"{base(event)}{keep.pk}/dublet/", {"drop": drop.pk}, follow=True)
        told = str(Refusal.KEEP_OTHER.label) in answer.content.decode()
        return told and before == list(Participant.objects.order_by("pk").values_list("pk", "state", "person", "needs"))

    change_capacity(event_id=event.pk, capacity=1, by=None)
    seated = sign_up(event, "Anna Lis", "anna@example.org", needs="dieta")
    waits = sign_up(event, "Anna Lis", "anna@example.org", source=RegistrationSource.STAFF)
    assert (seated.state, waits.state) == ("confirmed", "waiting")
    assert refused(waits, seated)

    change_capacity(event_id=event.pk, capacity=2, by=None)
    day = SessionFactory(event=event)
    AttendanceFactory(participant=seated, session=day)
    assert refused(waits, seated)
    # Marked here first, the one that stays has all that the other has.
    AttendanceFactory(participant=waits, session=day)
    staff.post(f"{base(event)}{waits.pk}/dublet/", {"drop": seated.pk})
    waits.refresh_from_db()
    seated.refresh_from_db()
    assert (waits.state, waits.needs, seated.state) == ("confirmed", "dieta", "cancelled")


def test_the_address_of_a_namesake_known_elsewhere_only_is_masked(staff: Client, event: Event, cast: Cast) -> None:
    one = sign_up(event, "Anna Lis", "anna@example.org")
    named = {"first_name": "Anna", "last_name": "Lis", "folded_name": "anna lis"}
    for email, centre in (
        ("ala@example.org", cast.centre),
        ("beata@example.org", cast.other_centre),
        ("celina@example.org", None),
        ("", cast.other_centre),
    ):
        person = PersonFactory(email=email, **named)
        if centre:
            ParticipantFactory(person=person, registration__event=EventFactory(published=True, centre=centre))
    page = staff.get(f"{base(event)}{one.pk}/")
    assert [address for _person, address in page.context["namesakes"]] == [
        "ala@example.org",
        "b…@example.org",
        "c…@example.org",
        "",
    ]
    text = page.content.decode()
    assert [word for word in ("ala@", "b…@", "c…@", "beata", "celina") if word in text] == ["ala@", "b…@", "c…@"]


def test_staff_say_who_is_the_same_person_and_take_it_back(staff: Client, event: Event) -> None:
    one = sign_up(event, "Anna Lis", "anna@example.org")
    other = PersonFactory(first_name="Anna", last_name="Lis", folded_name="anna lis", email="inna@example.org")
    stranger = PersonFactory()
    url = f"{base(event)}{one.pk}/"
    assert [one for one, _address in staff.get(url).context["namesakes"]] == [other]
    staff.post(f"{url}kto-to/", {"person": other.pk, "is": "same"})
    assert Person.objects.get(pk=other.pk).merged_into_id == one.person_id
    staff.post(f"{url}kto-to/", {"person": other.pk, "is": "other"})
    assert Person.objects.get(pk=other.pk).merged_into_id is None
    assert staff.post(f"{url}kto-to/", {"person": stranger.pk, "is": "same"}).status_code == 404
    assert list(
        AuditEntry.objects.filter(verb__startswith="person.").order_by("pk").values_list("verb", flat=True)
    ) == [
        "person.merge",
        "person.split",
    ]


def test_the_history_tells_what_happened_and_who_did_it(staff: Client, event: Event, cast: Cast) -> None:
    one = sign_up(event, "Anna Lis", "anna@example.org")
    staff.post(f"{base(event)}{one.pk}/rezygnacja/", {"sure": "1"})
    moments = staff.get(f"{base(event)}{one.pk}/").context["history"]
    assert [(moment.act.verb, moment.who) for moment in moments] == [
        ("registration.register", ""),
        ("participant.cancelled", str(cast.animator)),
    ]
