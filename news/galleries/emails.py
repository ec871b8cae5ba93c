"""Mails about galleries; each is a row of the outbox, written in the transaction of the act."""

from common.outbox.render import render_mail
from common.outbox.services import queue_mail
from common.pages.links import absolute
from news.galleries.models import TakedownRequest


def mail_takedown(request: TakedownRequest) -> None:
    """Tell the centre at once that somebody asks for a photo to be taken down; without what they wrote."""
    gallery = request.photo.gallery
    if not gallery.centre.email:
        return
    url = absolute(f"/galerie/{gallery.slug}/{request.photo_id}/")
    subject, text, html = render_mail("takedown", {"gallery": gallery, "photo_url": url})
    queue_mail(
        to=gallery.centre.email,
        subject=subject,
        text=text,
        html=html,
        key=f"takedown:{request.pk}",
        about=f"takedown {gallery.slug}",
    )
