"""Events of an entity whose record is merged into another."""

from django.utils.translation import gettext_lazy as _

from entities.directory.extension_points import LinkedRows
from entities.directory.merging_rows import move_rows
from events.catalogue.models import EventEntity


def _keep_note(row: EventEntity, twin: EventEntity) -> None:
    if row.note and not twin.note:
        EventEntity.objects.filter(pk=twin.pk).update(note=row.note)


LINKS = (
    LinkedRows(
        "events.EventEntity.entity",
        _("roles at events"),
        lambda source, target: move_rows(
            EventEntity, "entity", source, target, once=("event_id", "role"), settle=_keep_note
        ),
    ),
)
