"""Mails about entities; each is a row of the outbox."""

from common.outbox.models import OutboxMail
from common.outbox.render import render_mail
from common.outbox.services import queue_mail
from common.pages.links import absolute
from entities.directory.models import Entity


def mail_entity(*, entity: Entity, key: str, name: str, email: str, text: str) -> OutboxMail:
    """A visitor's message to the entity; whoever answers it, answers the visitor. The same `key` sends once."""
    url = absolute(f"/podmioty/{entity.slug}/")
    subject, body, html = render_mail("entity_message", {"name": name, "email": email, "words": text, "url": url})
    return queue_mail(
        to=entity.email,
        subject=subject,
        text=body,
        html=html,
        reply_to=email,
        key=f"entity-message:{entity.pk}:{key}",
        about=f"message to {entity.slug}",
    )
