"""The list at the door through HTTP: ticks without a script, batches of marks, people without registration or place."""

import json
import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.attendance.grid import add_from_paper
from events.attendance.models import Attendance, Mark
from events.attendance.paper import _rows, parts_of
from events.attendance.services import choose_sessions, complete_event, open_sessions
from events.catalogue.refusals import EventRefused
from events.programme.services import set_stops
from events.registration.models import Participant, RegistrationSource
from events.registration.places import recount
from events.registration.services import NewPerson
from events.registration.tickets import ticket_code, ticket_print
from tests.factories import EntityFactory, EventFactory, ParticipantFactory, RegistrationFactory, StopFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(cast):
    [session] = open_sessions(
        event_id=EventFactory(published=True, centre=cast.centre, starts_on=timezone.localdate()).pk
    )
    return session


@pytest.fixture
def staff(client, cast):
    client.force_login(cast.animator)
    return client


def person(event, first, last, entity=None, **kwargs):
    registration = RegistrationFactory(event=event, entity=entity)
    return ParticipantFactory(registration=registration, first_name=first, last_name=last, **kwargs)


def url(session, tail=""):
    return f"/panel/wydarzenia/{session.event_id}/obecnosc/{session.pk}/{tail}"


def tap(who, *, here=True, at=None, key=None, how="tap"):
    at = at or int(timezone.now().timestamp() * 1000)
    return {"id": str(key or uuid.uuid4()), "who": who.pk, "here": here, "at": at, "how": how}


def send(client, session, marks):
    return client.post(url(session, "znaki/"), json.dumps({"marks": marks}), content_type="application/json")


def test_a_batch_is_answered_mark_by_mark_with_the_new_state_and_changes_nothing_when_sent_again(staff, session):
    here, gone, waits = (person(session.event, "Ola", name) for name in ("Żak", "Ćma", "Bąk"))
    Participant.objects.filter(pk=waits.pk).update(state="waiting", waiting_since=timezone.now(), confirmed_at=None)
    foreign = ParticipantFactory()
    past = int((timezone.now() - timedelta(minutes=5)).timestamp() * 1000)
    marks = [
        tap(gone, here=False, at=past + 9),
        tap(gone, at=past),
        tap(here, at=past, how="scan"),
        tap(waits),
        tap(foreign),
    ]
    for _again in range(3):
        said = send(staff, session, marks).json()
        assert list(said["taken"].values()) == ["kept", "kept", "kept", "no-place", "unknown"]
        assert (said["here"], said["of"]) == ({str(here.pk): past}, 2)
    row = Attendance.objects.get()
    assert (row.participant, row.method, row.marked_by) == (here, "scan", staff.get(url(session)).wsgi_request.user)
    assert Mark.objects.count() == 3
    assert staff.get(url(session, "stan/")).json()["here"] == {str(here.pk): past}


def test_what_no_device_of_ours_sends_is_refused(staff, session):
    one = {"id": str(uuid.uuid4()), "who": 1, "here": True, "at": 1}
    wrong = [{"id": "x"}, {"id": 7}, {"who": "1"}, {"who": True}, {"who": 2**70}]
    wrong += [{"at": 1.5}, {"at": -1}, {"at": 10**30}, {"here": 1}]
    bodies = ["", "[]", '{"marks": 7}', '{"marks": [7]}', '{"marks": [null]}', json.dumps({"marks": [one] * 201})]
    for body in bodies + [json.dumps({"marks": [one | part]}) for part in wrong]:
        answer = staff.post(url(session, "znaki/"), body, content_type="application/json")
        assert (answer.status_code, Mark.objects.count()) == (400, 0), body[:80]


def test_reading_marks_nobody(staff, session):
    one = person(session.event, "Ola", "Żak")
    for tail in ("", f"?here={one.pk}&was_here=", "stan/", f"miejsce/{one.pk}/", "osoba/"):
        assert staff.get(url(session, tail)).status_code == 200
    assert staff.get(f"/bilet/{one.ticket}/").status_code == 302
    assert staff.get(url(session, "znaki/")).status_code == 405
    assert not Mark.objects.exists()


