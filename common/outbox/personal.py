"""What the outbox holds about a person: the messages sent to their address."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.outbox.models import OutboxMail
from common.outbox.services import forget_sent
from common.outbox.states import MailState
from common.sockets import PersonalData, Subject

KEEP = timedelta(days=90)  # long enough to answer "did it go out?", no longer


def _to(subject: Subject) -> QuerySet[OutboxMail]:
    address = subject.email
    return OutboxMail.objects.filter(Q(to__iexact=address) | Q(to__iendswith=f"<{address}>"))


def _export(subject: Subject) -> list[dict[str, Any]]:
    return [dict(row) for row in _to(subject).order_by("pk").values("created_at", "sent_at", "to", "subject", "text")]


def _erase(subject: Subject) -> int:
    return _to(subject).exclude(state__in=[MailState.WAITING, MailState.SENDING]).delete()[0]


def _retain(today: date) -> int:
    return forget_sent(before=timezone.make_aware(datetime.combine(today, time())) - KEEP)


MAIL = PersonalData(key="mail", title=_("Messages from the portal"), export=_export, erase=_erase, retain=_retain)
