"""Five devices at one door, through HTTP against two web processes on PostgreSQL."""

import http.client
import json
import random
import uuid
from functools import partial

import pytest
from django.conf import settings
from django.test import Client as Signer
from django.utils import timezone

from accounts.models import User
from events.attendance.models import Attendance, Mark
from events.attendance.services import open_sessions
from tests.cast import make_cast
from tests.factories import EventFactory, ParticipantFactory, RegistrationFactory
from tests.load.web import Client, Web, all_at_once, say

pytestmark = pytest.mark.django_db(transaction=True)
DEVICES, PEOPLE, COPIES, BATCH = 5, 40, 10, 20


def device(web: Web, user: User, url: str) -> tuple[str, str]:
    """A signed-in device: its cookies and its token."""
    signer = Signer()
    signer.force_login(user)
    client = Client(
        web.port, cookies={settings.SESSION_COOKIE_NAME: signer.cookies[settings.SESSION_COOKIE_NAME].value}
    )
    state = json.loads(client.get(f"{url}stan/").text)
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items()), state["token"]


def send(web: Web, url: str, key: tuple[str, str], marks: list[dict[str, object]]) -> int:
    line = http.client.HTTPConnection("127.0.0.1", web.port, timeout=60)
    headers = {"Host": "127.0.0.1", "X-Forwarded-For": "10.0.0.1", "Cookie": key[0], "X-CSRFToken": key[1]}
    headers["Content-Type"] = "application/json"  # as static/js/door.js says
    try:
        line.request("POST", f"{url}znaki/", json.dumps({"marks": marks}), headers)
        answer = line.getresponse()
        said = json.loads(answer.read())
        assert set(said["taken"].values()) == {"kept"}
        return answer.status
    finally:
        line.close()


def test_5_devices_with_40_people_each_mark_sent_10_times_in_parallel_are_40_presences(web: Web) -> None:
    cast = make_cast()
    event = EventFactory(published=True, centre=cast.centre, starts_on=timezone.localdate())
    people = ParticipantFactory.create_batch(PEOPLE, registration=RegistrationFactory(event=event))
    [session] = open_sessions(event_id=event.pk)
    url = f"/panel/wydarzenia/{event.pk}/obecnosc/{session.pk}/"
    now, dice, acts, first = int(timezone.now().timestamp() * 1000), random.Random(5), [], {}
    for n in range(DEVICES):
        key = device(web, cast.animator, url)
        own = [
            {"id": str(uuid.uuid4()), "who": one.pk, "here": True, "at": now - 60_000 + n * 1000 + k}
            for k, one in enumerate(people)
        ]
        if n == 0:
            first = {mark["who"]: mark["at"] for mark in own}
        copies = own * COPIES
        dice.shuffle(copies)
        acts += [partial(send, web, url, key, copies[at : at + BATCH]) for at in range(0, len(copies), BATCH)]
    dice.shuffle(acts)
    began = timezone.now()
    for start in range(0, len(acts), 50):
        assert set(all_at_once(acts[start : start + 50])) == {200}
    say(f"{len(acts)} batches, 50 at once: {(timezone.now() - began).total_seconds():.1f} s")
    # One presence each, with the time of the earliest tap; every tap kept once.
    rows = Attendance.objects.filter(session=session)
    assert {row.participant_id: int(row.marked_at.timestamp() * 1000) for row in rows} == first
    assert Mark.objects.count() == DEVICES * PEOPLE
