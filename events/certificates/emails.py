"""Mails about certificates; each is a row of the outbox, written in the transaction of the act."""

from django.conf import settings

from common.outbox.causes import STAFF
from common.outbox.render import render_mail
from common.outbox.services import queue_mail
from events.certificates.models import Certificate
from events.certificates.queries import address_of
from partnerships.projects.queries import mail_funding


def mail_certificate(certificate: Certificate, template: str) -> bool:
    """Tell the person (or who registered them): it is there, put right, or revoked; False without an address.

    The paper itself is behind the person's own link: mail boxes keep attachments for ever.
    """
    event, to = certificate.event, address_of(certificate.participant)
    if not to:
        return False
    subject, text, html = render_certificate(certificate, template)
    queue_mail(
        cause=STAFF,
        to=to,
        subject=subject,
        text=text,
        html=html,
        reply_to=event.contact_email,
        key=f"certificate:{certificate.pk}:{template}",
        template=template,
        about=f"{template} {event.slug}",
        owner=f"event:{event.pk}",
    )
    return True


def render_certificate(certificate: Certificate, template: str, *, is_preview: bool = False) -> tuple[str, str, str]:
    """(subject, text, HTML) of the message; in a preview for staff the person's own links stay out."""
    participant, event = certificate.participant, certificate.event
    registration = participant.registration
    prefix = "/en" if registration.language == "en" else ""
    own = "…" if is_preview else f"{settings.SITE_URL}{prefix}/zgloszenie/osoba/{participant.token}/"
    context = {
        "certificate": certificate,
        "participant": participant,
        "event": event,
        "own_url": own,
        "download_url": own if is_preview else f"{own}zaswiadczenie/",
        "funding": mail_funding(event.project, registration.language),
        "check_url": f"{settings.SITE_URL}{prefix}/zaswiadczenie/{certificate.code}/",
    }
    return render_mail(template, context, registration.language)
