"""Writing events: plan, change, publish. Acts that touch registrations live higher (registration, attendance)."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.compiled_queries import Prepared
from common.db.states import change_state
from common.search.services import follow
from common.slugs.services import change_slug, free_slug
from common.text.control_characters import clean_texts, without_controls
from common.web.versions import bump
from entities.centres.models import SupportCentre
from entities.directory.models import Entity
from entities.directory.services import entity_of
from events.catalogue.changes import watched
from events.catalogue.extension_points import EVENT_SHOWN
from events.catalogue.models import DocumentKind, EntityRole, Event, EventDocument, EventEntity
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.search import SOURCE, search_rows
from events.catalogue.states import EVENT_MOVES, EventState
from files.models import StoredFile, StoredImage
from files.services import delete_image_if_unused, remove_file
from files.states import ImageState

# Every registration begins with it: its SQL, some eighty columns, is compiled once.
LOCKED = Prepared(lambda pk: Event.objects.select_for_update(of=("self",)).select_related("centre").filter(pk=pk))


def lock_event(event_id: int) -> Event:
    """The event's row, locked until the end of the transaction: every change of places goes through this lock."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("The event's row is locked inside a transaction only.")
    found = LOCKED(event_id)
    if not found:
        raise Event.DoesNotExist
    return found[0]


def touch_event(event: Event, *, listed: bool) -> None:
    """The event's page changed; with `listed` also what lists show of it."""
    Event.objects.filter(pk=event.pk).update(page_version=models.F("page_version") + 1, updated_at=timezone.now())
    if listed:
        bump("events")


@transaction.atomic
def plan_event(
    *, by: int | None, centre: SupportCentre, title: str, kind: str, starts_on: date, **fields: Any
) -> Event:
    """A new draft of the centre's event. Raises IntegrityError where the schema forbids what was given."""
    fields, title = clean_texts(fields), without_controls(title)
    fields.setdefault("ends_on", starts_on)
    event = Event.objects.create(
        slug=free_slug(Event, f"{title} {starts_on.year}"),
        centre=centre,
        title=title,
        kind=kind,
        starts_on=starts_on,
        created_by_id=by,
        **fields,
    )
    log_action(verb="event.plan", obj=event, by=by)
    return event


