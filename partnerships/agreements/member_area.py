"""The members' corner: what signed-in people of a partnership's member entities may see and do there.

Who belongs to an entity that is a member today may read the documents for members and the contacts of those who agreed
to be on the list. A draft or archived partnership has no corner; a stranger learns not even that there is one.
"""

from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from common.auditlog.services import log_action
from entities.memberships.permissions import entities_of
from partnerships.agreements.models import DocumentAccess, LocalPartnership, PartnershipDocument, PartnershipMember
from partnerships.agreements.services import lock_partnership


class MemberContact(NamedTuple):
    """A member's person, for `components/people.html`."""

    name: str
    function: str
    phone: str
    note: str


def partnerships_of(user: User) -> QuerySet[LocalPartnership]:
    """Published partnerships in which an entity of this person is a member today."""
    rows = PartnershipMember.objects.filter(entity__in=entities_of(user), left_on__isnull=True)
    return LocalPartnership.objects.published().filter(pk__in=rows.values("partnership"))


def corner_for(user: User, slug: str) -> LocalPartnership:
    """The partnership whose corner this person may enter; 404 for everybody else."""
    found = partnerships_of(user).select_related("centre").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def own_memberships(user: User, partnership: LocalPartnership) -> list[PartnershipMember]:
    """Present memberships of this person's entities."""
    rows = PartnershipMember.objects.filter(partnership=partnership, entity__in=entities_of(user), left_on__isnull=True)
    return list(rows.select_related("entity").order_by("entity__sort_name", "pk"))


def readable_documents(partnership: LocalPartnership) -> QuerySet[PartnershipDocument]:
    """Documents that members may read: theirs and the public ones."""
    access = [DocumentAccess.PUBLIC, DocumentAccess.MEMBERS]
    return PartnershipDocument.objects.filter(partnership=partnership, access__in=access).select_related("file")


def contacts_of(partnership: LocalPartnership) -> list[MemberContact]:
    """People of the present members who agreed to be on the list."""
    rows = PartnershipMember.objects.filter(
        partnership=partnership, left_on__isnull=True, contact_agreed_on__isnull=False
    )
    return [
        MemberContact(row.contact_name, row.entity.name, row.contact_phone, row.contact_email)
        for row in rows.select_related("entity").order_by("entity__sort_name", "pk")
    ]


@transaction.atomic
def set_contact(
    *, member_id: int, contact_name: str, contact_email: str, contact_phone: str, agreed: bool, by: int | None
) -> None:
    """A member's person, and whether they agree to be seen by the other members. Taken back as easily as given."""
    partnership = lock_partnership(PartnershipMember.objects.values_list("partnership_id", flat=True).get(pk=member_id))
    row = PartnershipMember.objects.get(pk=member_id)
    same = row.contact_name == contact_name and row.contact_agreed_on is not None
    row.contact_name, row.contact_email, row.contact_phone = contact_name, contact_email, contact_phone
    row.contact_agreed_on = (row.contact_agreed_on if same else timezone.localdate()) if agreed else None
    row.save(update_fields=["contact_name", "contact_email", "contact_phone", "contact_agreed_on"])
    log_action(verb="partnership.contact", obj=partnership, by=by, after={"member": row.pk, "agreed": agreed})
