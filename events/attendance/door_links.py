"""Links with which volunteers keep the list at the door: one event, one day, no account."""

import secrets
from datetime import date

from django.db import transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.fields import token_digest
from events.attendance.models import DoorLink, Session
from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.states import EventState


@transaction.atomic
def make_door_link(*, event: Event, day: date, may_add: bool, by: int) -> tuple[DoorLink, str]:
    """A new link and its token (256 bits), which is shown now and kept nowhere. Raises EventRefused for a draft."""
    if event.state not in (EventState.PUBLISHED, EventState.COMPLETED):
        raise EventRefused(Refusal.NO_LIST)
    token = secrets.token_urlsafe(32)
    link = DoorLink.objects.create(event=event, day=day, digest=token_digest(token), may_add=may_add, made_by_id=by)
    after = {"link": link.pk, "day": day.isoformat(), "may_add": may_add}
    log_action(verb="event.door_link_made", obj=event, by=by, after=after)
    return link, token


@transaction.atomic
def revoke_door_link(*, event: Event, link_id: int, by: int) -> bool:
    """The link opens nothing any more, also where it was used already; False when it is none of this event's."""
    changed = DoorLink.objects.filter(event=event, pk=link_id, revoked_at__isnull=True).update(
        revoked_at=timezone.now()
    )
    if changed:
        log_action(verb="event.door_link_revoked", obj=event, by=by, after={"link": link_id})
    return bool(changed)


def links_of(event: Event) -> list[DoorLink]:
    """The links that open or will open something."""
    rows = DoorLink.objects.filter(event=event, day__gte=timezone.localdate(), revoked_at__isnull=True)
    return list(rows.select_related("made_by"))


@transaction.atomic
def use_token(token: str) -> DoorLink | None:
    """The link that this token opens today; that it was opened stands in the log."""
    link = DoorLink.objects.filter(digest=token_digest(token.strip())).select_related("event").first()
    if link is None or not _is_open(link):
        return None
    log_action(verb="event.door_link_used", obj=link.event, by=None, after={"link": link.pk})
    return link


def open_link(link_id: object) -> DoorLink | None:
    """The link kept in a visitor's session, while it opens something: its day in Poland, not revoked."""
    if not isinstance(link_id, int):
        return None
    link = DoorLink.objects.filter(pk=link_id).select_related("event").first()
    return link if link is not None and _is_open(link) else None


def sessions_of(link: DoorLink) -> list[Session]:
    """The lists of the link's day that are not closed yet; what is corrected afterwards is the staff's."""
    rows = Session.objects.filter(event=link.event_id, day=link.day, closed_at__isnull=True)
    return list(rows.select_related("event", "stop"))


def _is_open(link: DoorLink) -> bool:
    is_today = link.day == timezone.localdate()
    return is_today and link.revoked_at is None and link.event.state == EventState.PUBLISHED
