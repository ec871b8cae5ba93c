"""A person without a registration comes while there is no network: written down, kept sealed, sent once."""

import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.attendance.models import Attendance
from events.attendance.services import open_sessions
from events.registration.models import Answer, Participant
from tests.factories import EventFactory, ParticipantFactory, QuestionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("OWES_TEST_SHOTS", "")

KEPT = """async () => {
  const asked = indexedDB.open("door-people")
  const base = await new Promise((done) => { asked.onsuccess = () => done(asked.result) })
  const all = (store) => new Promise((done) => {
    const got = base.transaction(store).objectStore(store).getAll()
    got.onsuccess = () => done(got.result)
  })
  const [people, keys] = [await all("people"), await all("keys")]
  base.close()
  const words = people.map((one) => new TextDecoder().decode(one.sealed)).join()
  const extractable = keys.map((one) => one.extractable)
  return { people: people.length, readable: words.includes("Walentyna"), extractable }
}"""


def shot(page, name):
    for width in (360, 1280) if SHOTS else ():
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png")


def test_a_walk_in_without_a_network_is_kept_sealed_and_registered_once(page, context, sign_in, cast):
    event = EventFactory(published=True, centre=cast.centre, starts_on=timezone.localdate())
    meal = QuestionFactory(event=event, text="Posiłek", kind="one", options="mięsny\nwege", per_participant=True)
    ParticipantFactory(registration__event=event)
    session = open_sessions(event_id=event.pk)[0]
    address = f"/panel/wydarzenia/{event.pk}/obecnosc/{session.pk}/"
    sign_in(cast.animator)
    page.goto(address)
    page.locator("#door[data-live][data-kept]").wait_for()

    context.set_offline(True)
    page.get_by_role("link", name="Dopisz osobę").click()
    page.get_by_label("Imię").fill("Walentyna")
    page.get_by_label("Nazwisko").fill("Spoza")
    page.get_by_label("wege").check()
    shot(page, "walk-in-offline")
    page.get_by_role("button", name="Dopisz i zaznacz obecność").click()
    page.wait_for_url(f"**{address}")
    expect(page.locator("#trouble")).to_contain_text("Wyślą się same, gdy wróci sieć")
    shot(page, "walk-in-waits")
    assert page.evaluate(KEPT) == {"people": 1, "readable": False, "extractable": [False]}
    assert Participant.objects.count() == 1

    context.set_offline(False)
    page.goto("/konto/")  # signing out says first that somebody was not sent
    page.locator("[data-sign-out] button").first.click()
    expect(page.locator("#unsent [data-people] b")).to_have_text("1")
    page.goto(address)
    expect(page.locator("#trouble")).to_have_text("")
    expect(page.get_by_label("Spoza")).to_be_checked()
    assert Participant.objects.filter(last_name="Spoza", registration__source="walk_in").count() == 1
    assert Answer.objects.get(question=meal).value == "wege"
    assert Attendance.objects.get(session=session).participant.last_name == "Spoza"
    assert page.evaluate(KEPT) == {"people": 0, "readable": False, "extractable": []}
