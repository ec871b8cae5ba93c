"""A volunteer's link: one event, one day, the list at the door and nothing else; made, revoked and logged by staff."""

import json
import re
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from common.auditlog.models import AuditEntry
from events.attendance.models import Attendance, DoorLink, Mark
from events.attendance.services import complete_event, open_sessions
from events.registration.models import Participant
from tests.factories import EventFactory, ParticipantFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
WARSAW = ZoneInfo("Europe/Warsaw")
ENTER = "/drzwi/"
CODE = re.compile(r"<code[^>]*>http\S+/drzwi/#([\w-]+)</code>")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 12, 3, 9, 0, tzinfo=WARSAW), tick=False) as clock:
        yield clock


@pytest.fixture
def event(cast):
    today = timezone.localdate()
    return EventFactory(published=True, centre=cast.centre, starts_on=today, ends_on=today + timedelta(days=1))


@pytest.fixture
def sessions(event):
    return open_sessions(event_id=event.pk)


@pytest.fixture
def staff(cast) -> Client:
    client = Client()
    client.force_login(cast.animator)
    return client


@pytest.fixture
def person(event):
    return ParticipantFactory(registration=RegistrationFactory(event=event), first_name="Ola", last_name="Żak")


def links(event) -> str:
    return f"/panel/wydarzenia/{event.pk}/obecnosc/linki/"


def make(staff: Client, event, **more: str) -> str:
    """The code of a new link for today, as the page shows it."""
    answer = staff.post(links(event), {"act": "make", "day": event.starts_on.isoformat(), **more})
    assert answer.status_code == 200
    return CODE.search(answer.content.decode())[1]


def volunteer(code: str) -> Client:
    client = Client()
    client.post(ENTER, {"code": code})
    return client


def door(session, tail: str = "") -> str:
    return f"/drzwi/obecnosc/{session.pk}/{tail}"


def tap(client: Client, session, person, *, here: bool = True):
    mark = {"id": str(uuid.uuid4()), "who": person.pk, "here": here, "at": int(timezone.now().timestamp() * 1000)}
    return client.post(door(session, "znaki/"), json.dumps({"marks": [mark]}), content_type="application/json")


def test_the_link_leads_to_the_list_of_today_and_marks(staff, event, sessions, person):
    client = Client()
    answer = client.post(ENTER, {"code": make(staff, event)})
    assert answer.url == door(sessions[0])
    page = client.get(answer.url).content.decode()
    assert "Ola Żak" in page
    client.post(door(sessions[0]), {"here": person.pk})
    assert Attendance.objects.filter(session=sessions[0], participant=person).count() == 1


def test_marks_of_a_device_are_taken_and_keep_their_link(staff, event, sessions, person):
    answer = tap(volunteer(make(staff, event)), sessions[0], person)
    assert list(answer.json()["taken"].values()) == ["kept"]
    mark = Mark.objects.get()
    assert (mark.door_link, mark.made_by) == (DoorLink.objects.get(), None)


def test_the_whole_address_may_be_pasted(staff, event, sessions):
    code = make(staff, event)
    answer = Client().post(ENTER, {"code": f"  https://portal.example/drzwi/#{code} "})
    assert answer.url == door(sessions[0])


def test_no_address_ever_holds_the_secret(staff, event, sessions):
    """It stands behind the #, which no browser sends; nothing that the server answers repeats it."""
    code, client = make(staff, event), Client()
    answer = client.post(ENTER, {"code": code})
    page = client.get(answer.url)
    assert code not in answer.url
    assert code not in page.content.decode()
    assert code not in str(dict(client.session))
    assert code not in str(DoorLink.objects.values().get())
    assert code not in str(list(AuditEntry.objects.values()))
    assert len(code) >= 43  # 256 bits in base64


def test_the_link_opens_nothing_else(staff, event, sessions, person, cast):
    client = volunteer(make(staff, event))
    assert client.get(f"/panel/wydarzenia/{event.pk}/obecnosc/{sessions[0].pk}/").status_code == 302
    assert client.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/").status_code == 302
    assert client.get("/konto/").status_code == 302
    tomorrow = sessions[1]
    [elsewhere] = open_sessions(event_id=EventFactory(published=True, starts_on=event.starts_on).pk)
    for other in (tomorrow, elsewhere):
        assert client.get(door(other)).status_code == 404
        assert client.get(door(other, "stan/")).status_code == 404
        assert tap(client, other, person).status_code == 404
    assert not Mark.objects.exists()


def test_the_page_leads_a_volunteer_nowhere_else(staff, event, sessions, person):
    page = volunteer(make(staff, event)).get(door(sessions[0])).content.decode()
    assert "/panel/" not in page
    assert "/konto/" not in page


def test_without_a_link_the_door_is_closed(client, event, sessions, person):
    assert client.get(door(sessions[0])).url == ENTER
    assert client.get(door(sessions[0], "stan/")).status_code == 403
    assert tap(client, sessions[0], person).status_code == 403
    assert client.get(door(sessions[0], "osoba/")).url == ENTER


@pytest.mark.parametrize("code", ["", "x", "zmyslony" * 6, "\x00", "#"])
def test_a_made_up_code_opens_nothing_and_the_page_says_what_to_do(client, code):
    answer = client.post(ENTER, {"code": code})
    assert answer.status_code == 422
    assert "Ten link dzisiaj nie działa" in answer.content.decode()