def test_ticks_without_a_script_touch_only_those_shown(staff, session):
    one, two = (person(session.event, "Ola", name) for name in ("Żak", "Ćma"))
    staff.post(url(session), {"here": [one.pk]})
    staff.post(url(session), {"here": [two.pk]})  # a page opened before the first was marked
    assert Attendance.objects.count() == 2
    staff.post(url(session), {"was_here": [one.pk]})
    assert Attendance.objects.get().participant == two


def test_the_list_is_searched_without_marks_by_name_entity_and_ticket_code_and_says_who_is_missing(staff, session):
    kitchen = EntityFactory(name="Spółdzielnia „Łąka”")
    one, two = person(session.event, "Łucja", "Żółć", kitchen), person(session.event, "Jan", "Nowak", kitchen)
    person(session.event, "Bez", "Nikogo")
    send(staff, session, [tap(two)])

    def found(typed, **more):
        answer = staff.post(url(session), {"q": typed, **more})  # names have no place in an address
        return [row.participant for row in answer.context["rows"]]

    assert found("zolc") == found("lucja zol") == found(ticket_code(one.ticket)) == [one]
    assert found("laka") == [two, one]
    assert found("laka", tylko="brak") == [one]
    assert found("zolc nowak") == []
    assert Attendance.objects.get().participant == two  # a search marks nobody
    narrowed = staff.post(url(session), {"q": "zolc", "tylko": "brak"}).content.decode()
    assert 'name="tylko" value="brak"' in narrowed
    answer = staff.post(url(session), {"here": [one.pk], "tylko": "brak"})
    assert answer.url == f"{url(session)}?tylko=brak"
    staff.post(url(session), {"was_here": [one.pk]})
    page = staff.get(url(session))
    assert page.context["door"].missing == [("", 1), (kitchen.name, 1)]
    assert ticket_print(one.ticket) in page.content.decode()
    assert one.ticket not in page.content.decode()


def test_somebody_without_a_registration_is_registered_first_and_once(staff, session):
    form_key = staff.get(url(session, "osoba/")).context["form"].initial["form_key"]
    data = {"form_key": form_key, "first_name": "Ewa", "last_name": "Bąk", "role": "guest"}
    data |= {"entity": "Zupełnie Nowa Spółdzielnia", "entity-kind": EntityFactory().kind.pk}
    for _again in range(2):  # sent again, it means the same person, no namesake
        assert staff.post(url(session, "osoba/"), data).status_code == 302
    row = Attendance.objects.get()
    assert (row.method, row.participant.role, row.participant.registration.source) == (
        "walk_in",
        "guest",
        RegistrationSource.WALK_IN,
    )
    assert (row.participant.entity.name, row.participant.entity.state) == ("Zupełnie Nowa Spółdzielnia", "proposed")

    # A namesake is shown before a second registration is made.
    form_key = staff.get(url(session, "osoba/")).context["form"].initial["form_key"]
    again = {"form_key": form_key, "first_name": "ewa", "last_name": "Bak", "role": "participant"}
    answer = staff.post(url(session, "osoba/"), again)
    assert (answer.status_code, answer.context["namesakes"]) == (422, [row.participant])
    assert Participant.objects.count() == 1
    staff.post(url(session, "osoba/"), again | {"another": "1"})
    assert Participant.objects.count() == 2


