"""The door in Debian's Firefox: the list is kept, a tap, the rest of a group. Asked by `make soak`."""

import pytest
from django.conf import settings
from django.test import Client

from tests.events.attendance.test_door_browser import address, here, session  # noqa: F401
from tests.factories import ParticipantFactory
from tests.firefox import firefox

pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.django_db(transaction=True)]

TAP = "name => [...document.querySelectorAll('.row')].find(row => row.textContent.includes(name)).click()"
MARKED = "n => document.querySelector('#count b').textContent === String(n)"


def test_the_door_is_kept_and_marked_in_firefox(
    live_server,
    cast,
    session,  # noqa: F811
    tmp_path,
):
    first = session.event.participants.get(last_name="Grządziel").registration
    ParticipantFactory(registration=first, first_name="Jan", last_name="Żur")
    staff = Client()
    staff.force_login(cast.animator)
    with firefox(tmp_path) as page:
        page.resize(360, 740)
        page.goto(live_server.url + "/robots.txt")
        page.add_cookie(name=settings.SESSION_COOKIE_NAME, value=staff.cookies[settings.SESSION_COOKIE_NAME].value)
        page.goto(live_server.url + address(session))
        page.until("() => document.querySelector('#door[data-live][data-kept]')")
        page.run(TAP, "Brzęczyszczykiewicz")
        page.until(MARKED, 1)
        page.until("() => !document.querySelector('.row--waits')")
        assert here(session) == ["Brzęczyszczykiewicz"]

        page.run(TAP, "Grządziel")
        page.until("() => document.querySelector('.rest:not([hidden])')")
        page.run("() => document.querySelector('.rest:not([hidden])').click()")
        page.until(MARKED, 3)
        page.until("() => !document.querySelector('.row--waits')")
    assert here(session) == ["Brzęczyszczykiewicz", "Grządziel", "Żur"]
