"""Writing support centres: the contact block, the counties served, the people whom the public may call."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from common.auditlog.services import log_action
from common.forms.inline_rows import RowValues, SeenIds, keep_rows
from common.search.services import follow
from common.text.folding import sort_key
from common.web.versions import bump
from entities.centres.models import ContactPerson, SupportCentre
from entities.centres.queries import SEARCH_KEY
from entities.centres.search import search_rows
from entities.territory.models import County

# Every page that names a centre or shows its contact block.
SHOWN_ON = ("centres", "entities", "partnerships", "projects", "events", "news")
KEPT = frozenset({"slug", "kind", "sort_name", "voivodeship", "counties"})


def lock_centre(centre_id: int) -> SupportCentre:
    """The centre's row, locked until the end of the transaction."""
    return SupportCentre.objects.select_for_update(of=("self",)).get(pk=centre_id)


@transaction.atomic
def update_centre(
    *, centre_id: int, by: int | None, counties: Sequence[County] | None = None, **fields: Any
) -> SupportCentre:
    """Change plain fields, and the counties served where they are given. The address stays: it is printed."""
    if kept := KEPT.intersection(fields):
        raise ValueError(f"These columns are not changed here: {', '.join(sorted(kept))}")
    centre = lock_centre(centre_id)
    before = {name: str(getattr(centre, name)) for name in fields}
    for name, value in fields.items():
        setattr(centre, name, value)
    centre.sort_name = sort_key(centre.name)
    centre.save(update_fields=[*fields, "sort_name"])
    changed = {name: str(getattr(centre, name)) for name in fields if before[name] != str(getattr(centre, name))}
    if counties is not None:
        was, now = sorted(centre.counties.values_list("pk", flat=True)), sorted(row.pk for row in counties)
        if was != now:
            centre.counties.set(counties)
            before["counties"], changed["counties"] = ", ".join(was), ", ".join(now)
    if changed:
        log_action(verb="centre.update", obj=centre, by=by, before={n: before[n] for n in changed}, after=changed)
        show_centre(centre)
    return centre


@transaction.atomic
def set_people(*, centre_id: int, rows: Sequence[RowValues], by: int | None, seen: SeenIds = None) -> None:
    """Whom the public may call, in this order, each with the counties they look after (`counties`: codes)."""
    centre = lock_centre(centre_id)
    plain = [{name: value for name, value in row.items() if name != "counties"} for row in rows]
    kept = keep_rows(ContactPerson, centre, "centre", plain, seen=seen)
    for person, row in zip(kept, rows, strict=True):
        person.counties.set(row.get("counties", ()))
    log_action(verb="centre.people", obj=centre, by=by, after={"people": len(kept)})
    show_centre(centre)


def show_centre(centre: SupportCentre) -> None:
    """What follows every change: the search knows it, the pages that show it are stale."""
    follow(source=SEARCH_KEY, object_id=centre.pk, rows=search_rows(centre))
    bump(*SHOWN_ON)
