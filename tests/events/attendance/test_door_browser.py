"""The door in Chromium: taps without a network, sign-in that ends meanwhile, two devices, tickets before the camera."""

import os
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session as SignedIn
from django.utils import timezone
from playwright.sync_api import expect

from events.attendance.models import Attendance, Mark
from events.attendance.services import check_in, open_sessions
from tests.browser import comes_true
from tests.factories import EntityFactory, EventFactory, ParticipantFactory, RegistrationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEYBOARD = 300  # how much of 740 px the keyboard of a phone takes
SHOTS = os.environ.get("OWES_TEST_SHOTS", "")
NAMES = [
    ("Danuta", "Brzęczyszczykiewicz"),
    ("Stefan", "Dżdżownik"),
    ("Paweł", "Grządziel"),
    ("Irena", "Konstantynopolitańczyk"),
    ("Żaneta", "Źrebiec"),
]


@pytest.fixture
def session(cast):
    event = EventFactory(published=True, centre=cast.centre, starts_on=timezone.localdate(), title="Kęty po raz drugi")
    entities = [EntityFactory(name=name) for name in ("Spółdzielnia Socjalna „Koniczynka”", "Urząd Gminy Kęty")]
    for n, (first, last) in enumerate(NAMES):
        ParticipantFactory(
            registration=RegistrationFactory(event=event, entity=entities[n % 2]),
            first_name=first,
            last_name=last,
        )
    ParticipantFactory(registration=RegistrationFactory(event=event), first_name="Ola", last_name="Czeka", waiting=True)
    return open_sessions(event_id=event.pk)[0]


def look(page, name):
    if SHOTS:
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png")


def address(session):
    return f"/panel/wydarzenia/{session.event_id}/obecnosc/{session.pk}/"


def here(session):
    rows = Attendance.objects.filter(session=session).select_related("participant")
    return sorted(row.participant.last_name for row in rows)


def count(page, n):
    expect(page.locator("#count b")).to_have_text(str(n))


def open_door(page, session):
    page.goto(address(session))
    page.locator("#door[data-live][data-kept]").wait_for()


def test_taps_without_a_network_are_kept_over_a_reload_and_sent_once(page, context, sign_in, axe, cast, session):
    sign_in(cast.animator)
    open_door(page, session)
    page.get_by_label("Brzęczyszczykiewicz").check()
    count(page, 1)
    expect(page.locator(".row--waits")).to_have_count(0)
    assert here(session) == ["Brzęczyszczykiewicz"]

    # Another device marks somebody: seen here without touching anything.
    other = session.event.participants.get(last_name="Dżdżownik")
    check_in(participant_id=other.pk, session_id=session.pk, by=None)
    count(page, 2)
    look(page, "door")
    assert axe(page) == []

    context.set_offline(True)
    for name in ("Grządziel", "Konstantynopolitańczyk", "Źrebiec"):
        page.get_by_label(name).check()
    expect(page.locator("#trouble")).to_contain_text("3 zaznaczenia czekają na sieć.")
    count(page, 5)
    look(page, "door-offline")
    assert axe(page) == []
    page.reload()  # the page itself comes from the device
    page.locator("#door[data-live]").wait_for()
    expect(page.locator("#trouble")).to_contain_text("3 zaznaczenia czekają na sieć.")
    page.get_by_label("Źrebiec").uncheck()
    expect(page.locator("#trouble")).to_contain_text("4 zaznaczenia czekają na sieć.")
    assert len(here(session)) == 2

    context.set_offline(False)
    expect(page.locator("#trouble")).to_have_text("")
    expect(page.locator(".row--waits")).to_have_count(0)
    count(page, 4)
    assert here(session) == ["Brzęczyszczykiewicz", "Dżdżownik", "Grządziel", "Konstantynopolitańczyk"]
    assert Mark.objects.count() == 6


OF_MARKS = """async () => {
  const asked = indexedDB.open("door", 1)
  const base = await new Promise((done) => { asked.onsuccess = () => done(asked.result) })
  const all = base.transaction("marks").objectStore("marks").getAll()
  return new Promise((done) => { all.onsuccess = () => done(all.result.map((mark) => Object.keys(mark).sort())) })
}"""


def test_sign_in_that_ended_keeps_the_taps_and_signing_out_forgets_the_page(page, context, sign_in, cast, session):
    sign_in(cast.animator)
    open_door(page, session)
    SignedIn.objects.all().delete()
    page.get_by_label("Grządziel").check()
    link = page.locator("#trouble a")
    expect(page.locator("#trouble")).to_contain_text("1 zaznaczenie czeka na sieć.")
    assert here(session) == []
    assert page.evaluate(OF_MARKS) == [["at", "here", "how", "id", "session", "url", "who"]]  # no name
    look(page, "door-signed-out")
    assert f"next={address(session)}" in link.get_attribute("href")
    link.click()
    page.wait_for_url("**/logowanie/**")
    comes_true(page, "async () => !(await caches.keys()).includes('door')")
    sign_in(cast.animator)
    page.goto(address(session))
    expect(page.get_by_label("Grządziel")).to_be_checked()
    expect(page.locator(".row--waits")).to_have_count(0)
    assert here(session) == ["Grządziel"]


