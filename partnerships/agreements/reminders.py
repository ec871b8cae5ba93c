"""Steps of work plans past their day: those who answer for them are reminded, once for each due day.

Who: the person of the responsible member (or the entity's own address), and of the support team everyone who has an
account here; where nobody has, the partnership's contact address. Plans entered with old days remind nobody.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from common.auditlog.services import log_action
from partnerships.agreements.emails import mail_overdue
from partnerships.agreements.models import (
    OPEN_STEPS,
    LocalPartnership,
    PartnershipMember,
    SupportPerson,
    WorkPlanStep,
)
from partnerships.agreements.services import lock_partnership
from partnerships.states import RecordState

# A step that has been late for longer is history somebody typed in, or has been spoken about.
FRESH = timedelta(days=30)


def remind_overdue() -> int:
    """Write the reminders that are due; returns of how many steps. Run twice at once, each is written once."""
    today = timezone.localdate()
    late = WorkPlanStep.objects.filter(
        Q(reminded_for=None) | ~Q(reminded_for=F("due_on")),
        state__in=OPEN_STEPS,
        due_on__lt=today,
        due_on__gte=today - FRESH,
        partnership__state=RecordState.PUBLISHED,
    )
    pairs = list(late.order_by("pk").values_list("pk", "partnership_id"))
    return sum(remind(step_id=step, partnership_id=partnership, today=today) for step, partnership in pairs)


@transaction.atomic
def remind(*, step_id: int, partnership_id: int, today: date) -> bool:
    """Write the reminders of one step, under its partnership's lock; False when somebody else has just done it."""
    partnership = lock_partnership(partnership_id)
    step = WorkPlanStep.objects.select_related("responsible").filter(pk=step_id).first()
    if step is None or not step.is_overdue(today) or step.reminded_for == step.due_on:
        return False
    for number, (address, is_staff) in enumerate(recipients(partnership, step)):
        mail_overdue(step, partnership, address, number=number, is_staff=is_staff)
    step.reminded_for = step.due_on
    step.save(update_fields=["reminded_for"])
    log_action(
        verb="partnership.reminded", obj=partnership, by=None, after={"step": step.pk, "due_on": str(step.due_on)}
    )
    return True


def recipients(partnership: LocalPartnership, step: WorkPlanStep) -> list[tuple[str, bool]]:
    """(address, whether it is the staff's) of those who are reminded of the step; each address once."""
    found: dict[str, bool] = {}
    if step.responsible is not None:
        member = PartnershipMember.objects.filter(
            partnership=partnership, entity=step.responsible, left_on__isnull=True
        ).first()
        if address := (member.contact_email if member else "") or step.responsible.email:
            found[address] = False
    team = SupportPerson.objects.filter(partnership=partnership, user__is_active=True).select_related("user")
    staff = [person.user.email for person in team if person.user] or [partnership.contact_email]
    found |= {address: True for address in staff if address}
    return list(found.items())
