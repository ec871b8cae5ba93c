"""Partnerships of an entity whose record is merged into another."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.db.locks import lock_together
from entities.directory.extension_points import LinkedRows
from entities.directory.merging_rows import move_rows
from partnerships.agreements.models import LocalPartnership, PartnershipMember, PartnershipRole, WorkPlanStep
from partnerships.agreements.services import recount, show_partnership


def _settle(row: PartnershipMember, twin: PartnershipMember) -> None:
    """One membership of two: the longer one, in the leading role if either led."""
    days = [day for day in (row.joined_on, twin.joined_on) if day]
    role = PartnershipRole.LEAD if PartnershipRole.LEAD in (row.role, twin.role) else twin.role
    PartnershipMember.objects.filter(pk=twin.pk).update(joined_on=min(days, default=None), role=role)


def _members(source: int, target: int) -> None:
    move_rows(
        PartnershipMember,
        "entity",
        source,
        target,
        once=("partnership_id",),
        among=Q(left_on__isnull=True),
        settle=_settle,
    )


def _settled(source: int, target: int) -> None:
    touched = list(LocalPartnership.objects.filter(members__entity__in=[source, target]).distinct())
    if touched:
        recount([source, target])
    for partnership in touched:
        show_partnership(partnership)


def _lock(source: int, target: int) -> None:
    """Who changes the members of a partnership locks it before their entities are counted anew."""
    members = PartnershipMember.objects.filter(entity__in=[source, target])
    lock_together(LocalPartnership, lambda: members.all().values_list("partnership", flat=True))


LINKS = (
    LinkedRows(
        "partnerships.PartnershipMember.entity",
        _("memberships in partnerships"),
        _members,
        lock=_lock,
        settled=_settled,
    ),
    LinkedRows(
        "partnerships.WorkPlanStep.responsible",
        _("steps of work plans"),
        lambda source, target: move_rows(WorkPlanStep, "responsible", source, target),
    ),
)
