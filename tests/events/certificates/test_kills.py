"""A worker killed in the middle of making certificates: the next makes the rest, no number is lost or given twice."""

import os
import signal
from pathlib import Path

import pytest

from common.outbox.models import OutboxMail
from events.attendance.services import check_in, complete_event, open_sessions
from events.certificates.models import Certificate, CertificateCounter
from events.certificates.services import issue_waiting, prepare_certificates, set_terms
from events.certificates.states import CertificateState
from files.models import private_storage
from tests.factories import EventFactory, ParticipantFactory
from tests.papers import words_of
from tests.workers import children, until, worker

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc"),
]
PEOPLE = 8
WORKER = """
import django
django.setup()
from events.certificates import services
services.AT_ONCE = 2
services.issue_waiting()
"""


def issued() -> int:
    return Certificate.objects.filter(state=CertificateState.ISSUED).count()


def kept() -> set[str]:
    """Every stored certificate."""
    storage = private_storage()
    if not storage.exists("certificates"):
        return set()
    folders = storage.listdir("certificates")[0]
    return {f"certificates/{one}/{name}" for one in folders for name in storage.listdir(f"certificates/{one}")[1]}


def test_a_killed_worker_leaves_no_gap_and_no_double(cast) -> None:
    event, before = EventFactory(published=True, centre=cast.centre, kind="training"), kept()
    [session] = open_sessions(event_id=event.pk)
    for n in range(PEOPLE):
        person = ParticipantFactory(registration__event=event, sort_name=f"a{n:03}")
        check_in(participant_id=person.pk, session_id=session.pk, by=None)
    set_terms(event_id=event.pk, by=None, share=50, place="Kęty", signatory="Anna Żak")
    complete_event(event_id=event.pk, by=None)
    assert prepare_certificates(event_id=event.pk, by=None) == PEOPLE
    killed = 0
    for least in (0, 2):  # while it prints its first lot, then a later one of four
        with worker(WORKER) as process:
            until(lambda least=least, pid=process.pid: children(pid) != [] and issued() >= least)
            os.kill(process.pid, signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
    assert killed == 2
    assert issued() < PEOPLE

    def rest_is_issued() -> bool:  # the database may hold the dead worker's rows for a moment longer
        issue_waiting()
        return issued() == PEOPLE

    until(rest_is_issued)
    rows = list(Certificate.objects.order_by("serial"))
    assert [row.serial for row in rows] == list(range(1, PEOPLE + 1))
    assert CertificateCounter.objects.get().last == PEOPLE
    assert kept() - before == {row.content.name for row in rows}
    for row in rows:
        with row.content.open("rb") as paper:
            words = words_of(paper.read())
        assert row.number in words
        assert str(row.participant) in words
    assert OutboxMail.objects.count() == PEOPLE
