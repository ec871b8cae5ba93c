"""A partnership as the panel shows it: the list with its plans, what one says and lacks, what happened to it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from common.templatetags.portal import phone
from common.text.polish import date_range
from common.web.record_pages import MissingDetail, missing_details
from entities.directory.panel_summary import HistoryLine, acts_of
from partnerships.agreements.models import (
    OPEN_STEPS,
    LocalPartnership,
    PartnershipMember,
    StepState,
    SupportPerson,
    WorkPlanStep,
)
from partnerships.agreements.queries import counties_in_words


class WorkPlanProgress(NamedTuple):
    """How far a work plan is, for a list."""

    done: int = 0
    of: int = 0
    overdue: int = 0


def plans_of(keys: Iterable[int], today: date) -> dict[int, WorkPlanProgress]:
    """How far each partnership is; one query."""
    rows = WorkPlanStep.objects.filter(partnership__in=list(keys)).order_by().values("partnership")
    found = rows.annotate(
        done=Count("pk", filter=Q(state=StepState.DONE)),
        of=Count("pk", filter=~Q(state=StepState.DROPPED)),
        overdue=Count("pk", filter=Q(state__in=OPEN_STEPS, due_on__lt=today)),
    )
    return {row["partnership"]: WorkPlanProgress(row["done"], row["of"], row["overdue"]) for row in found}


def open_steps(partnership: LocalPartnership) -> list[WorkPlanStep]:
    """Steps that wait to be done, those with the nearest day first."""
    steps = WorkPlanStep.objects.filter(partnership=partnership, state__in=OPEN_STEPS).select_related("responsible")
    return sorted(steps, key=lambda step: (step.due_on is None, step.due_on or date.max, step.position))


def summary_of(partnership: LocalPartnership) -> list[tuple[str, str]]:
    """(term, text) of what the record says; what is empty is left out where it is drawn."""
    members = PartnershipMember.objects.filter(partnership=partnership, left_on__isnull=True).count()
    team = SupportPerson.objects.filter(partnership=partnership).values_list("name", flat=True)
    return [
        (_("Kind"), str(partnership.get_kind_display())),
        (_("Centre"), partnership.centre.short_name),
        (_("Counties"), counties_in_words(partnership.counties.order_by("sort_name"))),
        (_("Since"), date_range(partnership.founded_on) if partnership.founded_on else ""),
        (_("Agreement signed"), date_range(partnership.agreement_on) if partnership.agreement_on else ""),
        (_("Members"), str(members or "")),
        (_("Support team"), ", ".join(team)),
        (_("Contact"), ", ".join(filter(None, [partnership.contact_name, phone(partnership.contact_phone)]))),
    ]


def ready_for(partnership: LocalPartnership) -> list[MissingDetail]:
    """What readers will miss."""
    rows = {
        model: model._default_manager.filter(partnership=partnership).exists()
        for model in (PartnershipMember, SupportPerson, WorkPlanStep)
    }
    missing = [
        (not partnership.lead, _("A sentence on what it is for"), "dane"),
        (not partnership.aims, _("Its aims"), "dane"),
        (not partnership.founded_on, _("Since when it works"), "dane"),
        (not (partnership.contact_phone or partnership.contact_email), _("A way to contact it"), "dane"),
        (not rows[PartnershipMember], _("Its members"), "czlonkowie"),
        (not rows[SupportPerson], _("Its support team"), "zespol"),
        (not rows[WorkPlanStep], _("The work plan"), "plan"),
    ]
    return missing_details(missing)


def history_of(partnership: LocalPartnership) -> list[HistoryLine]:
    """The latest acts on the partnership."""
    return acts_of(partnership)
