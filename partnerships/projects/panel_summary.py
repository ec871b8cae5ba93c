"""A project as the panel shows it: its parts, what it says and lacks, what happened to it."""

from collections.abc import Iterable

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from common.text.polish import date_range, money
from common.web.record_pages import MissingDetail, Tab, missing_details
from entities.directory.panel_summary import HistoryLine, acts_of
from partnerships.projects.extension_points import PROJECT_PARTS
from partnerships.projects.models import FundingProject, ProjectPartner

PARTNERS = "partnerzy"


def parts_of(project: FundingProject) -> list[Tab]:
    """All parts in the order in which one fills them."""
    return [
        Tab("dane", _("Details and money"), reverse("panel:project-change", args=[project.pk])),
        Tab(PARTNERS, _("Partners"), reverse("panel:project-partners", args=[project.pk])),
        *(Tab(*registered(project)) for registered in PROJECT_PARTS),
    ]


def partner_counts(keys: Iterable[int]) -> dict[int, int]:
    """How many organisations carry out each project."""
    rows = ProjectPartner.objects.filter(project__in=list(keys)).order_by()
    return dict(rows.values_list("project").annotate(n=Count("pk")))


def days_of(project: FundingProject) -> str:
    """`1 stycznia 2024 r. – 31 grudnia 2028 r.`, or what is known of it."""
    if project.starts_on and project.ends_on:
        return date_range(project.starts_on, project.ends_on)
    if project.starts_on:
        return _("from %(day)s") % {"day": date_range(project.starts_on)}
    return _("until %(day)s") % {"day": date_range(project.ends_on)} if project.ends_on else ""


def summary_of(project: FundingProject) -> list[tuple[str, str]]:
    """(term, text) of what the record says; what is empty is left out where it is drawn."""
    partners = ProjectPartner.objects.filter(project=project).values_list("entity__name", flat=True)
    contribution = money(project.eu_contribution, project.currency) if project.eu_contribution else ""
    return [
        (_("Number"), project.number),
        (_("Programme"), project.programme),
        (_("Fund"), project.fund),
        (_("Programming period"), str(project.get_period_display())),
        (_("Centre"), project.centre.short_name if project.centre else ""),
        (_("Carried out"), days_of(project)),
        (_("Total value"), money(project.total_value, project.currency) if project.total_value else ""),
        (_("Contribution of the European Union"), contribution),
        (_("Partners"), ", ".join(partners)),
    ]


def ready_for(project: FundingProject) -> list[MissingDetail]:
    """What the rules of publicity ask for, and what readers will miss."""
    missing = [
        (not project.lead, _("A short description"), "dane"),
        (not project.goals, _("Its goals"), "dane"),
        (project.total_value is None, _("Its total value"), "dane"),
        (project.eu_contribution is None and project.period != "other", _("The EU contribution"), "dane"),
        (not (project.starts_on and project.ends_on), _("Its first and last day"), "dane"),
        (not ProjectPartner.objects.filter(project=project).exists(), _("Who carries it out"), PARTNERS),
    ]
    return missing_details(missing)


def history_of(project: FundingProject) -> list[HistoryLine]:
    """The latest acts on the project."""
    return acts_of(project)
