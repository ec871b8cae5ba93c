"""What a project holds about a person: their answers, kept until the project's term, then deleted."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from common.auditlog.services import log_action
from common.extension_points import PersonalData, Subject
from common.text.folding import fold
from common.text.polish import date_range
from events.participation.fields import BY_KEY
from events.participation.models import Participation, ParticipationTerms
from events.participation.queries import answers_of
from events.registration.personal import own_participants
from partnerships.projects.models import FundingProject
from partnerships.projects.retention import kept_until

BLANK = {"answers": "", "token_hash": None, "token_until": None}


def keys_of(user: User) -> Iterable[tuple[UUID, str]]:
    """Keys of their rows. An address may be an office's: where it is many people's, only the person of their name."""
    places = own_participants(user).values_list("person_id", "person__merged_into_id", "first_name", "last_name")
    named: dict[int, set[str]] = {}
    for person, merged, first, last in places:
        named.setdefault(merged or person, set()).add(fold(f"{first} {last}").strip())
    mine = [root for root, names in named.items() if fold(user.get_full_name()).strip() in names]
    roots = mine or (list(named) if len(named) == 1 else [])
    rows = Participation.objects.filter(Q(person__in=roots) | Q(person__merged_into__in=roots))
    for row in rows.select_related("project"):
        yield row.key, str(row.project)


def _rows(subject: Subject) -> QuerySet[Participation]:
    rows = Participation.objects.filter(key__in=subject.keys, erased_at__isnull=True)
    return rows.select_related("project").order_by("pk")


def _export(subject: Subject) -> list[dict[str, Any]]:
    return [
        {
            "project": str(row.project),
            "completed_at": row.completed_at,
            "source": row.get_source_display(),
            "answers": {
                str(BY_KEY[key].column): str(dict(BY_KEY[key].options).get(value, value))
                for key, value in answers_of(row).items()
                if key in BY_KEY
            },
        }
        for row in _rows(subject)
    ]


def _must_stay(row: Participation) -> bool:
    return bool(row.answers) and _until(row.project) >= timezone.localdate()


def _until(project: FundingProject) -> date:
    """The last day of the answers; a project without an end still runs today."""
    return kept_until(project, timezone.localdate())


def _held(subject: Subject) -> list[tuple[str, str]]:
    return [
        (
            _("Answers for the project “%(project)s”") % {"project": row.project},
            _("whoever pays for the project may check them until %(day)s; on the next day they are deleted")
            % {"day": date_range(_until(row.project))},
        )
        for row in _rows(subject)
        if _must_stay(row)
    ]


@transaction.atomic
def _erase(subject: Subject) -> int:
    """Links die at once; answers go where no term keeps them."""
    gone = [row.pk for row in _rows(subject) if not _must_stay(row)]
    _rows(subject).update(token_hash=None, token_until=None)
    return Participation.objects.filter(pk__in=gone).update(**BLANK, erased_at=timezone.now())


@transaction.atomic
def _retain(today: date) -> int:
    """The term of a project has passed: answers and links go, the state stays, so that its figures hold."""
    removed = 0
    for terms in ParticipationTerms.objects.select_related("project").order_by("pk"):
        if kept_until(terms.project, today) >= today:
            continue
        rows = Participation.objects.filter(project=terms.project_id, erased_at__isnull=True)
        n = rows.update(**BLANK, erased_at=timezone.now())
        if n:
            log_action(verb="project.participation_purged", obj=terms.project, by=None, after={"people": n})
        removed += n
    return removed


PARTICIPATIONS = PersonalData(
    key="participation",
    title=gettext_lazy("Data for projects"),
    export=_export,
    erase=_erase,
    retain=_retain,
    held=_held,
)
