"""What records of entities say about a person: their own address or telephone as an organisation's contact."""

import re
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common.acts.services import record
from common.sockets import PersonalData, Subject
from entities.directory.models import Entity, EntityChange
from entities.directory.services import EVERYWHERE, show_entity

DIGITS = 9  # of a Polish number, however it is written


def _entities(subject: Subject) -> QuerySet[Entity]:
    return Entity.objects.filter(email__iexact=subject.email).exclude(email="")


def _changes(subject: Subject) -> list[EntityChange]:
    """Proposed and made changes in which the address stands: what was and what came."""
    rows = EntityChange.objects.filter(Q(before__has_key="email") | Q(after__has_key="email")).order_by("pk")
    return [row for row in rows if any(_is_theirs(side.get("email"), subject) for side in (row.before, row.after))]


def _is_theirs(value: Any, subject: Subject) -> bool:
    return bool(subject.email) and str(value or "").casefold() == subject.email.casefold()


def _export(subject: Subject) -> list[dict[str, Any]]:
    rows = _entities(subject).order_by("pk").values("name", "email", "phone")
    return [{"what": "contact of an entity", **row} for row in rows]


@transaction.atomic
def _erase(subject: Subject) -> int:
    """The address leaves the record and its changes, and the telephone where it is the person's own."""
    rows = list(_entities(subject))
    for entity in rows:
        entity.email = ""
        if _digits(entity.phone) in {_digits(phone) for phone in subject.phones}:
            entity.phone = ""
        entity.save(update_fields=["email", "phone"])
        record(verb="entity.contact_erased", obj=entity, by=None)
        show_entity(entity, *EVERYWHERE)
    changes = _changes(subject)
    for change in changes:
        for side in (change.before, change.after):
            side.update({name: "" for name in ("email", "phone") if name in side})
        change.save(update_fields=["before", "after"])
    return len(rows) + len(changes)


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)[-DIGITS:] or "-"


def _retain(today: date) -> int:
    return 0


CONTACTS = PersonalData("entity-contacts", _("Contacts of entities"), _export, _erase, _retain)
