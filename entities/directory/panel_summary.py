"""A record of the directory as the panel shows it: what it says, what it lacks, what happened to it."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from common.auditlog.models import AuditEntry
from common.auditlog.words import verb_in_words
from common.templatetags.portal import phone
from common.text.polish import date_range
from common.web.record_pages import MissingDetail, missing_details
from entities.directory.identifiers import show_nip
from entities.directory.models import EnterpriseStatus, Entity, EntityPhoto, OfferedService, ServiceBundle

LATEST = 30


class HistoryLine(NamedTuple):
    """A line of the history."""

    at: datetime
    who: str
    what: str
    changes: list[tuple[str, str, str]]
    note: str


def summary_of(entity: Entity) -> list[tuple[str, str]]:
    """(term, text) of what the record says; what is empty is left out where it is drawn."""
    place = ", ".join(filter(None, [entity.street, f"{entity.postal_code} {entity.town}".strip()]))
    services = list(OfferedService.objects.filter(entity=entity).values_list("title", flat=True))
    bundles = list(ServiceBundle.objects.filter(entity=entity).values_list("name", flat=True))
    founders = list(entity.founders.order_by("sort_name").values_list("name", flat=True))
    return [
        (_("Kind"), capfirst(str(entity.kind))),
        ("NIP", show_nip(entity.nip)),
        ("REGON", entity.regon),
        ("KRS", entity.krs),
        (_("Address"), place),
        (_("County"), entity.county.label if entity.county else ""),
        (_("Municipality"), str(entity.municipality or "")),
        (_("Telephone"), phone(entity.phone)),
        (_("E-mail address"), entity.email),
        (_("Website"), entity.website),
        (_("Run by"), entity.operator.name if entity.operator else ""),
        (_("Founders"), ", ".join(founders) or (entity.get_founder_type_display() if entity.founder_type else "")),
        (_("Social enterprise"), _status(entity)),
        (_("What can be ordered"), ", ".join(services)),
        (_("Bundles of services"), ", ".join(bundles)),
        (_("Brand"), entity.brand),
    ]


def ready_for(entity: Entity) -> list[MissingDetail]:
    """What readers will miss."""
    missing = [
        (not entity.lead, _("A sentence on what they do"), "dane"),
        (not (entity.phone or entity.email or entity.website), _("A way to contact them"), "dane"),
        (not entity.county_id, _("The county"), "dane"),
        (not entity.nip and entity.country == "PL" and not entity.being_founded, "NIP", "dane"),
        (not OfferedService.objects.filter(entity=entity).exists(), _("What can be ordered"), "uslugi"),
        (not EntityPhoto.objects.filter(entity=entity).exists(), _("A photograph"), "zdjecia"),
    ]
    return missing_details(missing)


def history_of(entity: Entity) -> list[HistoryLine]:
    """The latest acts on the record, with what they changed."""
    return acts_of(entity)


def acts_of(obj: Model) -> list[HistoryLine]:
    """The latest acts on a thing in words; `update` tells what it changed."""
    acts = list(AuditEntry.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk).order_by("-pk")[:LATEST])
    people = {act.actor_id for act in acts} | {act.after.get("user") for act in acts}
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=people - {None})}
    told = []
    for act in acts:
        word, about = verb_in_words(act), names.get(act.after.get("user") or 0, "")
        changes = [
            (_field(obj, name), str(act.before.get(name) or "—"), str(value or "—"))
            for name, value in act.after.items()
            if act.verb.endswith(".update")
        ]
        who = names.get(act.actor_id or 0, "")
        told.append(HistoryLine(act.at, who, f"{word}: {about}" if about else word, changes, act.note))
    return told


def _field(obj: Model, name: str) -> str:
    return str(obj._meta.get_field(name).verbose_name)


def _status(entity: Entity) -> str:
    rows = EnterpriseStatus.objects.filter(entity=entity).order_by("-decided_on", "-pk")
    latest = rows.first()
    if latest is None:
        return ""
    since = date_range(entity.enterprise_from or latest.decided_on)
    if latest.ends_on:
        return _("from %(first)s to %(last)s") % {"first": since, "last": date_range(latest.ends_on)}
    return _("since %(day)s") % {"day": since}
