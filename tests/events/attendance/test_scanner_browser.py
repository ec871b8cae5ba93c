"""Tickets before the camera in Chromium: with and without a network, held long, of others."""

import io
from contextlib import contextmanager

import pytest
import segno
from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import expect

from common.db.fields import new_token
from events.attendance.models import Attendance
from events.registration.tickets import ticket_address
from tests.browser import QUIET
from tests.events.attendance.test_door_browser import address, here, look, session  # noqa: F401
from tests.servers import chromium_program

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEARD = """() => {
  const box = document.querySelector("#scan p")
  window.heard = []
  new MutationObserver(() => { if (box.textContent) window.heard.push(box.textContent) })
    .observe(box, { childList: true, characterData: true, subtree: true })
}"""


def frame(text: str) -> bytes:
    """What the camera sees: the code of a ticket, or with an empty text a white wall."""
    picture = Image.new("RGB", (640, 480), "white")
    if text:
        code = io.BytesIO()
        segno.make(text, error="m").save(code, kind="png", scale=8, border=6)
        drawn = Image.open(code).convert("RGB")
        drawn.thumbnail((440, 440))
        picture.paste(drawn, (100, 20))
    drawn = io.BytesIO()
    picture.save(drawn, "JPEG", quality=95)
    return drawn.getvalue()


@contextmanager
def camera(playwright, base_url, user, video, frames):
    """A page of this user in a browser whose camera shows these frames again and again."""
    video.write_bytes(b"".join(frames))
    fake = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    args = [*QUIET, *fake, f"--use-file-for-fake-video-capture={video}"]
    browser = playwright.chromium.launch(executable_path=chromium_program(), args=args)
    try:
        context = browser.new_context(base_url=base_url, permissions=["camera"], locale="pl-PL")
        context.set_default_timeout(30_000)
        staff = Client()
        staff.force_login(user)
        cookie = staff.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": base_url}])
        page, said = context.new_page(), []
        page.on("console", lambda one: said.append(one.text))
        page.on("pageerror", lambda error: said.append(f"Content Security Policy or worse: {error}"))
        yield page
        assert [text for text in said if "Content Security Policy" in text] == []
    finally:
        browser.close()


def test_a_ticket_marks_its_owner_once_without_a_network_where_the_camera_was_never_opened(
    playwright,
    base_url,
    cast,
    session,  # noqa: F811
    tmp_path,
):
    owner = session.event.participants.get(last_name="Grządziel")
    with camera(
        playwright, base_url, cast.animator, tmp_path / "ticket.mjpeg", [frame(ticket_address(owner.ticket))]
    ) as page:
        page.goto(address(session))
        page.locator("#door[data-live][data-kept]").wait_for()
        page.context.set_offline(True)
        page.reload()  # the page and the scanner come from the device
        page.locator("#door[data-live]").wait_for()
        page.evaluate(HEARD)
        page.get_by_role("button", name="Skanuj bilety").click()
        expect(page.get_by_label("Grządziel")).to_be_checked()
        expect(page.locator("#scan p")).to_have_text("Paweł Grządziel: zaznaczono obecność")
        look(page, "door-scan")
        # Held for six seconds more, it stays one scan.
        page.wait_for_function("() => document.querySelector('#scan video').currentTime > 6")
        assert page.evaluate("heard") == ["Przyłóż kod biletu do aparatu.", "Paweł Grządziel: zaznaczono obecność"]
        page.get_by_role("button", name="Zakończ skanowanie").click()
        expect(page.get_by_role("button", name="Skanuj bilety")).to_be_focused()
        assert here(session) == []
        page.context.set_offline(False)
        expect(page.locator(".row--waits")).to_have_count(0)
        row = Attendance.objects.get(session=session)
        assert (row.participant, row.method) == (owner, "scan")


def test_a_second_wrong_code_is_announced_like_the_first(playwright, base_url, cast, session, tmp_path):  # noqa: F811
    wrong = [frame(ticket_address(new_token())) for _ in "12"]
    wall = frame("")
    frames = [wrong[0]] * 30 + [wall] * 90 + [wrong[1]] * 30 + [wall] * 90
    with camera(playwright, base_url, cast.animator, tmp_path / "wrong.mjpeg", frames) as page:
        page.goto(address(session))
        page.locator("#door[data-live]").wait_for()
        page.evaluate(HEARD)
        page.get_by_role("button", name="Skanuj bilety").click()
        no = "Tego biletu nie ma na tej liście."
        page.wait_for_function("no => heard.filter(text => text === no).length >= 2", arg=no)
        assert set(page.evaluate("heard")) == {"Przyłóż kod biletu do aparatu.", no}
    assert here(session) == []
