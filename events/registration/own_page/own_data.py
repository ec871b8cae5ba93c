"""What a personal link stands for, when its holder asks for a copy or for deletion: never more than themselves.

A person who reads their own post: their place. The registrant, at the registration's link: the registration and the
places under their own name. Whoever has no post of their own is known by a link that the registrant holds too: for
them nobody may ask by it.
"""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from accounts.extension_points import LinkHolder
from common.extension_points import Letters, Subject
from common.outbox.mailboxes import one_mailbox
from events.registration.models import Participant, Registration
from events.registration.queries import has_own_post, is_registrant


def key_of_person(participant: Participant) -> UUID | None:
    """For what the person's link may ask: their place, or the registration that they made; None when for nothing."""
    registration = participant.registration
    if has_own_post(participant, registration):
        return participant.key
    return registration.key if is_registrant(participant, registration) and registration.email else None


def holder_of(key: UUID) -> LinkHolder | None:
    """Whom a place's or a registration's key stands for, and what of it; None when it is erased or unknown."""
    place = Participant.objects.filter(key=key, erased_at__isnull=True).select_related("event", "registration").first()
    if place is not None:
        path = reverse("registration:person-data", args=[place.token])
        begun: tuple[str, ...] = (f"participant:{place.pk}:",)
        return _holder(place.registration, [place], to=place.email, name=str(place), path=path, begun=begun)
    row = Registration.objects.filter(key=key, erased_at__isnull=True).select_related("event").first()
    if row is None or not row.email:
        return None
    places = row.participants.filter(erased_at__isnull=True)
    own = [one for one in places if is_registrant(one, row) and not has_own_post(one, row)]
    path = reverse("registration:own-data", args=[row.token])
    begun = (f"registration:{row.pk}:", *(f"participant:{one.pk}:" for one in own))
    return _holder(row, own, to=row.email, name=f"{row.first_name} {row.last_name}", path=path, begun=begun, made=row)


def _holder(
    registration: Registration,
    places: list[Participant],
    *,
    to: str,
    name: str,
    path: str,
    begun: tuple[str, ...],
    made: Registration | None = None,
) -> LinkHolder:
    event = registration.event
    keys = frozenset(row.key for row in places) | ({made.key} if made else set())
    letters = Letters(owner=f"event:{event.pk}", to=to, is_shared=_is_shared(event.pk, to, keys), keys=begun)
    prefix = "/en" if registration.language == "en" else ""
    return LinkHolder(
        subject=Subject(email="", keys=keys, names=frozenset({name}), letters=letters),
        to=to,
        language=registration.language,
        about=f"{name}, {event}",
        url=f"{settings.SITE_URL}{prefix}{path.removeprefix('/en')}",
    )


def _is_shared(event_id: int, address: str, keys: frozenset[UUID]) -> bool:
    """Whether somebody else of the event reads the same post box (biuro@…): their messages are not this person's."""
    box = one_mailbox(address)
    places = Participant.objects.filter(event=event_id, erased_at__isnull=True).exclude(key__in=keys)
    forms = Registration.objects.filter(event=event_id, erased_at__isnull=True).exclude(key__in=keys)
    # Of a person who has no address of their own the registrant reads the post, which is the registrant's own.
    others = {*places.exclude(email="").values_list("email", flat=True), *forms.values_list("email", flat=True)}
    return any(one_mailbox(other) == box for other in others)
