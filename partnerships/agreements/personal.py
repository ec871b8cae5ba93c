"""What partnerships hold about a person: that they are the contact of one or speak for a member, or are of its team."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common.extension_points import PersonalData, Subject
from partnerships.agreements.models import LocalPartnership, PartnershipMember, SupportPerson
from partnerships.agreements.services import show_partnership

CONTACT = {"contact_name": "", "contact_email": "", "contact_phone": ""}
BLANK = {**CONTACT, "contact_agreed_on": None}


def _members(subject: Subject) -> QuerySet[PartnershipMember]:
    return PartnershipMember.objects.filter(contact_email__iexact=subject.email).exclude(contact_email="")


def _partnerships(subject: Subject) -> QuerySet[LocalPartnership]:
    return LocalPartnership.objects.filter(contact_email__iexact=subject.email).exclude(contact_email="")


def _team(subject: Subject) -> QuerySet[SupportPerson]:
    return SupportPerson.objects.filter(user__key__in=subject.keys)


def _export(subject: Subject) -> list[dict[str, Any]]:
    names = tuple(CONTACT)
    members = _members(subject).select_related("partnership", "entity").order_by("pk")
    team = _team(subject).select_related("partnership").order_by("pk")
    return [
        *(
            {"what": "contact of a member", "partnership": row.partnership.name, "entity": row.entity.name}
            | {name: getattr(row, name) for name in (*names, "contact_agreed_on")}
            for row in members
        ),
        *(
            {"what": "contact of a partnership", "partnership": row.name} | {name: getattr(row, name) for name in names}
            for row in _partnerships(subject).order_by("pk")
        ),
        *(
            {"what": "support team", "partnership": row.partnership.name}
            | {name: getattr(row, name) for name in ("name", "function", "institution")}
            for row in team
        ),
    ]


@transaction.atomic
def _erase(subject: Subject) -> int:
    """The details go; the pages that showed them are drawn anew."""
    shown = set(_partnerships(subject).values_list("pk", flat=True)) | set(
        _team(subject).values_list("partnership", flat=True)
    )
    removed = _members(subject).update(**BLANK)
    removed += _partnerships(subject).update(**CONTACT)
    removed += _team(subject).delete()[0]
    for partnership in LocalPartnership.objects.filter(pk__in=shown):
        show_partnership(partnership)
    return removed


def _retain(today: date) -> int:
    """Whoever's entity left is no contact of it any more."""
    left = PartnershipMember.objects.filter(left_on__lt=today)
    return left.exclude(Q(**CONTACT)).update(**BLANK)


CONTACTS = PersonalData("partnership-contacts", _("Contacts of partnerships"), _export, _erase, _retain)
