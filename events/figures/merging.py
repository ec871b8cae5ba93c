"""Registrations for an entity whose record is merged into another: the kind at that time stays as it was, and the
region's figures, which count each entity once, are counted anew."""

from django.utils.translation import gettext_lazy as _

from entities.directory.linking import move_rows
from entities.directory.sockets import LinkedRows
from events.figures.models import FigureSnapshot
from events.registration.models import Participant, Registration


def _participants(source: int, target: int) -> None:
    move_rows(Participant, "entity", source, target)
    # No signature fits: the next sweep counts.
    FigureSnapshot.objects.update(signature="")


LINKS = (
    LinkedRows(
        "events.Registration.entity",
        _("registrations"),
        lambda source, target: move_rows(Registration, "entity", source, target),
    ),
    LinkedRows("events.Participant.entity", _("participants"), _participants),
)
