"""Mails of the registration; each is a row of the outbox, written in the transaction of the act."""

from django.conf import settings

from common.outbox.render import render_mail
from common.outbox.services import queue_mail
from events.catalogue.models import Event
from events.registration.models import Participant, Registration
from events.registration.states import ParticipantState


def _send(template: str, registration: Registration, event: Event, key: str, **context: object) -> None:
    """Mail the registrant, if they left an address; `key` makes each occasion's mail one."""
    if not registration.email:
        return
    prefix = "/en" if registration.language == "en" else ""
    subject, text, html = render_mail(
        template,
        {
            "event": event,
            "registration": registration,
            "event_url": f"{settings.SITE_URL}{prefix}/wydarzenia/{event.slug}/",
            "own_url": f"{settings.SITE_URL}{prefix}/zgloszenie/{registration.token}/",
            **context,
        },
        registration.language,
    )
    queue_mail(
        to=registration.email,
        subject=subject,
        text=text,
        html=html,
        reply_to=event.contact_email,
        key=key,
        about=f"{template} {event.slug}",
    )


def mail_registered(registration: Registration, event: Event, participants: list[Participant]) -> None:
    """Confirmation: who has a place, who waits, and the registration's own link."""
    _send(
        "registered",
        registration,
        event,
        key=f"registration:{registration.pk}:registered",
        confirmed=[p for p in participants if p.state == ParticipantState.CONFIRMED],
        waiting=[p for p in participants if p.state == ParticipantState.WAITING],
        pending=[p for p in participants if p.state == ParticipantState.PENDING],
    )


def mail_promoted(participant: Participant, event: Event) -> None:
    """A place was freed: the person moved up from the waiting list."""
    moment = f"{participant.confirmed_at:%Y%m%d%H%M%S%f}"
    _send(
        "promoted",
        participant.registration,
        event,
        key=f"participant:{participant.pk}:promoted:{moment}",
        participant=participant,
    )


def mail_resigned(participant: Participant, event: Event) -> None:
    """The place was given up."""
    moment = f"{participant.cancelled_at:%Y%m%d%H%M%S%f}"
    _send(
        "resigned",
        participant.registration,
        event,
        key=f"participant:{participant.pk}:resigned:{moment}",
        participant=participant,
    )


def mail_cancelled_event(registration: Registration, event: Event) -> None:
    """The event will not take place."""
    _send("event_cancelled", registration, event, key=f"registration:{registration.pk}:event-cancelled")
