"""What support centres say about a person: that the public may call them."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common.extension_points import PersonalData, Subject
from entities.centres.models import ContactPerson, SupportCentre
from entities.centres.services import show_centre


def _people(subject: Subject) -> QuerySet[ContactPerson]:
    mine = Q(user__key__in=subject.keys)
    if subject.email:
        mine |= Q(email__iexact=subject.email)
    return ContactPerson.objects.filter(mine)


def _export(subject: Subject) -> list[dict[str, Any]]:
    names = ("centre__name", "name", "function", "function_en", "phone", "email")
    return [{"what": "contact of a centre", **row} for row in _people(subject).order_by("pk").values(*names)]


@transaction.atomic
def _erase(subject: Subject) -> int:
    """The person leaves the pages of their centres, and the search."""
    rows = _people(subject)
    centres = set(rows.values_list("centre", flat=True))
    gone = rows.delete()[1].get(ContactPerson._meta.label, 0)
    for centre in SupportCentre.objects.filter(pk__in=centres):
        show_centre(centre)
    return gone


def _retain(today: date) -> int:
    return 0


PEOPLE = PersonalData("centre-people", _("Contacts of support centres"), _export, _erase, _retain)
