"""What is kept of the messages about an event, as its staff read it: that one went, which, to whom and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.outbox.models import OutboxMail
from common.web.filters import FilterGroup, FilterOption
from events.catalogue.models import Event

# Templates (templates/mail/) of messages that are an event's.
EVENT_MAILS: Mapping[str, Any] = {
    "registered": gettext_lazy("confirmation of a registration"),
    "colleague": gettext_lazy("own link of a registered person"),
    "again": gettext_lazy("link to an earlier registration"),
    "own_links": gettext_lazy("own links sent again"),
    "ask_us": gettext_lazy("request to write to the centre"),
    "added": gettext_lazy("people added to a registration"),
    "promoted": gettext_lazy("a place became free"),
    "list_changes": gettext_lazy("changes on the list"),
    "change_asked": gettext_lazy("a change asked for after the deadline"),
    "taken_back": gettext_lazy("a giving-up taken back"),
    "certificate_corrected": gettext_lazy("a corrected certificate"),
    "resigned": gettext_lazy("a place given up"),
    "replaced": gettext_lazy("another person in the place"),
    "readdressed": gettext_lazy("place written to another address"),
    "restored": gettext_lazy("a place given back"),
    "merged": gettext_lazy("registered twice, one registration stays"),
    "decided": gettext_lazy("decision"),
    "moved": gettext_lazy("moved to another event"),
    "changed": gettext_lazy("change of the day or place"),
    "reminder": gettext_lazy("reminder"),
    "event_cancelled": gettext_lazy("the event is cancelled"),
    "meeting_invitation": gettext_lazy("invitation to a meeting of the partnership"),
    "message": gettext_lazy("message of the staff"),
    "participation": gettext_lazy("link to the questions of a project"),
    "certificate": gettext_lazy("certificate"),
    "certificate_revoked": gettext_lazy("certificate declared invalid"),
}


@dataclass(frozen=True, slots=True)
class SentMail:
    """A kept message: `to` is empty once its recipient is erased; `at` is when its state began."""

    mail: OutboxMail
    what: Any
    to: str
    is_erased: bool
    at: datetime | None

    @property
    def digest_pieces(self) -> list[str]:
        """The digest in eights, between which a narrow page may break."""
        return [self.mail.digest[start : start + 8] for start in range(0, len(self.mail.digest), 8)]


def mails_of(event: Event) -> QuerySet[OutboxMail]:
    """Every message about the event of which something is kept, without its words."""
    return OutboxMail.objects.filter(owner=f"event:{event.pk}").defer("subject", "text", "html", "attachments")


def sent_mails(mails: Iterable[OutboxMail]) -> list[SentMail]:
    """The messages as the page tells of them."""
    return [
        SentMail(
            mail=mail,
            what=EVENT_MAILS.get(mail.template, _("message")),
            to=mail.to,
            is_erased=not mail.to,
            at=mail.sent_at or mail.failed_at or mail.dropped_at or _since(mail),
        )
        for mail in mails
    ]


def _since(mail: OutboxMail) -> datetime:
    return mail.held_at if mail.state == "held" and mail.held_at else mail.created_at


def kinds_of(event: Event, chosen: str) -> list[FilterGroup]:
    """The filter by kind of message, each counted; those of which there is none stand aside. One query."""
    counted = mails_of(event).order_by().values_list("template").annotate(n=Count("pk"))
    counts = {template: n for template, n in counted if template in EVENT_MAILS}
    options = [
        FilterOption(template, capfirst(str(words)), counts[template], template == chosen)
        for template, words in EVENT_MAILS.items()
        if template in counts
    ]
    return [FilterGroup("rodzaj", _("Kind of message"), options, one=True)] if options else []
