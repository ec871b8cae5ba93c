"""Mails about galleries; each is a row of the outbox, written in the transaction of the act."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from common.outbox.causes import STAFF, by_stranger
from common.outbox.render import render_mail
from common.outbox.services import queue_mail
from common.web.links import absolute
from news.galleries.models import TakedownRequest
from news.galleries.states import RequestState


def mail_takedown(request: TakedownRequest) -> None:
    """Tell the centre at once that somebody asks for a photo to be taken down; without what they wrote."""
    if request.centre is None or not request.centre.email:
        return
    urls = {"page_url": absolute(request.page), "inbox_url": absolute("/panel/galerie/zgloszenia/")}
    subject, text, html = render_mail("takedown", {"title": request.title, **urls})
    queue_mail(
        cause=by_stranger(address=request.contact, form=f"takedown:{request.pk}"),
        to=request.centre.email,
        subject=subject,
        text=text,
        html=html,
        key=f"takedown:{request.pk}",
        template="takedown",
        about=f"takedown {request.pk}",
    )


def mail_takedown_answer(request: TakedownRequest) -> None:
    """Tell the person who asked what was decided, when an e-mail address was left."""
    try:
        validate_email(request.contact)
    except ValidationError:
        return
    subject, text, html = render_mail(
        "takedown_answer",
        {
            "title": request.title,
            "centre": request.centre,
            "granted": request.state == RequestState.GRANTED,
            "answer": request.answer,
        },
        request.language,
    )
    queue_mail(
        cause=STAFF,
        to=request.contact,
        subject=subject,
        text=text,
        html=html,
        reply_to=request.centre.email if request.centre else "",
        key=f"takedown-answer:{request.pk}:{request.state}",
        template="takedown_answer",
        about=f"takedown answer {request.pk}",
    )
