"""What waits for a member of staff, by their role: reports to review, entities and people to decide on, failed mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.exports.states import ExportState
from accounts.models import User
from entities.centres.permissions import CentrePermission, centre_ids_for
from entities.directory.models import Entity
from entities.directory.pending_changes import changes_to_look_at
from entities.directory.permissions import DirectoryPermission, in_care, may_in_directory
from entities.directory.states import EntityState
from entities.memberships.queries import claims_for_staff
from entities.territory.models import County
from events.catalogue.permissions import events_for
from events.registration.states import ParticipantState
from events.reporting.permissions import regions_of, works_with_reports
from events.reporting.queries import returned_to, waiting_for_decision
from events.reporting.rows import title_of
from news.articles.models import Correction
from news.articles.permissions import articles_for
from news.articles.states import ArticleState
from owes_portal.site.mails import failed_mails, held_mails

SHOWN = 8


@dataclass(frozen=True, slots=True)
class TodoList:
    """What is shown under "What waits"; a part that is not this person's is empty."""

    reviews: Sequence[Any] = ()
    corrections: Sequence[Any] = ()
    decisions: Sequence[Any] = ()
    entities: Sequence[Any] = ()
    entities_total: int = 0
    failed_mails: int = 0
    held_mails: int = 0
    exports: int = 0
    changes: int = 0
    claims: int = 0
    reports: Sequence[tuple[str, str, str]] = ()


def waiting_for(user: User, *, now: datetime) -> TodoList:
    """What this person may act on, in their centres."""
    reviews = centre_ids_for(user, CentrePermission.PUBLISH_ARTICLES)
    run = centre_ids_for(user, CentrePermission.RUN_EVENTS)
    proposed, decides = _proposed(run), may_in_directory(user, DirectoryPermission.DECIDE)
    return TodoList(
        reviews=articles_for(user)
        .filter(state=ArticleState.IN_REVIEW, centre_id__in=reviews)
        .order_by("updated_at", "id")[:SHOWN],
        corrections=Correction.objects.filter(decided_at=None, article__centre_id__in=reviews)
        .exclude(article__state=ArticleState.WITHDRAWN)
        .select_related("article")
        .order_by("found_at", "id")[:SHOWN],
        decisions=_decisions(user, run),
        entities=proposed.select_related("kind").order_by("created_at", "id")[:SHOWN],
        entities_total=proposed.count(),
        failed_mails=failed_mails(user, run, now=now).count(),
        held_mails=held_mails(user, run).count(),
        exports=user.exports.filter(state=ExportState.READY).count(),
        changes=changes_to_look_at().filter(entity__in=Entity.objects.filter(in_care(user))).count() if decides else 0,
        claims=claims_for_staff(user).count() if decides else 0,
        reports=_reports(user) if works_with_reports(user) else (),
    )


def _reports(user: User) -> list[tuple[str, str, str]]:
    """(title, what is to be done, address) of reports that this person decides on, or that came back to them."""
    handed = [(row, _("to be accepted or returned")) for row in waiting_for_decision(regions_of(user))[:SHOWN]]
    back = [(row, _("returned with a remark")) for row in returned_to(user)[:SHOWN]]
    return [(title_of(row.period), word, reverse("panel:report", args=[row.period_id])) for row, word in handed + back]


def _decisions(user: User, centres: Sequence[int]) -> Sequence[Any]:
    """Events with people who wait to be accepted or are above the limit of one address, each with their number."""
    pending = Count("participants", filter=Q(participants__state=ParticipantState.PENDING))
    events = events_for(user).filter(centre_id__in=centres, state="published")
    return events.annotate(pending=pending).filter(pending__gt=0).order_by("starts_on", "id")[:SHOWN]


def _proposed(centres: Sequence[int]) -> Any:
    """Entities that wait to be looked at: of the counties of these centres, and those that name no county."""
    if not centres:
        return Entity.objects.none()
    counties = County.objects.filter(centres__in=centres)
    mine = Q(county__isnull=True) | Q(county__in=counties)
    return Entity.objects.filter(mine, state__in=[EntityState.PROPOSED, EntityState.AWAITING])
