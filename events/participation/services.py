"""What a project asks, asking people by personal links, and taking in their answers."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.consents import keep_consents
from common.auditlog.services import log_action
from common.db.fields import new_token, token_digest
from common.db.states import change_state
from common.outbox.causes import STAFF, Cause, by_stranger
from common.outbox.services import queue_mail
from events.participation.emails import link_mail
from events.participation.fields import is_complete
from events.participation.models import AnswerSource, Participation, ParticipationTerms
from events.participation.queries import ParticipationRow, answers_of, lines_of, people_of, rows_of, to_ask
from events.participation.states import DATA_MOVES, DataState
from partnerships.projects.models import FundingProject
from partnerships.projects.retention import kept_until
from partnerships.projects.services import lock_project

LINK_HOLDS = timedelta(days=30)
# People written to by one press of the button: each letter is made while the page waits.
MOST = 500


# --- what is asked --------------------------------------------------------------------------------------------------
@transaction.atomic
def set_terms(*, project_id: int, is_on: bool, asked: Sequence[str], keep_until: date, by: int | None) -> None:
    """What the project asks, and until when it keeps it. Who lacks the answer to a new question lacks data again."""
    project = lock_project(project_id)
    project.personal_data_until = keep_until
    project.save(update_fields=["personal_data_until"])
    told = {"is_on": is_on, "asked": list(asked)}
    ParticipationTerms.objects.update_or_create(project=project, defaults=told)
    for row in Participation.objects.select_for_update(of=("self",)).filter(project=project, erased_at__isnull=True):
        _judge(row, asked, by)
    after = {"is_on": is_on, "asked": list(asked), "keep_until": str(keep_until)}
    log_action(verb="project.participation_terms", obj=project, by=by, after=after)


@transaction.atomic
def set_columns(*, project_id: int, columns: Sequence[tuple[str, str]], by: int | None) -> None:
    """Which columns the export has, in which order, under which headings."""
    project = lock_project(project_id)
    ParticipationTerms.objects.filter(project=project).update(columns=[list(one) for one in columns])
    after = {"columns": [key for key, _heading in columns]}
    log_action(verb="project.participation_columns", obj=project, by=by, after=after)


def _judge(row: Participation, asked: Sequence[str], by: int | None) -> None:
    """The state follows from the answers and from what is asked."""
    to = DataState.COMPLETE if is_complete(answers_of(row), asked) else DataState.MISSING
    if to != row.state:
        now = timezone.now() if to == DataState.COMPLETE else None
        change_state(row, to, allowed=DATA_MOVES, by=by, completed_at=now)


# --- asking ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def ask(*, project_id: int, by: int | None, only: int | None = None) -> int:
    """Send personal links to all who lack data (or to one of them); how many. Nobody gets two letters in a day."""
    project = lock_project(project_id)
    terms = ParticipationTerms.objects.filter(project=project, is_on=True).first()
    if terms is None or is_past(terms):
        return 0
    lines = to_ask(project, only)[:MOST]
    for line in lines:
        _send_link(project, line, STAFF if by else by_stranger(address=_address(line), form=""))
    if lines:
        log_action(verb="project.participation_asked", obj=project, by=by, after={"people": len(lines)})
    return len(lines)


def is_past(terms: ParticipationTerms) -> bool:
    """Whether the term of keeping has passed: nothing is asked any more then."""
    today = timezone.localdate()
    return kept_until(terms.project, today) < today


@transaction.atomic
def send_anew(*, participation_id: int) -> bool:
    """The person, whose link has expired, asks for a new one; it goes to their address, once in a day at most."""
    row = Participation.objects.select_related("project", "person").get(pk=participation_id)
    root = row.person.merged_into_id or row.person_id
    return ask(project_id=row.project_id, by=None, only=root) == 1


def _address(line: ParticipationRow) -> str:
    return line.address.email if line.address else ""


def _send_link(project: FundingProject, line: ParticipationRow, cause: Cause) -> None:
    """A new link takes the place of the old one: only its hash is kept, so the old one could not be sent again."""
    row = line.row or Participation.objects.create(project=project, person=line.person)
    token, now = new_token(), timezone.now()
    row.token_hash, row.token_until, row.asked_on = token_digest(token), now + LINK_HOLDS, timezone.localdate(now)
    row.save(update_fields=["token_hash", "token_until", "asked_on"])
    if line.address is None:
        return
    url = f"{settings.SITE_URL}{'/en' if line.address.language == 'en' else ''}/udzial/{token}/"
    mail = link_mail(project, person=str(line.person), url=url, until=row.token_until, language=line.address.language)
    queue_mail(
        cause=cause,
        to=line.address.email,
        subject=mail[0],
        text=mail[1],
        html=mail[2],
        reply_to=project.centre.email if project.centre else "",
        key=f"participation:{row.pk}:{row.asked_on}",
        template="participation",
        about=f"participation {project.slug}",
        owner=f"event:{line.address.event_id}",
    )


# --- answers --------------------------------------------------------------------------------------------------------
@transaction.atomic
def answer(*, participation_id: int, answers: Mapping[str, str], notice_id: int | None) -> Participation:
    """The person filled the form in behind their link; what they were shown is kept with it."""
    row = _locked(participation_id)
    _take(row, answers, AnswerSource.LINK, by=None)
    keep_consents(subject=row.key, notice_ids=[notice_id], source="participation")
    return row


@transaction.atomic
def type_in(*, project_id: int, person_id: int, answers: Mapping[str, str], by: int) -> Participation | None:
    """Staff type in what stands on paper, all of it or a part.

    None where the person is not of the project, or the term of keeping has passed.
    """
    project = lock_project(project_id)
    if is_past(ParticipationTerms.objects.get(project=project)):
        return None
    person = people_of(project).filter(pk=person_id, erased_at__isnull=True).first()
    if person is None:
        return None
    known = rows_of(project, [person_id]).get(person_id)
    row = _locked(known.pk) if known else Participation.objects.create(project=project, person=person)
    _take(row, answers, AnswerSource.PAPER, by=by)
    return row


def _locked(pk: int) -> Participation:
    return Participation.objects.select_for_update(of=("self",)).get(pk=pk)


def _take(row: Participation, answers: Mapping[str, str], source: AnswerSource, by: int | None) -> None:
    kept = {key: value for key, value in answers.items() if value}
    row.answers = json.dumps(kept, ensure_ascii=False) if kept else ""
    row.source, row.entered_by_id, row.erased_at = source, by, None
    row.save(update_fields=["answers", "source", "entered_by", "erased_at"])
    log_action(verb="participation.answered", obj=row, by=by, after={"source": source, "answers": len(kept)})
    _judge(row, ParticipationTerms.objects.values_list("asked", flat=True).get(project=row.project_id), by)


def read_by_staff(*, project_id: int, person_id: int, by: int) -> tuple[ParticipationRow, dict[str, str]] | None:
    """One person with their answers; who read them stands in the log. None where the person is not of the project."""
    project = FundingProject.objects.get(pk=project_id)
    lines = lines_of(project, list(people_of(project).filter(pk=person_id)))
    if not lines:
        return None
    answers = answers_of(lines[0].row)
    if answers:
        log_action(verb="participation.read", obj=lines[0].row, by=by)
    return lines[0], answers


def log_export(*, project: FundingProject, kind: str, people: int, columns: Sequence[str], by: int) -> Any:
    """Who took the data of whose project, which columns; never the data."""
    after = {"kind": kind, "people": people, "columns": list(columns)}
    return log_action(verb="project.participation_export", obj=project, by=by, after=after)
