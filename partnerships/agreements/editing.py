"""Writing a partnership in the panel: its plain fields, members, support team and work plan."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.locks import locked
from common.db.states import change_state, refuse_columns
from common.forms.inline_rows import RowValues, SeenIds, keep_rows
from common.slugs.services import change_slug, free_slug
from common.text.folding import sort_key
from entities.centres.models import SupportCentre
from entities.territory.models import County
from partnerships.agreements.models import (
    STEP_MOVES,
    LocalPartnership,
    PartnershipMember,
    StepState,
    SupportPerson,
    WorkPlanStep,
)
from partnerships.agreements.services import lock_partnership, recount, show_partnership

# Columns with verbs of their own.
KEPT = frozenset({"state", "slug", "sort_name", "published_at", "page_version", "counties"})
LONGEST_SORT_NAME = 500
CONTACT = frozenset({"contact_name", "contact_email", "contact_phone"})


class MemberTwice(Exception):
    """An entity cannot be a present member twice."""


@transaction.atomic
def enter_partnership(
    *, by: int | None, name: str, centre: SupportCentre, counties: Sequence[County], **fields: Any
) -> LocalPartnership:
    """A new partnership: a draft that the public does not see."""
    refuse_columns(fields, KEPT)
    partnership = LocalPartnership.objects.create(
        slug=free_slug(LocalPartnership, name),
        name=name,
        sort_name=sort_key(name)[:LONGEST_SORT_NAME],
        centre=centre,
        **fields,
    )
    partnership.counties.set(counties)
    log_action(verb="partnership.entered", obj=partnership, by=by)
    return partnership


@transaction.atomic
def update_partnership(
    *, partnership_id: int, by: int | None, counties: Sequence[County] | None = None, **fields: Any
) -> LocalPartnership:
    """Change plain fields and counties. A new name brings a new address; the old one redirects."""
    refuse_columns(fields, KEPT)
    partnership = lock_partnership(partnership_id)
    before = {name: str(getattr(partnership, name)) for name in fields}
    for name, value in fields.items():
        setattr(partnership, name, value)
    changed = [name for name in fields if before[name] != str(getattr(partnership, name))]
    moved = counties is not None and {row.pk for row in counties} != set(
        partnership.counties.values_list("pk", flat=True)
    )
    if not changed and not moved:
        return partnership
    if moved:
        partnership.counties.set(counties or ())
    partnership.sort_name = sort_key(partnership.name)[:LONGEST_SORT_NAME]
    partnership.save(update_fields=[*changed, "sort_name"])
    if "name" in changed:
        change_slug(partnership, partnership.name)
    log_action(
        verb="partnership.update",
        obj=partnership,
        by=by,
        before={name: before[name] for name in changed if not name.startswith("contact_")},
        after={name: str(getattr(partnership, name)) for name in changed if not name.startswith("contact_")}
        | ({"counties": ", ".join(str(row) for row in counties or ())} if moved else {}),
    )
    show_partnership(partnership)
    return partnership


@transaction.atomic
def set_members(*, partnership_id: int, rows: Sequence[RowValues], by: int | None, seen: SeenIds = None) -> None:
    """The members in this order, each from a day to a day. A row whose entity was exchanged is another membership.

    What a row says of its person and its writer did not touch (`untouched`) stays as it is now, not as it was shown.
    Raises MemberTwice when an entity would be a present member twice.
    """
    partnership = lock_partnership(partnership_id)
    # Locked too: a person's data may be erased without the partnership's lock.
    old = {row.pk: row for row in locked(PartnershipMember.objects.filter(partnership=partnership))}
    touched = {row.entity_id for row in old.values()}
    plain = [_member(row, old.get(row.get("id") or 0)) for row in rows]
    kept_ids = {row["id"] for row in plain}
    sent = {row.get("id") for row in rows}
    gone = [pk for pk in old if pk not in kept_ids and (pk in sent or seen is None or pk in seen)]
    stay = [row.entity_id for pk, row in old.items() if pk not in gone and pk not in kept_ids and row.left_on is None]
    present = [row["entity"].pk for row in plain if row["left_on"] is None] + stay
    if len(set(present)) < len(present):
        raise MemberTwice
    PartnershipMember.objects.filter(pk__in=gone).delete()
    # Whoever leaves goes first: their place is free then.
    order = sorted(range(len(plain)), key=lambda place: plain[place]["left_on"] is None)
    for place in order:
        values = plain[place]
        row = old.get(values.pop("id") or 0) or PartnershipMember(partnership=partnership)
        for name, value in {**values, "position": place}.items():
            setattr(row, name, value)
        row.save()
        touched.add(row.entity_id)
    log_action(verb="partnership.members", obj=partnership, by=by, after={"members": len(present)})
    recount(touched)
    show_partnership(partnership)


def _member(row: RowValues, old: PartnershipMember | None) -> dict[str, Any]:
    """The columns of a membership. A person's details, or consent, that went since the page was opened stay gone."""
    values = {name: value for name, value in row.items() if name not in ("id", "agreed", "untouched")}
    values.setdefault("left_on", None)
    same = old is not None and old.entity_id == row["entity"].pk
    untouched = row.get("untouched", frozenset())
    for name in untouched & CONTACT:
        values[name] = getattr(old, name) if old else ""
    agreed = _agreed_on(row, old, name=values.get("contact_name", ""), same=same)
    return {**values, "contact_agreed_on": agreed, "id": old.pk if same and old else None}


def _agreed_on(row: RowValues, old: PartnershipMember | None, *, name: str, same: bool) -> date | None:
    """Whoever agreed before keeps the day, unless it is another person now."""
    before = old.contact_agreed_on if old else None
    stays = same and old is not None and old.contact_name == name
    if "agreed" in row.get("untouched", ()) and (stays or before is None):
        return before
    if not row.get("agreed") or not name:
        return None
    return (before if stays else None) or timezone.localdate()


@transaction.atomic
def set_team(*, partnership_id: int, rows: Sequence[RowValues], by: int | None, seen: SeenIds = None) -> None:
    """Who looks after the partnership, in this order."""
    partnership = lock_partnership(partnership_id)
    kept = keep_rows(SupportPerson, partnership, "partnership", rows, seen=seen)
    log_action(verb="partnership.team", obj=partnership, by=by, after={"people": len(kept)})
    show_partnership(partnership)


@transaction.atomic
def set_plan(*, partnership_id: int, rows: Sequence[RowValues], by: int | None, seen: SeenIds = None) -> None:
    """The steps of the work plan in this order; each change of a state is an act of its own."""
    partnership = lock_partnership(partnership_id)
    old = {row.pk: row.state for row in WorkPlanStep.objects.filter(partnership=partnership)}
    plain, wanted = [], []
    for row in rows:
        state = StepState(row.get("state") or StepState.PLANNED)
        done_on = (row.get("done_on") or timezone.localdate()) if state == StepState.DONE else None
        wanted.append((state, done_on))
        was = old.get(row.get("id") or 0)
        values = {name: value for name, value in row.items() if name not in ("state", "done_on")}
        # A step that stays done may be given another day; any other date follows the move below.
        plain.append(values | ({"done_on": done_on} if was == state else {}))
    for step, (state, done_on) in zip(
        keep_rows(WorkPlanStep, partnership, "partnership", plain, seen=seen), wanted, strict=True
    ):
        if step.state != state:
            change_state(step, state, allowed=STEP_MOVES, by=by, done_on=done_on)
    log_action(verb="partnership.plan", obj=partnership, by=by, after={"steps": len(plain)})
    show_partnership(partnership)
