"""What records of entities say about a person: their own address or telephone as an organisation's contact, and what a
merger that can be undone keeps of them."""

import re
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.auditlog.services import log_action
from common.extension_points import PersonalData, Subject
from entities.directory.models import Entity, EntityChange, EntityMerger
from entities.directory.services import EVERYWHERE, show_entity
from entities.directory.unmerging import UNDONE_WITHIN

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
        log_action(verb="entity.contact_erased", obj=entity, by=None)
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


def _kept_of(subject: Subject, merger: EntityMerger) -> dict[str, list[dict[str, Any]]]:
    """By model the rows that the merger took away and in which this person stands."""
    accounts = set(User.objects.filter(key__in=subject.keys).values_list("pk", flat=True))
    found = {
        label: [row for row in rows if _names(row, subject) or row.get("user_id") in accounts]
        for label, rows in merger.kept["gone"].items()
    }
    return {label: rows for label, rows in found.items() if rows}


def _names(row: dict[str, Any], subject: Subject) -> bool:
    words = [str(value).casefold() for value in row.values() if isinstance(value, str) and value]
    sought = [text.casefold() for text in (subject.email, *subject.names) if text]
    phones = {_digits(phone) for phone in subject.phones}
    return any(text in word for text in sought for word in words) or any(_digits(word) in phones for word in words)


def _export_kept(subject: Subject) -> list[dict[str, Any]]:
    mergers = EntityMerger.objects.select_related("source").order_by("pk")
    found = [(merger.source.name, _kept_of(subject, merger)) for merger in mergers]
    return [{"what": "kept to undo a merger", "entity": name, "rows": rows} for name, rows in found if rows]


@transaction.atomic
def _erase_kept(subject: Subject) -> int:
    """The person's rows do not come back, whatever becomes of the merger."""
    erased = 0
    for merger in EntityMerger.objects.select_for_update(of=("self",)).order_by("pk"):
        gone = _kept_of(subject, merger)
        for label, rows in gone.items():
            merger.kept["gone"][label] = [row for row in merger.kept["gone"][label] if row not in rows]
            erased += len(rows)
        if gone:
            merger.save(update_fields=["kept"])
    return erased


def _retain_kept(today: date) -> int:
    return EntityMerger.objects.filter(merged_at__lt=timezone.now() - UNDONE_WITHIN).delete()[0]


MERGERS = PersonalData(
    "entity-mergers", _("Mergers of entities that can be undone"), _export_kept, _erase_kept, _retain_kept
)
