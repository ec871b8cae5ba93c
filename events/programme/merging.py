"""Stops and appearances of an entity whose record is merged into another."""

from django.utils.translation import gettext_lazy as _

from entities.directory.extension_points import LinkedRows
from entities.directory.merging_rows import move_rows
from events.programme.models import Appearance, Stop

LINKS = (
    LinkedRows(
        "events.Stop.host", _("stops of events"), lambda source, target: move_rows(Stop, "host", source, target)
    ),
    LinkedRows(
        "events.Appearance.entity",
        _("people who appear at events"),
        lambda source, target: move_rows(Appearance, "entity", source, target),
    ),
)
