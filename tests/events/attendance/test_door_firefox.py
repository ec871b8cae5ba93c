"""The door in Debian's Firefox: a tap, the rest of a group, without a network and back. Asked by `make soak`."""

import pytest
from django.conf import settings
from django.test import Client

from events.attendance.models import Attendance
from tests.events.attendance.test_door_browser import address, here, session  # noqa: F401
from tests.factories import ParticipantFactory
from tests.firefox import firefox

pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.django_db(transaction=True)]

TAP = "name => [...document.querySelectorAll('.row')].find(row => row.textContent.includes(name)).click()"
MARKED = "n => document.querySelector('#count b').textContent === String(n)"
LIVE = "() => document.querySelector('#door[data-live]')"


def test_the_door_is_kept_in_firefox_without_a_network_and_sent_when_it_is_back(
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

        page.offline(True)
        page.goto(live_server.url + address(session))  # the page comes from the device
        page.until(LIVE)
        page.run(TAP, "Grządziel")
        page.until("() => document.querySelector('.rest:not([hidden])')")
        page.run("() => document.querySelector('.rest:not([hidden])').click()")
        page.until(MARKED, 3)
        page.until("() => document.querySelectorAll('.row--waits').length === 2")
        kept = "async () => (await (await caches.open('door')).keys()).map(one => one.url).join(' ')"
        files = page.run(kept)
        assert [files.count(name) > 0 for name in ("door-scan", "ponyfill", "zxing_reader")] == [True, True, True]
        assert Attendance.objects.filter(session=session).count() == 1

        page.offline(False)
        page.run("() => dispatchEvent(new Event('online'))")
        page.until("() => !document.querySelector('.row--waits') && !document.querySelector('#trouble').textContent")
    assert here(session) == ["Brzęczyszczykiewicz", "Grządziel", "Żur"]
