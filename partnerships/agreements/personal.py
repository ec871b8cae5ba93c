"""What partnerships hold about a person: that they speak for a member, and whether they are on the contact list."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.sockets import PersonalData, Subject
from partnerships.agreements.models import PartnershipMember

BLANK = {"contact_name": "", "contact_email": "", "contact_phone": "", "contact_agreed_on": None}


def _rows(subject: Subject) -> QuerySet[PartnershipMember]:
    return PartnershipMember.objects.filter(contact_email__iexact=subject.email).exclude(contact_email="")


def _export(subject: Subject) -> list[dict[str, Any]]:
    names = ("contact_name", "contact_email", "contact_phone", "contact_agreed_on")
    rows = _rows(subject).select_related("partnership", "entity").order_by("pk")
    return [
        {"what": "contact of a member", "partnership": row.partnership.name, "entity": row.entity.name}
        | {name: getattr(row, name) for name in names}
        for row in rows
    ]


@transaction.atomic
def _erase(subject: Subject) -> int:
    return _rows(subject).update(**BLANK)


def _retain(today: date) -> int:
    """Whoever's entity left is no contact of it any more."""
    left = PartnershipMember.objects.filter(left_on__lt=today).exclude(contact_name="", contact_email="")
    return left.update(**BLANK)


CONTACTS = PersonalData("partnership-contacts", _("Contacts of members of partnerships"), _export, _erase, _retain)
