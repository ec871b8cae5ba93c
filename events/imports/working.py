"""The worker's part of a list of people: reading the file, registering, forgetting what is past its time.

Each person is a registration under a key made of their row, so a run that was killed in the middle is begun anew and
registers only those who are missing.
"""

import json
import logging
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from common.spreadsheets.reader import TableRefused, read_table
from common.text.folding import fold
from common.worker.leases import Lease
from common.worker.wake import wake_worker
from entities.directory.models import EntityKind
from events.catalogue.refusals import EventRefused
from events.imports.forms import SheetRowForm
from events.imports.models import AT_WORK, PeopleList
from events.imports.reading import MOST_PEOPLE, people_in
from events.imports.services import KEEP, finish
from events.imports.states import ListState
from events.registration.importing import plan_import, register_people
from events.registration.models import Question, QuestionKind
from events.registration.questions import NO, YES, field_name, questions_of

log = logging.getLogger(__name__)

LEASE = Lease(timedelta(minutes=12))  # longer than a task may last
SWEEP_SECONDS = 300
# How a sheet says yes and no (folded).
SAID = {"tak": YES, "yes": YES, "nie": NO, "no": NO}


def work(*, seconds: float = SWEEP_SECONDS) -> int:
    """Read and register what waits, forget what is past its time; returns how many lists were worked on."""
    expire_old()
    worked, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        found = LEASE.take(PeopleList.objects.filter(state__in=AT_WORK))
        if found is None:
            return worked
        try:
            _give_up(found) if LEASE.is_worn_out(found) else STEPS[found.state](found)
        except Exception as error:  # the list is tried again, then given up; others must not wait for it
            log.error("List of people %s, attempt %s: %s", found.pk, found.attempts, type(error).__name__)
            LEASE.give_back(found)
        worked += 1
    wake_worker("events.imports.work")
    return worked


def _read(found: PeopleList) -> None:
    """What would become of each row, or why the file cannot be read. The file is not kept."""
    questions = questions_of(found.event)
    asked = {field_name(one): frozenset({fold(one.text), fold(one.text_en)} - {""}) for one in questions}
    try:
        with found.content.open("rb") as file:
            people = people_in(read_table(cast(BinaryIO, file), most_rows=MOST_PEOPLE + 1), asked)
    except TableRefused as refused:
        why = {"refused": refused.code, "refused_with": refused.params or {}}
        _close(found, ListState.FAILED, failed_at=timezone.now(), **why)
        return
    with translation.override(settings.LANGUAGE_CODE):
        rows = [_checked(person, questions, found.asked_by) for person in people]
    good = [person for _typed, person, _errors in rows if person]
    plan = plan_import(event_id=found.event_id, people=good)
    counts = {"new": len(plan.new), "bad": len(rows) - len(good), "known": plan.known, "repeated": plan.repeated}
    kept = json.dumps(rows, ensure_ascii=False)
    _close(found, ListState.CHECKED, checked_at=timezone.now(), kept_rows=kept, counts=counts)


def _checked(
    typed: dict[str, str], questions: Sequence[Question], user: User | None
) -> tuple[dict[str, str], dict[str, Any] | None, list[str]]:
    """The row as it was typed, the person whom it names, what is wrong."""
    kinds = {fold(word): kind.pk for kind in EntityKind.objects.all() for word in (kind.name, kind.name_en)}
    data = MultiValueDict({name: [text] for name, text in typed.items()})
    data["entity-kind"] = kinds.get(fold(typed.get("entity-kind", "")), "")
    for question in questions:  # as a page would send it
        if question.kind == QuestionKind.MANY and (text := typed.get(field_name(question))):
            data.setlist(field_name(question), [one.strip() for one in text.split(",")])
        elif question.kind == QuestionKind.YES_NO and (text := typed.get(field_name(question))):
            data[field_name(question)] = (
                YES if fold(text) in ("tak", "yes") else NO if fold(text) in ("nie", "no") else text
            )
    form = SheetRowForm(data, questions=questions, user=user)
    good = form.is_valid()
    errors = [f"{form.fields[name].label}: {text}" if name in form.fields else str(text)
              for name, texts in form.errors.items() for text in texts]  # fmt: skip
    return typed, form.kept() if good else None, errors


def _run(found: PeopleList) -> None:
    """Register the people of the trial. An event that is closed meanwhile takes nobody."""
    try:
        done = register_people(event_id=found.event_id, people=found.people, by=found.asked_by_id)
    except EventRefused:
        _close(found, ListState.FAILED, failed_at=timezone.now())
        return
    # A run that was killed has registered some of them already.
    before = found.counts.get("new", 0) - len(done.new) if found.attempts > 1 else 0
    counts = {"new": len(done.new) + max(before, 0), "known": done.known - max(before, 0)}
    _close(found, ListState.DONE, done_at=timezone.now(), counts=found.counts | counts)


def _give_up(found: PeopleList) -> None:
    _close(found, ListState.FAILED, failed_at=timezone.now(), refused="broken" if found.content else "")


@transaction.atomic
def _close(found: PeopleList, state: ListState, **fields: object) -> None:
    """To the next state, if the lease is still ours."""
    if (row := LEASE.still_held(found)) is not None:
        finish(row, state, by=row.asked_by_id, **fields)


@transaction.atomic
def expire_old() -> int:
    """Forget the rows of lists that nobody ran in time, and what the files were called; returns of how many."""
    past = PeopleList.objects.filter(created_at__lt=timezone.now() - KEEP)
    past.exclude(state__in=AT_WORK).exclude(file_name="").update(file_name="")
    rows = past.filter(state=ListState.CHECKED)
    old = list(rows.select_for_update(of=("self",), skip_locked=True))
    for found in old:
        finish(found, ListState.EXPIRED, by=None)
    return len(old)


STEPS = {ListState.READING: _read, ListState.RUNNING: _run}
