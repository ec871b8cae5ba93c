"""Mails about partnerships; each is a row of the outbox."""

from django.urls import reverse

from common.outbox.causes import SYSTEM
from common.outbox.models import OutboxMail
from common.outbox.render import render_mail
from common.outbox.services import queue_mail
from common.web.links import absolute
from partnerships.agreements.models import LocalPartnership, WorkPlanStep


def mail_overdue(
    step: WorkPlanStep, partnership: LocalPartnership, to: str, *, number: int, is_staff: bool
) -> OutboxMail:
    """A step of the work plan is past its day; `number` tells the recipients of one reminder apart."""
    panel = reverse("panel:partnership", args=[partnership.pk]) if is_staff else ""
    context = {
        "step": step.title,
        "partnership": partnership.name,
        "due_on": step.due_on,
        "responsible": step.responsible.name if step.responsible else "",
        "url": absolute(panel or f"/partnerstwa/{partnership.slug}/"),
        "is_staff": is_staff,
        "contact": partnership.contact_name,
        "contact_email": partnership.contact_email,
    }
    subject, body, html = render_mail("step_overdue", context)
    return queue_mail(
        cause=SYSTEM,
        to=to,
        subject=subject,
        text=body,
        html=html,
        reply_to="" if is_staff else partnership.contact_email,
        key=f"step-overdue:{step.pk}:{step.due_on}:{number}",
        template="step_overdue",
        about=f"overdue step of {partnership.slug}",
        owner=f"partnership:{partnership.pk}",
    )
