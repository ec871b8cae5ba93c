"""Projects of an entity whose record is merged into another."""

from django.utils.translation import gettext_lazy as _

from entities.directory.extension_points import LinkedRows
from entities.directory.merging_rows import move_rows
from partnerships.projects.models import PartnerRole, ProjectPartner


def _keep_leader(row: ProjectPartner, twin: ProjectPartner) -> None:
    if row.role == PartnerRole.LEADER:
        ProjectPartner.objects.filter(pk=twin.pk).update(role=PartnerRole.LEADER)


LINKS = (
    LinkedRows(
        "partnerships.ProjectPartner.entity",
        _("partners of projects"),
        lambda source, target: move_rows(
            ProjectPartner, "entity", source, target, once=("project_id",), settle=_keep_leader
        ),
    ),
)
