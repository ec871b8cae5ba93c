"""Messages that could not be sent or are held: which of them a member of staff sees, and in which words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from common.outbox.models import OutboxMail
from common.outbox.states import MailState
from common.web.ids import clean_id
from entities.centres.permissions import CentrePermission, centre_ids_for
from events.catalogue.models import Event
from events.registration.desk.sent_mails import EVENT_MAILS
from events.registration.models import Participant

RECENT = timedelta(days=30)
# Which message it is, by its template.
WORDS: Mapping[str, Any] = {
    **EVENT_MAILS,
    "step_overdue": _("reminder of a step of a work plan"),
    "period_report": _("report of a centre on a period"),
    "takedown": _("report about a photo"),
    "takedown_answer": _("answer to a report about a photo"),
    "article_back": _("article sent back"),
    "entity_change": _("answer to a proposed change of an entity"),
    "entity_claim": _("request to run an entity's page"),
    "entity_claim_decided": _("answer to a request to run an entity's page"),
    "entity_invitation": _("invitation to an entity's people"),
    "entity_invitation_code": _("code for an invitation"),
    "entity_message": _("message to an entity from its page"),
    "entity_people": _("change among an entity's people"),
    "entity_request": _("request to join an entity"),
    "entity_state": _("change of an entity's page"),
    "erasure_asked": _("receipt of a request for deletion"),
    "erasure_done": _("answer to a request for deletion"),
    "erasure_waits": _("a request for deletion waits"),
    "mails_held": _("messages held"),
}


@dataclass(frozen=True)
class ListedMail:
    """A message as the page tells of it: never its text, never the whole address."""

    mail: OutboxMail
    what: Any
    to: str
    why: Any
    event: Event | None
    person: Participant | None


def runs_events(user: User) -> list[int]:
    """Centres whose events this person runs."""
    return centre_ids_for(user, CentrePermission.RUN_EVENTS)


def failed_mails(user: User, centres: Sequence[int], *, now: datetime) -> QuerySet[OutboxMail]:
    """Of the last 30 days: the administrator's are all, others see those of events that they run.

    One whose words are gone, since it named somebody erased, cannot be sent again and is not listed.
    """
    mails = OutboxMail.objects.filter(state=MailState.FAILED, failed_at__gte=now - RECENT, body_removed_at__isnull=True)
    return _of_staff(user, centres, mails)


def held_mails(user: User, centres: Sequence[int]) -> QuerySet[OutboxMail]:
    """What is held above a limit (docs/MAIL.md), to be let out or dropped; seen by the same people."""
    return _of_staff(user, centres, OutboxMail.objects.filter(state=MailState.HELD))


def dropped_mails(user: User, centres: Sequence[int], *, now: datetime) -> QuerySet[OutboxMail]:
    """What staff dropped in the last 30 days: it may still go out."""
    mails = OutboxMail.objects.filter(state=MailState.DROPPED, dropped_at__gte=now - RECENT)
    return _of_staff(user, centres, mails)


def _of_staff(user: User, centres: Sequence[int], mails: QuerySet[OutboxMail]) -> QuerySet[OutboxMail]:
    if user.role == Role.ADMINISTRATOR:
        return mails
    owner = Concat(Value("event:"), Cast("pk", CharField()))
    owners = Event.objects.filter(centre__in=centres).order_by().annotate(owner=owner).values("owner")
    return mails.filter(owner__in=owners)


def told(mails: Iterable[OutboxMail]) -> list[ListedMail]:
    """Each message with its event and the person about whom it is. Two or three queries, however many."""
    mails = list(mails)
    events = Event.objects.in_bulk([int(mail.owner[6:]) for mail in mails if mail.owner.startswith("event:")])
    people = _people(mails)
    return [
        ListedMail(
            mail=mail,
            what=WORDS.get(mail.template, _("sign-in and account")),
            to=masked(mail.to),
            why=mail.get_held_why_display() if mail.held_at and not mail.failed_at else _why(mail.error),
            event=events.get(int(mail.owner[6:])) if mail.owner.startswith("event:") else None,
            person=people.get(_about_whom(mail)),
        )
        for mail in mails
    ]


def masked(address: str) -> str:
    """`d…@example.org`: enough to see which of two it is, and whether the domain is misspelt."""
    mailbox = address.rpartition("<")[2].rstrip(">")
    name, _at, domain = mailbox.rpartition("@")
    return f"{name[:1]}…@{domain}"


def _about_whom(mail: OutboxMail) -> tuple[str, int]:
    kind, _colon, rest = mail.key.partition(":")
    number = clean_id(rest.partition(":")[0])
    return (kind, number) if kind in ("registration", "participant") and number else ("", 0)


def _people(mails: Iterable[OutboxMail]) -> dict[tuple[str, int], Participant]:
    keys = {_about_whom(mail) for mail in mails}
    found: dict[tuple[str, int], Participant] = {}
    for kind, column in (("registration", "registration_id"), ("participant", "pk")):
        ids = {number for name, number in keys if name == kind}
        rows = Participant.objects.filter(**{f"{column}__in": ids}).order_by("-queue_number").defer("needs")
        found |= {(kind, getattr(row, column)): row for row in rows if ids}
    return found


def _why(error: str) -> Any:
    name, _space, code = error.partition(" ")
    if name == "SMTPRecipientsRefused" or code.startswith("5"):
        return _("The server of the recipient refused it: perhaps the address is misspelt.")
    return _("The mail server did not take it.")
