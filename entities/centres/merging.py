"""Centres run by an entity whose record is merged into another."""

from django.utils.translation import gettext_lazy as _

from entities.centres.models import SupportCentre
from entities.directory.extension_points import LinkedRows
from entities.directory.merging_rows import move_rows

LINKS = (
    LinkedRows(
        "entities.SupportCentre.run_by",
        _("support centres that it runs"),
        lambda source, target: move_rows(SupportCentre, "run_by", source, target),
    ),
)
