"""Registrations for an entity whose record is merged into another: the kind at that time stays as it was, and the
region's figures, which count each entity once, are counted anew."""

from django.utils.translation import gettext_lazy as _

from common.db.locks import lock_together
from entities.directory.extension_points import LinkedRows
from entities.directory.merging_rows import move_rows
from events.catalogue.models import Event
from events.figures.models import FigureSnapshot
from events.registration.models import Participant, Registration


def _settled(source: int, target: int) -> None:
    # No signature fits: the next sweep counts.
    FigureSnapshot.objects.update(signature="")


def _lock_events(source: int, target: int) -> None:
    """Registrations and people of an event are changed under its lock."""
    places = Participant.objects.filter(entity=source)
    forms = Registration.objects.filter(entity=source)
    lock_together(Event, lambda: {*places.values_list("event", flat=True), *forms.values_list("event", flat=True)})


LINKS = (
    LinkedRows(
        "events.Registration.entity",
        _("registrations"),
        lambda source, target: move_rows(Registration, "entity", source, target),
        lock=_lock_events,
    ),
    LinkedRows(
        "events.Participant.entity",
        _("participants"),
        lambda source, target: move_rows(Participant, "entity", source, target),
        settled=_settled,
    ),
)