@pytest.mark.parametrize("how", ["approval", "the limit was taken away"])
def test_who_came_without_a_registration_has_a_place_whoever_else_waits(staff, session, how):
    event = session.event
    if how == "approval":
        event.registration_mode = "approval"
    else:  # and who waited until then was not called
        event.promotion_stops_at = timezone.now() - timedelta(minutes=1)
    event.save()
    person(event, "Ola", "Żak", waiting=True)
    recount(event)
    for number, name in enumerate(("Bąk", "Ryś")):
        data = {"form_key": f"{number}" * 32, "first_name": "Ewa", "last_name": name, "role": "participant"}
        assert staff.post(url(session, "osoba/"), data).status_code == 302
    add_from_paper(
        event_id=event.pk,
        person=NewPerson("Jan", "Sum"),
        entity=None,
        session_ids=[session.pk],
        by=None,
        form_key="2" * 32,
    )
    here = Attendance.objects.values_list("participant__last_name", "participant__state")
    assert sorted(here) == [("Bąk", "confirmed"), ("Ryś", "confirmed"), ("Sum", "confirmed")]
    event.refresh_from_db()
    assert (event.capacity, event.taken, event.waiting, event.places_over) == (None, 3, 1, 0)


def test_who_waits_and_came_is_asked_for_once_then_has_place_and_mark(staff, session):
    waits = person(session.event, "Ola", "Żak", waiting=True)
    page = staff.get(url(session))
    assert (page.context["rows"], page.context["door"].placeless) == ([], [waits])
    assert staff.post(url(session, f"miejsce/{waits.pk}/")).status_code == 302
    assert Attendance.objects.get().participant == waits
    assert staff.get(url(session)).context["door"].placeless == []


def test_a_ticket_leads_staff_to_the_person_and_tells_strangers_nothing(cast, session, client):
    one = person(session.event, "Ola", "Żak")
    address = f"/bilet/{one.ticket}/"
    texts = set()
    for user in (None, cast.participant, cast.editor, cast.other_animator):
        visitor = Client()
        if user:
            visitor.force_login(user)
        for ticket in (address, "/bilet/zmyslony-bilet-ktorego-nie-ma/"):
            texts.add(visitor.get(ticket).content.decode().split("<main")[1])
    [text] = texts
    assert "Żak" not in text
    client.force_login(cast.animator)
    assert client.get(address).url == f"{url(session)}#osoba-{one.pk}"
    answers = [client.get(f"/bilet/{'x' * 30}{n}/").status_code for n in range(31)]
    assert answers == [200] * 30 + [429]


def test_a_closed_list_says_so_and_is_corrected_by_those_with_the_right_alone(cast, staff, session):
    one = person(session.event, "Ola", "Żak")
    complete_event(event_id=session.event_id, by=None)
    page = staff.get(url(session)).content.decode()
    assert "Zapisz poprawki" in page
    editor = Client()
    editor.force_login(cast.editor)
    assert editor.post(url(session), {"here": [one.pk]}).status_code == 403
    assert send(editor, session, [tap(one)]).status_code == 403
    assert not Attendance.objects.exists()
    staff.post(url(session), {"here": [one.pk]})
    assert Attendance.objects.get().marked_by == cast.animator


def test_lists_for_stops_are_chosen_on_a_page(staff, session):
    farm = StopFactory(event=session.event, name="Gospodarstwo")
    page = f"/panel/wydarzenia/{session.event_id}/obecnosc/listy/"
    assert staff.get(page).context["days"] == [(session.day, True, [farm])]
    answer = staff.post(page, {"stop": [farm.pk]}, follow=True)
    assert [one.name for one in answer.context["sessions"]] == ["Gospodarstwo"]
    assert staff.post(f"/panel/wydarzenia/{session.event_id}/obecnosc/").url == answer.redirect_chain[-1][0]


