"""What packed folders hold about a person: their name on lists and certificates, for as long as the archive stands."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common.extension_points import PersonalData, Subject
from events.folders.models import EventFolder
from events.folders.services import expire_old, throw_away
from events.folders.states import FolderState


def _folders(subject: Subject) -> QuerySet[EventFolder]:
    named = Q(event__participants__key__in=subject.keys) | Q(event__registrations__key__in=subject.keys)
    return EventFolder.objects.filter(named, state=FolderState.READY).distinct()


def _export(subject: Subject) -> list[dict[str, Any]]:
    return [{"event": str(row.event), "packed_at": row.ready_at} for row in _folders(subject).select_related("event")]


@transaction.atomic
def _erase(subject: Subject) -> int:
    """The archive goes whole: it is packed anew in a minute, without the person where they are erased."""
    keys = list(_folders(subject).values_list("pk", flat=True))
    return throw_away(EventFolder.objects.filter(pk__in=keys))


def _retain(today: date) -> int:
    return expire_old()


FOLDERS = PersonalData("folders", _("Folders packed for a control"), _export, _erase, _retain, by_link=True)
