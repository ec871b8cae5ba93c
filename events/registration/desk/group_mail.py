"""What staff do: write to a group, say who is the same person."""

from collections.abc import Collection, Iterable
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q, prefetch_related_objects
from django.db.models.functions import Coalesce

from common.auditlog.models import AuditEntry
from common.auditlog.services import log_action
from common.db.locks import lock_together
from common.outbox.causes import STAFF
from common.outbox.redaction import recipient_digest
from common.outbox.render import render_mail
from common.outbox.services import queue_mail
from events.catalogue.models import Event
from events.catalogue.services import lock_event
from events.registration.models import Participant, Person
from partnerships.projects.queries import mail_funding


# --- a message to a group -------------------------------------------------------------------------------------------
def addresses(event: Event, states: Collection[str], only: Collection[int] = ()) -> dict[str, str]:
    """Address → language of everyone in these states: their own, or the registrant's; each once.

    `only`: of these people alone, whatever their state.
    """
    found: dict[str, str] = {}
    people = Participant.objects.filter(event=event, erased_at__isnull=True)
    people = people.filter(pk__in=set(only)) if only else people.filter(state__in=list(states))
    for person in people.select_related("registration").order_by("queue_number").defer("needs"):
        for address in (person.email, person.registration.email):
            if address:
                found.setdefault(address.lower(), person.registration.language)
    return found


@transaction.atomic
def write_to(
    *,
    event_id: int,
    states: Collection[str],
    subject: str,
    text: str,
    key: UUID,
    by: int | None,
    only: Collection[int] = (),
) -> int:
    """A message of the staff to everyone in these states, or to these people alone (`only`), through the outbox.

    Sent again with the same key, it goes once.

    The log keeps that it was sent, to how many; never the addresses.
    """
    event = lock_event(event_id)
    prefetch_related_objects([event], "stops")  # each mail says where
    to = addresses(event, states, only)
    told = {"event": event, "title": subject, "words": text}
    for address, language in to.items():
        plain, html = render_mail("message", told | {"funding": mail_funding(event.project, language)}, language)[1:]
        queue_mail(
            cause=STAFF,
            to=address,
            subject=subject,
            text=plain,
            html=html,
            reply_to=event.contact_email,
            key=f"message:{key}:{recipient_digest(address)[:24]}",
            template="message",
            about=f"message {event.slug}",
            owner=f"event:{event.pk}",
        )
    log_action(verb="event.message", obj=event, by=by, after={"states": sorted(states), "people": len(to)})
    return len(to)


# --- who is this person -----------------------------------------------------------------------------------------------
def namesakes(person: Person) -> list[Person]:
    """Others of the same name: perhaps the same human being. Staff decide."""
    if not person.folded_name:
        return []
    rows = Person.objects.filter(folded_name=person.folded_name, erased_at__isnull=True).exclude(pk=person.pk)
    return list(rows.order_by("pk")[:50])


def known_at(people: Iterable[Person], centres: Collection[int]) -> set[int]:
    """Of these persons those who were ever named at an event of these centres: their addresses are no news there."""
    rows = Participant.objects.filter(person__in=list(people), event__centre__in=centres)
    return set(rows.values_list("person_id", flat=True))


def masked(email: str) -> str:
    """Enough of an address to tell two people apart by it, too little to write to it."""
    name, at, domain = email.partition("@")
    return f"{name[:1]}…{at}{domain}" if at else ""


@transaction.atomic
def same_person(*, ids: Collection[int], by: int | None) -> list[int]:
    """These persons are one human being: the oldest stays, the others point to it; participations stay as they were.

    Returns the ids of those who were a human being of their own before. The log keeps who came with each.
    """
    rows = lock_together(Person, partial(tied_to, ids))
    roots = sorted({one.merged_into_id or one.pk for one in rows.values() if one.pk in ids and not one.erased_at})
    for other in roots[1:]:
        moved = list(Person.objects.filter(Q(pk=other) | Q(merged_into=other)).values_list("pk", flat=True))
        Person.objects.filter(pk__in=moved).update(merged_into=roots[0])
        log_action(verb="person.merge", obj=Person(pk=other), by=by, after={"into": roots[0], "moved": sorted(moved)})
    return roots[1:]


def tied_to(ids: Collection[int]) -> set[int]:
    """These persons, those whom they were merged into, and all who were merged into the same ones."""
    roots = set(Person.objects.filter(pk__in=ids).values_list(Coalesce("merged_into", "pk"), flat=True))
    return {*ids, *roots, *Person.objects.filter(merged_into__in=roots).values_list("pk", flat=True)}


@transaction.atomic
def separate_person(*, person_id: int, by: int | None) -> None:
    """The person was merged by mistake: a human being of their own again, with those who came with them."""
    person = lock_together(Person, partial(tied_to, [person_id]))[person_id]
    if person.merged_into_id is None:
        return
    was, person.merged_into = person.merged_into_id, None
    person.save(update_fields=["merged_into"])
    merging = AuditEntry.objects.filter(verb="person.merge", object_type=Person._meta.label_lower, object_id=person_id)
    last = merging.order_by("-pk").first()
    if last is not None and last.after.get("into") == was:
        came = Person.objects.filter(pk__in=last.after.get("moved", []), merged_into=was).exclude(pk=person_id)
        came.update(merged_into=person_id)
    log_action(verb="person.split", obj=person, by=by, before={"into": was})