def test_it_ends_by_itself_at_midnight_in_poland(staff, event, sessions, person, clock):
    code = make(staff, event)
    client = volunteer(code)
    clock.move_to(datetime(2026, 12, 3, 23, 59, tzinfo=WARSAW))
    assert client.get(door(sessions[0])).status_code == 200
    clock.move_to(datetime(2026, 12, 4, 0, 1, tzinfo=WARSAW))
    assert client.get(door(sessions[0])).url == ENTER
    assert tap(client, sessions[0], person).status_code == 403
    assert Client().post(ENTER, {"code": code}).status_code == 422


def test_before_its_day_it_opens_nothing(staff, event, sessions, clock):
    code = make(staff, event, day=event.ends_on.isoformat())
    assert Client().post(ENTER, {"code": code}).status_code == 422
    clock.move_to(datetime(2026, 12, 4, 8, 0, tzinfo=WARSAW))
    assert Client().post(ENTER, {"code": code}).url == door(sessions[1])


def test_a_revoked_link_closes_the_door_behind_who_stands_there(staff, event, sessions, person):
    code = make(staff, event)
    client = volunteer(code)
    staff.post(links(event), {"act": "revoke", "link": DoorLink.objects.get().pk})
    assert client.get(door(sessions[0])).url == ENTER
    assert tap(client, sessions[0], person).status_code == 403
    assert Client().post(ENTER, {"code": code}).status_code == 422


def test_closed_lists_are_corrected_by_staff_alone(staff, event, sessions, person, cast):
    client = volunteer(make(staff, event))
    complete_event(event_id=event.pk, by=cast.animator.pk)
    assert client.get(door(sessions[0])).url == ENTER
    assert tap(client, sessions[0], person).status_code == 403


def test_people_are_added_only_where_staff_decided_so(staff, event, sessions):
    waiting = ParticipantFactory(registration=RegistrationFactory(event=event), last_name="Czeka", waiting=True)
    only_marks, adds = volunteer(make(staff, event)), volunteer(make(staff, event, may_add="on"))
    for tail in ("osoba/", f"miejsce/{waiting.pk}/"):
        assert only_marks.get(door(sessions[0], tail)).status_code == 404
        assert only_marks.post(door(sessions[0], tail), {}).status_code == 404
    assert "Czeka" not in only_marks.get(door(sessions[0])).content.decode()
    form_key = adds.get(door(sessions[0], "osoba/")).context["form"].initial["form_key"]
    new = {"first_name": "Jan", "last_name": "Nowy", "form_key": form_key}
    assert adds.post(door(sessions[0], "osoba/"), new).url == door(sessions[0])
    adds.post(door(sessions[0], f"miejsce/{waiting.pk}/"))
    present = Participant.objects.filter(attendances__session=sessions[0]).order_by("last_name")
    assert [one.last_name for one in present] == ["Czeka", "Nowy"]
    link = DoorLink.objects.get(may_add=True).pk
    notes = set(AuditEntry.objects.exclude(note="").values_list("note", flat=True))
    assert notes == {f"came to the door; link {link}"}


def test_making_using_and_revoking_are_in_the_log(staff, event, sessions, cast):
    volunteer(make(staff, event))
    link = DoorLink.objects.get()
    staff.post(links(event), {"act": "revoke", "link": link.pk})
    acts = AuditEntry.objects.filter(verb__startswith="event.door_link").order_by("pk")
    assert [(act.verb, act.actor_id, act.after["link"]) for act in acts] == [
        ("event.door_link_made", cast.animator.pk, link.pk),
        ("event.door_link_used", None, link.pk),
        ("event.door_link_revoked", cast.animator.pk, link.pk),
    ]


def test_the_link_is_shown_once(staff, event, sessions):
    code = make(staff, event)
    page = staff.get(links(event)).content.decode()
    assert code not in page
    assert f"Unieważnij link nr {DoorLink.objects.get().pk}" in page


def test_a_day_that_is_not_the_events_is_refused_next_to_its_field(staff, event, sessions):
    answer = staff.post(links(event), {"act": "make", "day": "2026-12-24"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["day"]
    assert not DoorLink.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("editor", 403), ("other_animator", 404), ("participant", 404)])
def test_only_staff_of_the_event_make_and_revoke(staff, event, sessions, cast, role, status):
    make(staff, event)
    client = Client()
    client.force_login(getattr(cast, role))
    for form in (
        {"act": "make", "day": event.starts_on.isoformat()},
        {"act": "revoke", "link": DoorLink.objects.get().pk},
    ):
        assert client.post(links(event), form).status_code == status
    assert DoorLink.objects.filter(revoked_at=None).count() == 1


def test_a_link_of_another_event_is_not_revoked_here(staff, event, sessions, cast):
    other = EventFactory(published=True, centre=cast.centre, starts_on=event.starts_on)
    make(staff, other)
    assert staff.post(links(event), {"act": "revoke", "link": DoorLink.objects.get().pk}).status_code == 404


def test_codes_are_not_tried_without_end(client):
    answers = [client.post(ENTER, {"code": f"proba{n}"}).status_code for n in range(61)]
    assert answers == [422] * 60 + [429]


def test_the_session_gets_a_new_key_with_the_link(staff, event, sessions):
    client = Client()
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    client.post(ENTER, {"code": make(staff, event)})
    assert client.session.session_key != session.session_key
