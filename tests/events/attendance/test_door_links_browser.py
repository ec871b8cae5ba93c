"""A volunteer's link in Chromium, with and without a network; what a browser keeps when staff sign out."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.attendance.door_links import make_door_link
from events.attendance.models import Attendance
from events.attendance.services import open_sessions
from tests.browser import comes_true
from tests.events.attendance.test_door_browser import here, look, open_door
from tests.factories import EventFactory, ParticipantFactory, RegistrationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORED = """() => new Promise(done => {
  const asked = indexedDB.open("door")
  asked.onsuccess = () => {
    const all = asked.result.transaction(["marks", "states"])
    const counts = ["marks", "states"].map(name => all.objectStore(name).count())
    all.oncomplete = () => done(counts.map(one => one.result))
  }
})"""


@pytest.fixture
def session(cast):
    event = EventFactory(published=True, centre=cast.centre, starts_on=timezone.localdate(), title="Kęty po raz trzeci")
    for last in ("Brzęczyszczykiewicz", "Dżdżownik"):
        ParticipantFactory(registration=RegistrationFactory(event=event), first_name="Danuta", last_name=last)
    return open_sessions(event_id=event.pk)[0]


@pytest.fixture
def code(session, cast):
    event = session.event
    return make_door_link(event=event, day=event.starts_on, may_add=True, by=cast.animator.pk)[1]


def test_the_link_opens_the_list_and_leaves_no_trace_of_its_secret(page, context, axe, session, code):
    asked = []
    context.on("request", lambda request: asked.append((request.url, request.headers.get("referer", ""))))
    page.goto("/")
    page.goto(f"/drzwi/#{code}")
    page.wait_for_url(f"**/drzwi/obecnosc/{session.pk}/")
    page.locator("#door[data-live][data-kept]").wait_for()
    look(page, "guest-door")
    assert axe(page) == []
    assert code not in str([url for url, _ in asked if "#" not in url] + [referer for _, referer in asked])
    page.go_back()
    assert code not in page.url
    page.goto(f"/drzwi/obecnosc/{session.pk}/")
    page.locator("#door[data-live][data-kept]").wait_for()

    context.set_offline(True)
    page.get_by_label("Brzęczyszczykiewicz").check()
    expect(page.locator("#trouble")).to_contain_text("1 zaznaczenie czeka na sieć.")
    page.reload()  # the page itself comes from the device
    page.locator("#door[data-live]").wait_for()
    expect(page.get_by_label("Brzęczyszczykiewicz")).to_be_checked()
    context.set_offline(False)
    expect(page.locator(".row--waits")).to_have_count(0)
    expect(page.locator("#trouble")).to_have_text("")
    assert here(session) == ["Brzęczyszczykiewicz"]


def test_the_pages_of_links_read_well_on_a_desk_and_on_a_phone(page, sign_in, both_widths, session, cast):
    page.goto("/drzwi/")
    assert both_widths(page) == []
    look(page, "guest-enter")
    page.get_by_label("Link albo kod").fill("zmyslony")
    page.get_by_role("button", name="Otwórz listę").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Ten link dzisiaj nie działa")
    assert both_widths(page) == []
    look(page, "guest-wrong")
    sign_in(cast.animator)
    page.goto(f"/panel/wydarzenia/{session.event_id}/obecnosc/linki/")
    page.get_by_label("Może dopisywać osoby").check()
    page.get_by_role("button", name="Utwórz link").click()
    expect(page.get_by_role("heading", name="jest gotowy")).to_be_visible()
    assert both_widths(page) == []
    look(page, "door-links")


def test_signing_out_clears_what_the_browser_keeps_when_nothing_waits(page, sign_in, session, cast):
    sign_in(cast.animator)
    open_door(page, session)
    page.get_by_label("Dżdżownik").check()
    expect(page.locator(".row--waits")).to_have_count(0)
    comes_true(page, "async () => (await caches.keys()).includes('door')")
    page.get_by_role("button", name="Wyloguj").first.click()
    page.wait_for_url("**/logowanie/**")
    comes_true(page, "async () => !(await caches.keys()).includes('door')")
    stored = page.evaluate(STORED)
    assert stored == [0, 0]
    assert Attendance.objects.count() == 1


def test_signing_out_says_first_that_marks_wait_to_be_sent(page, context, sign_in, both_widths, session, cast):
    sign_in(cast.animator)
    open_door(page, session)
    page.route("**/znaki/", lambda route: route.abort())  # the server cannot be reached for a while
    page.get_by_label("Dżdżownik").check()
    expect(page.locator("#trouble")).to_contain_text("1 zaznaczenie czeka na sieć.")
    page.get_by_role("button", name="Wyloguj").first.click()
    page.wait_for_url("**/wylogowanie/")
    expect(page.locator("#unsent")).to_contain_text("Niewysłane zaznaczenia na liście obecności: 1.")
    assert both_widths(page) == []
    look(page, "sign-out-waits")
    page.unroute_all()
    page.get_by_role("link", name="Otwórz listę").click()
    page.wait_for_url(f"**/obecnosc/{session.pk}/")
    expect(page.locator(".row--waits")).to_have_count(0)
    expect(page.get_by_label("Dżdżownik")).to_be_checked()
    assert here(session) == ["Dżdżownik"]
