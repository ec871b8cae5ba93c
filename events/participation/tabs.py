"""These pages among a project's pages in the panel."""

from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.projects.models import FundingProject

PART = "udzial"


def panel_part(project: FundingProject) -> tuple[str, str, str]:
    """Key, name, address."""
    return PART, _("Data of participants"), reverse("panel:participation", args=[project.pk])
