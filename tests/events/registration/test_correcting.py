"""Staff put right what was entered about a person; what is made of it follows, and the history says what was."""

import re
from typing import Any

import pytest
from django.test import Client

from common.auditlog.models import AuditEntry, PersonalChange
from common.db.fields import decrypted
from events.attendance.services import check_in, complete_event, open_sessions
from events.catalogue.models import Event
from events.certificates.models import Certificate
from events.certificates.services import issue_waiting, prepare_certificates, set_terms
from events.figures.queries import event_figures
from events.folders.models import EventFolder
from events.registration.models import Answer, Participant, Person
from events.registration.own_page.adding_people import add_people
from events.registration.services import NewPerson, Registrant, register
from tests.cast import Cast
from tests.events.certificates.test_certificates import TERMS
from tests.factories import EntityFactory, EventFactory, EventFolderFactory, QuestionFactory
from tests.papers import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast: Cast) -> Event:
    return EventFactory(published=True, centre=cast.centre, capacity=2)


@pytest.fixture
def staff(client: Client, cast: Cast) -> Client:
    client.force_login(cast.animator)
    return client


def sign_up(event: Event, *people: NewPerson, entity: Any = None, **registrant: str) -> list[Participant]:
    who = {"first_name": "Anna", "last_name": "Nowakk", "email": "anna@example.org", **registrant}
    made = register(
        event_id=event.pk,
        entity=entity,
        registrant=Registrant(**who),  # type: ignore[arg-type]
        people=people or [NewPerson("Anna", "Nowakk", email=who["email"], function="prezes", needs="wege")],
    )
    return list(made.participants.all())


def page_of(person: Participant, tail: str = "") -> str:
    return f"/panel/wydarzenia/{person.event_id}/zgloszenia/{person.pk}/{tail}"


def corrected(staff: Client, person: Participant, **typed: Any) -> Any:
    """What the form showed, with some of it typed anew, sent back."""
    form = staff.get(page_of(person, "poprawa/")).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, "")}
    if person.entity and "entity" in sent:
        sent |= {"entity": person.entity.name, "entity-id": person.entity.pk}
    return staff.post(page_of(person, "poprawa/"), sent | typed)


def words(staff: Client, person: Participant) -> str:
    text = re.sub(r"<[^>]+>", " ", staff.get(page_of(person)).content.decode())
    return " ".join(text.split())


def test_everything_that_was_entered_is_put_right_and_what_was_stands_in_the_history(
    staff: Client, event: Event
) -> None:
    [meal, hotel] = [
        QuestionFactory(event=event, text="Posiłek", kind="one", options="mięsny\nwege", per_participant=True),
        QuestionFactory(event=event, text="Nocleg", kind="short"),
    ]
    person = sign_up(event)[0]
    entity = EntityFactory(name="Spółdzielnia Makowianka", published=True)
    answer = corrected(
        staff, person, last_name="Nowak", function="prezeska", phone="600 700 800", needs="wege, pętla",
        entity=entity.name, role="guest", **{f"pytanie-{meal.pk}": "wege", f"pytanie-{hotel.pk}": "tak"},
    )  # fmt: skip
    assert answer.status_code == 302
    person.refresh_from_db()
    registration = person.registration
    assert (str(person), person.function, person.role, person.entity) == ("Anna Nowak", "prezeska", "guest", entity)
    assert (registration.last_name, registration.entity, registration.phone) == ("Nowak", entity, "+48600700800")
    assert (person.needs, person.person.last_name) == ("wege, pętla", "Nowak")
    assert sorted(Answer.objects.values_list("value", flat=True)) == ["tak", "wege"]
    said = words(staff, person)
    for line in (
        "Nazwisko: było: Nowakk jest: Nowak", "było: prezes jest: prezeska", "Nocleg: było: nic jest: tak",
        "Posiłek: było: nic jest: wege", "było: prywatnie jest: Spółdzielnia Makowianka",
        "Telefon: było: nic jest: 600 700 800", "było: uczestnik jest: gość", "było: wege jest: wege, pętla",
    ):  # fmt: skip
        assert line in said, line
    # The log itself, which is never rewritten, has none of it; what stands beside it is encrypted.
    kept = str(list(AuditEntry.objects.values_list("before", "after", "note")))
    assert [word for word in ("Nowak", "prezes", "wege", "600700800") if word in kept] == []
    assert PersonalChange.objects.get(column="last_name").after == '"Nowak"'
    raw = PersonalChange.objects.raw(
        "SELECT id, after AS raw FROM common_personalchange WHERE \"column\" = 'last_name'"
    )
    assert decrypted(raw[0].raw) == '"Nowak"'  # type: ignore[attr-defined]


def test_two_who_correct_at_once_both_have_their_word(staff: Client, event: Event) -> None:
    person = sign_up(event)[0]
    shown = staff.get(page_of(person, "poprawa/")).context["form"]
    sent = {name: shown[name].value() or "" for name in shown.fields if name != "entity"}
    corrected(staff, person, last_name="Nowak")
    staff.post(page_of(person, "poprawa/"), sent | {"function": "skarbniczka"})
    person.refresh_from_db()
    assert (str(person), person.function) == ("Anna Nowak", "skarbniczka")


def test_another_role_frees_a_place_and_a_place_may_be_given_above_the_number(staff: Client, event: Event) -> None:
    [first] = sign_up(event)
    sign_up(event, NewPerson("Ewa", "Lis"), NewPerson("Jan", "Lis"), email="lis@example.org")
    waits = Participant.objects.get(state="waiting")
    corrected(staff, first, role="speaker")
    waits.refresh_from_db()
    assert waits.state == "confirmed"
    corrected(staff, first, role="participant")
    event.refresh_from_db()
    assert (event.taken, event.places_over) == (3, 1)