@transaction.atomic
def change_event(*, event_id: int, by: int | None, **fields: Any) -> Event:
    """Change plain fields of an event; the number of places only of a draft (later: change_capacity())."""
    event = lock_event(event_id)
    own_verbs = {"state", "taken", "waiting", "slug", "places_over"}
    if event.state != EventState.DRAFT:
        own_verbs.add("capacity")
    if forbidden := own_verbs & fields.keys():
        raise ValueError(f"Not by change_event(): {', '.join(sorted(forbidden))}.")
    fields = clean_texts(fields)
    before = {name: str(getattr(event, name)) for name in fields}
    with watched(event):
        for name, value in fields.items():
            setattr(event, name, value)
        event.save(update_fields=[*fields, "updated_at"])
    after = {name: str(getattr(event, name)) for name in fields}
    changed = [name for name in fields if before[name] != after[name]]
    if changed:
        if event.state == EventState.DRAFT and "title" in changed:
            change_slug(event, f"{event.title} {event.starts_on.year}")
        log_action(
            verb="event.change",
            obj=event,
            by=by,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
        show_event(event)
    return event


@transaction.atomic
def set_entities(*, event_id: int, role: EntityRole, entities: list[tuple[Entity, str]], by: int | None) -> None:
    """The entities in one role at the event, in this order, each with a note on what it does there."""
    event = lock_event(event_id)
    EventEntity.objects.filter(event=event, role=role).delete()
    EventEntity.objects.bulk_create(
        EventEntity(event=event, entity=entity, role=role, note=note, position=place)
        for place, (entity, note) in enumerate(entities)
    )
    log_action(
        verb=f"event.entities.{role}", obj=event, by=by, after={"entities": [entity.pk for entity, _ in entities]}
    )
    show_event(event)


@transaction.atomic
def set_roles(
    *, event_id: int, rows: Sequence[Mapping[str, Any]], by: int | None, seen: Collection[int] | None = None
) -> list[EventEntity]:
    """All entities of the event in their roles (`entity`, `role`, `note`), in this order; kept rows keep their ids.

    Of the rows that stood there, those in `seen` (None: all) that are not sent any more are removed.
    """
    event = lock_event(event_id)
    old = {row.pk: row for row in EventEntity.objects.filter(event=event)}
    chosen = [(row, entity_of(row["entity"], by=by)) for row in rows]
    sent = {row.get("id") for row, _ in chosen}
    EventEntity.objects.filter(pk__in=[pk for pk in old if pk not in sent and (seen is None or pk in seen)]).delete()
    # Kept rows step aside first: two may exchange their entities.
    EventEntity.objects.filter(pk__in=[pk for pk in old if pk in sent]).delete()
    kept: dict[tuple[int, str], EventEntity] = {}
    for place, (row, entity) in enumerate(chosen):
        if entity is None or (entity.pk, row["role"]) in kept:
            continue
        pk = row["id"] if row.get("id") in old else None
        EventEntity.objects.filter(event=event, entity=entity, role=row["role"]).delete()
        kept[entity.pk, row["role"]] = EventEntity.objects.create(
            pk=pk, event=event, entity=entity, role=row["role"], note=row["note"], position=place
        )
    log_action(verb="event.entities", obj=event, by=by, after={"entities": [entity for entity, _ in kept]})
    show_event(event)
    return list(kept.values())


def missing_for_publication(event: Event) -> list[Refusal]:
    """What an event still needs before it can be published; empty when nothing is missing."""
    missing = []
    if not event.title.strip():
        missing.append(Refusal.TITLE)
    if not event.online_url and not event.town:
        missing.append(Refusal.PLACE)
    if event.registration_mode != "none" and event.ends_on < timezone.localdate() and event.published_at is None:
        missing.append(Refusal.DATE)
    return missing


@transaction.atomic
def publish_event(*, event_id: int, by: int | None) -> Event:
    """Show the event to everyone. Raises EventRefused where something essential is missing."""
    event = lock_event(event_id)
    if missing := missing_for_publication(event):
        raise EventRefused(*missing)
    first = event.published_at or timezone.now()
    change_state(event, EventState.PUBLISHED, allowed=EVENT_MOVES, by=by, published_at=first)
    show_event(event)
    return event


def show_event(event: Event) -> None:
    """After a change: the event's page, the lists and the search show the new state."""
    if event.published_at is None:
        return
    touch_event(event, listed=True)
    for told in EVENT_SHOWN:
        told(event)
    follow(source=SOURCE, object_id=event.pk, rows=search_rows(event))


@transaction.atomic
def set_cover(
    *, event_id: int, image: StoredImage | None, alt: str = "", caption: str = "", credit: str = "", by: int | None
) -> Event:
    """The picture that opens the event's page, with its words; None takes it away. One nobody needs goes for good."""
    event = lock_event(event_id)
    before = event.cover
    if image is not None and not alt.strip():
        raise EventRefused(Refusal.ALT)
    words = (alt.strip(), caption.strip(), credit.strip()) if image else ("", "", "")
    event.cover, (event.cover_alt, event.cover_caption, event.cover_credit) = image, words
    event.save(update_fields=["cover", "cover_alt", "cover_caption", "cover_credit", "updated_at"])
    log_action(verb="event.cover", obj=event, by=by, before=_key(before), after=_key(image))
    show_event(event)
    if before is not None and before != image:
        # Another event (a copy of this one) or an article may show it: then it stays. After the commit: who takes a
        # picture down locks it before the events that show it.
        transaction.on_commit(partial(delete_image_if_unused, image=before, by=by), robust=True)
    return event


@transaction.atomic
def add_document(
    *,
    event_id: int,
    file: StoredFile,
    title: str,
    is_public: bool,
    by: int | None,
    kind: str = DocumentKind.OTHER,
) -> EventDocument:
    """A file of the event, the last of its list; one that is not public is kept as evidence, as signed lists always."""
    is_public = is_public and kind != DocumentKind.SIGNED_LIST
    event = lock_event(event_id)
    last = event.documents.aggregate(last=models.Max("position"))["last"]
    document = EventDocument.objects.create(
        event=event,
        file=file,
        kind=kind,
        title=title.strip(),
        is_public=is_public,
        position=0 if last is None else last + 1,
    )
    log_action(verb="event.document", obj=event, by=by, after={"document": document.pk, "public": is_public})
    show_event(event)
    return document


@transaction.atomic
def set_document_public(*, event_id: int, document_id: int, is_public: bool, by: int | None) -> None:
    """Show a document of the event to everyone, or to the staff only. Raises EventRefused for a signed list."""
    event = lock_event(event_id)
    document = event.documents.get(pk=document_id)
    if is_public and document.kind == DocumentKind.SIGNED_LIST:
        raise EventRefused(Refusal.SIGNED_LIST)
    document.is_public = is_public
    document.save(update_fields=["is_public"])
    log_action(verb="event.document", obj=event, by=by, after={"document": document.pk, "public": is_public})
    show_event(event)


@transaction.atomic
def remove_document(*, event_id: int, document_id: int, by: int | None) -> None:
    """Take a document away; the file itself too, unless a copy of the event still has it."""
    event = lock_event(event_id)
    document = event.documents.select_related("file").get(pk=document_id)
    file = document.file
    document.delete()
    log_action(verb="event.document.remove", obj=event, by=by, before={"document": document_id})
    with suppress(models.ProtectedError), transaction.atomic():
        remove_file(file=file, by=by)
    show_event(event)


def _key(image: StoredImage | None) -> dict[str, int]:
    return {"image": image.pk} if image else {}


def redraw_image(image: StoredImage) -> None:
    """The copies of this picture are new, or gone: the pages of the events that it opens are drawn anew."""
    pages = Event.objects.filter(cover=image, published_at__isnull=False)
    if pages.update(page_version=models.F("page_version") + 1, updated_at=timezone.now()):
        bump("events")
    if image.state == ImageState.WITHDRAWN:
        Event.objects.filter(cover=image).update(cover=None, cover_alt="", cover_caption="", cover_credit="")