def test_a_stop_moved_takes_its_list_along_and_one_with_marks_cannot_be_removed(cast, staff, session):
    event, one = session.event, person(session.event, "Ola", "Żak")
    event.ends_on = event.starts_on + timedelta(days=1)
    event.save()
    farm, mill = (StopFactory(event=event, name=name) for name in ("Gospodarstwo", "Młyn"))
    lists, _kept = choose_sessions(event_id=event.pk, days=[], stops=[farm.pk, mill.pk], by=None)
    at_farm = next(found for found in lists if found.stop == farm)
    send(staff, at_farm, [tap(one)])
    farm.day = event.ends_on
    farm.save()
    open_sessions(event_id=event.pk)
    at_farm.refresh_from_db()
    assert at_farm.day == event.ends_on
    with pytest.raises(EventRefused, check=lambda refused: refused.reason == "stop-in-use"):
        set_stops(event_id=event.pk, stops=[], by=None)
    assert list(event.stops.all()) == [mill, farm]


def test_only_the_door_may_use_the_camera_and_compile_the_reader(staff, session):
    page, other = staff.get(url(session)), staff.get(url(session, "osoba/"))
    assert "'wasm-unsafe-eval'" in page["Content-Security-Policy"]
    assert "camera=(self)" in page["Permissions-Policy"]
    assert "wasm" not in other["Content-Security-Policy"]
    assert "camera=()" in other["Permissions-Policy"]


@pytest.mark.parametrize("tail", ["", "stan/"])
def test_the_list_costs_the_same_for_1_and_30(staff, session, constant_queries, tail):
    def add(n):
        for k in range(n):
            one = person(session.event, "Ola", f"Żak{k}", EntityFactory())
            person(session.event, "Jan", f"Czeka{k}", EntityFactory(), waiting=True)
            send(staff, session, [tap(one)])

    assert constant_queries(staff, url(session, tail), add) <= 12


def test_the_rest_of_a_group_is_marked_by_one_button_without_a_script(staff, session):
    first = person(session.event, "Ola", "Bąk")
    others = [ParticipantFactory(registration=first.registration, last_name=name) for name in ("Ćma", "Lis")]
    alone = person(session.event, "Jan", "Żak")
    button = f'name="group" value="{first.registration_id}"'
    page = staff.get(url(session)).content.decode()
    assert (page.count(button), page.count(f"{button} hidden"), page.count('class="rest"')) == (3, 3, 3)
    staff.post(url(session), {"here": [first.pk]})
    page = staff.get(url(session)).content.decode()
    assert (page.count(f"{button}>"), page.count(f"{button} hidden")) == (1, 2)
    assert page.count('Reszta grupy (<b class="n">2</b>)') == 1
    staff.post(url(session), {"here": [first.pk], "was_here": [first.pk], "group": first.registration_id})
    marked = set(Attendance.objects.filter(session=session).values_list("participant_id", flat=True))
    assert marked == {first.pk, *(one.pk for one in others)}
    assert alone.pk not in marked


def test_namesakes_are_told_apart_at_the_door_on_paper_and_in_the_grid(staff, session):
    event, farm = session.event, EntityFactory(name="Zagroda")
    named = {"first": "Anna", "last": "Nowak"}
    person(event, **named, entity=farm, function="prezeska", queue_number=3)
    person(event, **named, entity=farm, function="księgowa", queue_number=4)
    person(event, **named, queue_number=5)
    person(event, "ANNA", "Nowák", queue_number=6)
    person(event, "Adam", "Inny", entity=farm, function="kucharz", queue_number=7)
    told = [
        "Zagroda",
        "Zagroda, prezeska",
        "Zagroda, księgowa",
        "prywatnie, zgłoszenie nr 5",
        "prywatnie, zgłoszenie nr 6",
    ]
    page = staff.get(url(session)).content.decode()
    assert re.findall(r"<b>[^<]+</b><small>([^<]*)</small>", page) == told
    [part] = _rows(parts_of(event))[:-1]
    assert [row["entity"] for row in part["rows"]] == told
    grid = staff.get(f"/panel/wydarzenia/{event.pk}/obecnosc/papier/").content.decode()
    assert re.findall(r'<small class="soft" lang="pl">([^<]*)</small>', grid) == [
        "prezeska",
        "księgowa",
        "prywatnie, zgłoszenie nr 5",
        "prywatnie, zgłoszenie nr 6",
    ]