def test_a_right_name_is_the_human_being_who_is_known_by_it(staff: Client, cast: Cast, event: Event) -> None:
    known = sign_up(EventFactory(published=True), NewPerson("Anna", "Nowak", email="anna@example.org"))[0].person
    person = sign_up(event)[0]
    corrected(staff, person, last_name="Nowak")
    person.refresh_from_db()
    assert (person.person.merged_into, Person.objects.filter(last_name="Nowakk").count()) == (known, 0)
    # Who came elsewhere under the name that is wrong here stays who they are.
    other = EventFactory(published=True, centre=cast.centre)
    elsewhere = sign_up(other, NewPerson("Jan", "Kos", email="kos@example.org"), email="kos@example.org")[0]
    here = sign_up(event, NewPerson("Jan", "Kos", email="kos@example.org"), email="kos@example.org")[0]
    corrected(staff, here, first_name="Janina")
    here.refresh_from_db()
    assert here.person != elsewhere.person
    assert str(Person.objects.get(pk=elsewhere.person_id)) == "Jan Kos"


def test_a_wrong_surname_on_a_certificate_is_put_right_after_the_event(
    staff: Client, event: Event, sweep_outbox: Any
) -> None:
    person = sign_up(event)[0]
    for session in open_sessions(event_id=event.pk):
        check_in(participant_id=person.pk, session_id=session.pk, by=None)
    set_terms(event_id=event.pk, by=None, **TERMS)
    complete_event(event_id=event.pk, by=None)
    prepare_certificates(event_id=event.pk, by=None)
    issue_waiting()
    folder = EventFolderFactory(event=event, ready=True)
    old = Certificate.objects.get()
    sweep_outbox()

    corrected(staff, person, last_name="Nowak")
    assert issue_waiting() == 1
    assert sweep_outbox() == []  # nothing leaves before staff have seen the message
    new = Certificate.objects.get(state="issued")
    assert (new.instead_of, new.serial) == (old, old.serial + 1)
    with new.content.open() as paper:
        assert "Anna Nowak " in words_of(paper.read()) + " "
    page = Client().get(f"/zaswiadczenie/{old.code}/").content.decode()
    assert ("To zaświadczenie zostało zastąpione" in page, new.code in page) == (True, False)
    send = f"/panel/wydarzenia/{event.pk}/zaswiadczenia/{new.pk}/wyslanie/"
    assert send in staff.get(f"/panel/wydarzenia/{event.pk}/zaswiadczenia/").content.decode()
    assert person.token not in staff.get(send).content.decode()
    for _ in range(2):
        staff.post(send)
    [mail] = sweep_outbox()
    assert (mail.to, new.number in mail.body) == (["anna@example.org"], True)
    states = dict(EventFolder.objects.values_list("pk", "state"))
    assert states.pop(folder.pk) == "expired"
    assert list(states.values()) == ["waiting"]


def test_figures_follow_a_corrected_entity_on_a_closed_list(staff: Client, event: Event) -> None:
    person = sign_up(event)[0]
    for session in open_sessions(event_id=event.pk):
        check_in(participant_id=person.pk, session_id=session.pk, by=None)
    complete_event(event_id=event.pk, by=None)
    assert event_figures(event).entities == 0
    corrected(staff, person, entity=EntityFactory(name="Spółdzielnia Makowianka", published=True).name)
    assert event_figures(event).entities == 1


def test_an_address_that_is_put_right_leads_to_a_new_link_and_after_the_event_nobody_is_written_to(
    staff: Client, cast: Cast, event: Event, sweep_outbox: Any, time_machine: Any
) -> None:
    person = sign_up(event)[0]
    sweep_outbox()
    corrected(staff, person, email="dobra@example.org")
    after = Participant.objects.select_related("registration").get(pk=person.pk)
    assert {after.token, after.ticket, after.registration.token}.isdisjoint(
        {person.token, person.ticket, person.registration.token}
    )
    assert [mail.to for mail in sweep_outbox()] == [["dobra@example.org"]]
    time_machine.move_to(f"{event.ends_on.replace(year=event.ends_on.year + 1)}T12:00")
    staff.force_login(cast.animator)
    corrected(staff, after, email="lepsza@example.org")
    after.refresh_from_db()
    assert (after.email, sweep_outbox()) == ("lepsza@example.org", [])


def test_the_history_of_a_person_is_theirs_alone(staff: Client, event: Event) -> None:
    anna, jan = sign_up(event, NewPerson("Anna", "Nowakk"), NewPerson("Jan", "Lis"))
    corrected(staff, anna, last_name="Nowak")
    [ewa] = add_people(
        registration_id=anna.registration_id, people=[NewPerson("Ewa", "Kos")], form_key="dopisana", by=None
    )
    told = {one.first_name: words(staff, one).partition("Co się działo")[2] for one in (anna, jan, ewa)}
    seen = {name: [word for word in ("zgłoszenie", "poprawka danych", "Nowakk", "dopisane osoby") if word in text]
            for name, text in told.items()}  # fmt: skip
    assert seen == {
        "Anna": ["zgłoszenie", "poprawka danych", "Nowakk"],
        "Jan": ["zgłoszenie"],
        "Ewa": ["dopisane osoby"],
    }
