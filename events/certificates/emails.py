"""Mails about certificates; each is a row of the outbox, written in the transaction of the act."""

from django.conf import settings

from common.outbox.causes import STAFF
from common.outbox.render import render_mail
from common.outbox.services import queue_mail
from events.certificates.models import Certificate
from partnerships.projects.queries import mail_funding


def mail_certificate(certificate: Certificate, template: str) -> None:
    """Tell the person (or who registered them, when they left no address): it is there, or it was revoked.

    The paper itself is behind the person's own link: mail boxes keep attachments for ever.
    """
    participant, event = certificate.participant, certificate.event
    registration = participant.registration
    to = participant.email or registration.email
    if not to:
        return
    prefix = "/en" if registration.language == "en" else ""
    own = f"{settings.SITE_URL}{prefix}/zgloszenie/osoba/{participant.token}/"
    context = {
        "certificate": certificate,
        "participant": participant,
        "event": event,
        "own_url": own,
        "download_url": f"{own}zaswiadczenie/",
        "funding": mail_funding(event.project, registration.language),
        "check_url": f"{settings.SITE_URL}{prefix}/zaswiadczenie/{certificate.code}/",
    }
    subject, text, html = render_mail(template, context, registration.language)
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
