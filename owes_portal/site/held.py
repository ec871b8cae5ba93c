"""A word to staff about messages that are held: one mail a day to those who decide."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from common.outbox.causes import SYSTEM
from common.outbox.models import OutboxMail
from common.outbox.render import render_mail
from common.outbox.services import Letter, queue_mails
from common.outbox.states import MailState
from common.web.links import absolute
from entities.centres.models import SupportCentre
from events.catalogue.models import Event
from events.reporting.emails import coordinators_of

AT_ONCE = 2000


@transaction.atomic
def tell_of_held() -> int:
    """Tell the coordinators of each centre what is held about its events; who keeps the portal, of all other. How many.

    Each centre is told at most once a day; what is held later waits for the next day's mail, and stands in the panel.
    """
    rows = OutboxMail.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        state=MailState.HELD, staff_told_at=None
    )
    mails = list(rows.order_by("pk").only("owner")[:AT_ONCE])
    events = Event.objects.in_bulk([int(mail.owner[6:]) for mail in mails if mail.owner.startswith("event:")])
    by_centre: dict[int, list[OutboxMail]] = {}
    for mail in mails:
        event = events.get(int(mail.owner[6:])) if mail.owner.startswith("event:") else None
        by_centre.setdefault(event.centre_id if event else 0, []).append(mail)
    centres = SupportCentre.objects.in_bulk(by_centre)
    told = 0
    for centre_id, held in by_centre.items():
        centre = centres.get(centre_id)
        titles = sorted({str(events[int(mail.owner[6:])]) for mail in held}) if centre else []
        to = (coordinators_of([centre]) if centre else []) or [settings.SITE_CONTACT["email"]]
        told += _tell(centre_id, to, held, titles)
    return told


def _tell(centre_id: int, to: list[str], held: list[OutboxMail], titles: list[str]) -> int:
    key = f"held-mails:{centre_id}:{timezone.localdate()}"
    if OutboxMail.objects.filter(key__startswith=f"{key}:").exists():
        return 0
    context = {"n": len(held), "titles": titles, "url": absolute(reverse("panel:held-mails"))}
    subject, text, html = render_mail("mails_held", context)
    letters = [
        Letter(to=address, subject=subject, text=text, html=html, key=f"{key}:{n}", about="held mails")
        for n, address in enumerate(to)
    ]
    queue_mails(letters, cause=SYSTEM)
    OutboxMail.objects.filter(pk__in=[mail.pk for mail in held]).update(staff_told_at=timezone.now())
    return len(letters)
