"""Writing partnerships: publish, members who come and go, steps of the work plan."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.states import change_state
from common.search.services import follow
from common.web.versions import bump
from entities.directory.models import Entity
from entities.directory.services import keep_partnership_counts
from partnerships.agreements.models import (
    STEP_MOVES,
    LocalPartnership,
    PartnershipMember,
    PartnershipRole,
    StepState,
    WorkPlanStep,
)
from partnerships.agreements.queries import SEARCH_KEY
from partnerships.agreements.search import search_rows
from partnerships.states import RECORD_MOVES, RecordState


def lock_partnership(partnership_id: int) -> LocalPartnership:
    """The partnership's row, locked until the end of the transaction."""
    return LocalPartnership.objects.select_for_update(of=("self",)).get(pk=partnership_id)


@transaction.atomic
def publish_partnership(*, partnership_id: int, by: int | None, note: str = "") -> LocalPartnership:
    """Show the partnership; its members are found as members of a partnership from now on."""
    partnership = lock_partnership(partnership_id)
    published_at = partnership.published_at or timezone.now()
    change_state(partnership, RecordState.PUBLISHED, allowed=RECORD_MOVES, by=by, note=note, published_at=published_at)
    recount(_members_ever(partnership))
    show_partnership(partnership)
    return partnership


@transaction.atomic
def archive_partnership(*, partnership_id: int, by: int | None, note: str = "") -> LocalPartnership:
    """Take the partnership off the public pages."""
    partnership = lock_partnership(partnership_id)
    change_state(partnership, RecordState.ARCHIVED, allowed=RECORD_MOVES, by=by, note=note)
    recount(_members_ever(partnership))
    show_partnership(partnership)
    return partnership


@transaction.atomic
def add_member(
    *,
    partnership_id: int,
    entity: Entity,
    by: int | None,
    role: PartnershipRole = PartnershipRole.MEMBER,
    joined_on: date | None = None,
) -> PartnershipMember:
    """An entity joins. One that is a member already keeps its place and day, and takes the role."""
    partnership = lock_partnership(partnership_id)
    present = PartnershipMember.objects.filter(partnership=partnership, entity=entity, left_on__isnull=True).first()
    if present is not None:
        before = present.role
        present.role = role
        present.save(update_fields=["role"])
        log_action(verb="partnership.role", obj=partnership, by=by, before={"role": before}, after={"role": role})
    else:
        last = PartnershipMember.objects.filter(partnership=partnership).order_by("-position").first()
        present = PartnershipMember.objects.create(
            partnership=partnership,
            entity=entity,
            role=role,
            joined_on=joined_on,
            position=last.position + 1 if last else 1,
        )
        log_action(verb="partnership.add_member", obj=partnership, by=by, after={"entity": entity.pk, "role": role})
    recount([entity.pk])
    show_partnership(partnership)
    return present


@transaction.atomic
def remove_member(*, partnership_id: int, entity: Entity, left_on: date, by: int | None) -> PartnershipMember:
    """An entity leaves on this day; the history keeps it. Raises PartnershipMember.DoesNotExist for a stranger."""
    partnership = lock_partnership(partnership_id)
    member = PartnershipMember.objects.get(partnership=partnership, entity=entity, left_on__isnull=True)
    member.left_on = left_on
    member.save(update_fields=["left_on"])
    log_action(
        verb="partnership.remove_member", obj=partnership, by=by, after={"entity": entity.pk, "left_on": str(left_on)}
    )
    recount([entity.pk])
    show_partnership(partnership)
    return member


@transaction.atomic
def finish_step(*, step_id: int, done_on: date, by: int | None) -> WorkPlanStep:
    """A step of the work plan is done on this day."""
    partnership = lock_partnership(WorkPlanStep.objects.values_list("partnership_id", flat=True).get(pk=step_id))
    step = WorkPlanStep.objects.select_for_update(of=("self",)).get(pk=step_id)
    change_state(step, StepState.DONE, allowed=STEP_MOVES, by=by, done_on=done_on)
    show_partnership(partnership)
    return step


def recount(entity_ids: Iterable[int]) -> None:
    """Tell the directory in how many published partnerships these entities take part now."""
    counts = dict.fromkeys(entity_ids, 0)
    present = PartnershipMember.objects.filter(
        entity__in=counts, left_on__isnull=True, partnership__state=RecordState.PUBLISHED
    )
    counts.update(present.order_by().values_list("entity").annotate(n=Count("partnership", distinct=True)))
    keep_partnership_counts(counts=counts)


def show_partnership(partnership: LocalPartnership) -> None:
    """What follows every change: the search knows it, the pages that show it are stale."""
    LocalPartnership.objects.filter(pk=partnership.pk).update(page_version=F("page_version") + 1)
    follow(source=SEARCH_KEY, object_id=partnership.pk, rows=search_rows(partnership))
    bump("partnerships", "entities", "centres", "events", "news")


def _members_ever(partnership: LocalPartnership) -> list[int]:
    return list(PartnershipMember.objects.filter(partnership=partnership).values_list("entity_id", flat=True))