KEEP_MARKS = """async (marks) => {
  const asked = indexedDB.open("door", 1)
  const base = await new Promise((done) => { asked.onsuccess = () => done(asked.result) })
  const store = base.transaction("marks", "readwrite").objectStore("marks")
  for (const mark of marks) store.put(mark)
}"""


def test_a_refused_mark_is_sent_once_and_kept_and_the_page_says_whose_it_is(page, sign_in, axe, cast, session):
    sign_in(cast.animator)
    open_door(page, session)
    names = {one.last_name: one.pk for one in session.event.participants.all()}
    now = int(timezone.now().timestamp() * 1000)
    kept = {
        "session": str(session.pk),
        "url": page.locator("#door").get_attribute("data-marks"),
        "here": True,
        "at": now,
    }
    wrong = {"id": "a key of another version", "who": names["Grządziel"], "how": "tap"}
    right = {"id": "00000000-0000-4000-8000-000000000002", "who": names["Źrebiec"], "how": "tap"}
    page.evaluate(KEEP_MARKS, [kept | wrong, kept | right])
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.post_data_json["marks"]))

    page.reload()
    expect(page.locator("#trouble")).to_contain_text("Serwer nie przyjął zaznaczeń osób: Paweł Grządziel.")
    expect(page.locator("#trouble")).to_contain_text("powiadom koordynatora")
    page.get_by_label("Brzęczyszczykiewicz").check()
    count(page, 3)
    expect(page.locator(".row--waits")).to_have_count(1)
    assert here(session) == ["Brzęczyszczykiewicz", "Źrebiec"]
    look(page, "door-refused")
    assert axe(page) == []

    asked = len(sent)
    for _look in range(3):  # it looks again whenever the network comes back
        with page.expect_response("**/stan/"):
            page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".row--waits")).to_have_count(1)
    assert len(sent) == asked
    assert sum(wrong["id"] in [mark["id"] for mark in batch] for batch in sent) == 2  # with the other, and alone

    page.reload()  # kept, and tried once more
    expect(page.locator("#trouble")).to_contain_text("Paweł Grządziel")
    expect(page.locator(".row--waits")).to_have_count(1)


def test_search_by_keyboard_and_the_pages_beside_the_list(page, sign_in, axe, cast, session):
    sign_in(cast.animator)
    open_door(page, session)
    page.get_by_label("Szukaj nazwiska").focus()
    page.keyboard.type("konstantynopolitan")
    expect(page.locator(".rows li:visible")).to_have_count(1)
    for _stop in ("only those not here", "who is not here yet", "the row"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Konstantynopolitańczyk")).to_be_checked()
    expect(page.locator(".row--waits")).to_have_count(0)
    page.get_by_label("Szukaj nazwiska").fill("nikt taki")
    expect(page.locator("#nobody")).to_be_visible()
    waiting = session.event.participants.get(last_name="Czeka")
    for name, path in {
        "walk-in": f"{address(session)}osoba/",
        "admit": f"{address(session)}miejsce/{waiting.pk}/",
        "lists": f"/panel/wydarzenia/{session.event_id}/obecnosc/listy/",
        "ticket": f"/zgloszenie/osoba/{waiting.token}/bilet/",
        "ticket-own": f"/zgloszenie/osoba/{session.event.participants.first().token}/bilet/",
        "ticket-door": f"/bilet/{'x' * 32}/",
    }.items():
        page.goto(path)
        look(page, name)
        assert axe(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name


def test_names_are_on_the_first_screen_of_a_phone_and_what_is_found_stands_above_its_keyboard(
    page, sign_in, axe, cast, session
):
    for number in range(115):
        registration = RegistrationFactory(event=session.event, entity=session.event.registrations.first().entity)
        ParticipantFactory(
            registration=registration, first_name="Zofia", last_name=f"Mak{chr(97 + number % 26)}{number}"
        )
    first = session.event.participants.get(last_name="Brzęczyszczykiewicz").registration
    ParticipantFactory(registration=first, first_name="Jan", last_name="Żur")
    sign_in(cast.animator)
    page.set_viewport_size({"width": 360, "height": 740})
    open_door(page, session)
    dock = page.locator(".dock").bounding_box()["y"]
    boxes = [row.bounding_box() for row in page.locator(".rows .row").all()[:4]]
    assert all(box["y"] + box["height"] <= dock for box in boxes), (boxes, dock)
    assert page.evaluate("document.documentElement.scrollHeight") <= 8000
    assert axe(page) == []
    look(page, "door-120")
    page.set_viewport_size({"width": 360, "height": 740})

    page.get_by_label("Szukaj nazwiska").click()
    page.keyboard.type("zrebiec")
    found = page.locator(".rows li:visible")
    expect(found).to_have_count(1)
    box = found.bounding_box()
    assert 0 <= box["y"] <= 740 - KEYBOARD - box["height"], box
    look(page, "door-search")
    page.get_by_label("Szukaj nazwiska").fill("")

    # The rest of a group in one tap.
    page.get_by_label("Brzęczyszczykiewicz").check()
    rest = page.get_by_role("button", name="Reszta grupy (1)")
    expect(rest).to_have_count(1)
    look(page, "door-group")
    assert axe(page) == []
    rest.click()
    expect(page.get_by_label("Jan Żur")).to_be_checked()
    expect(page.locator(".rest:visible")).to_have_count(0)
    expect(page.locator(".row--waits")).to_have_count(0)
    assert here(session) == ["Brzęczyszczykiewicz", "Żur"]
