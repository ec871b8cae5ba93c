"""Writing the list of what entities offer: two levels, a code that never changes, names that staff may change."""

from django.db import transaction
from django.db.models import Count, Max, Q, TextChoices
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from common.auditlog.services import log_action
from common.refusals import Refused
from common.search.services import index
from common.text.folding import fold
from common.web.versions import bump
from entities.directory.models import OfferedService, ServiceCategory
from entities.directory.search import rows_of
from entities.directory.services import keep_activities

STEP = 10


class CategoryRefusal(TextChoices):
    """Why a category cannot go, or cannot stand there."""

    USED = "used", _("Something stands under this category: move it elsewhere first.")
    LEVEL = "level", _("There are two levels only: choose an upper category.")


class CategoryRefused(Refused[CategoryRefusal]):
    """The list stays as it was."""


@transaction.atomic
def add_category(*, name: str, name_en: str, parent: ServiceCategory | None, by: int | None) -> ServiceCategory:
    """A new category, the last of its level."""
    _refuse_third_level(None, parent)
    made = ServiceCategory.objects.create(
        code=_free_code(name), name=name, name_en=name_en, parent=parent, position=_last() + STEP
    )
    _order(parent)
    log_action(verb="servicecategory.add", obj=None, by=by, after={"code": made.code, "name": name})
    bump("entities")
    return made


@transaction.atomic
def change_category(
    *, code: str, name: str, name_en: str, parent: ServiceCategory | None, by: int | None
) -> ServiceCategory:
    """New names, or another upper category; what stands under it follows, in lists and in the search."""
    row = ServiceCategory.objects.select_for_update(of=("self",)).get(pk=code)
    _refuse_third_level(row, parent)
    before = {"name": row.name, "name_en": row.name_en, "parent": row.parent_id or ""}
    row.name, row.name_en, row.parent = name, name_en, parent
    if before["parent"] != (row.parent_id or ""):
        row.position = _last() + STEP
    row.save(update_fields=["name", "name_en", "parent", "position"])
    after = {"name": name, "name_en": name_en, "parent": row.parent_id or ""}
    if after != before:
        log_action(verb="servicecategory.change", obj=None, by=by, before={"code": code, **before}, after=after)
        offering = set(OfferedService.objects.filter(category=row).values_list("entity_id", flat=True))
        if before["parent"] != after["parent"]:
            _order(parent)
            keep_activities(offering)
        index(rows_of(offering))
        bump("entities")
    return row


@transaction.atomic
def move_category(*, code: str, down: bool, by: int | None) -> None:
    """The category changes places with its neighbour of the same level."""
    row = ServiceCategory.objects.get(pk=code)
    codes = list(ServiceCategory.objects.filter(parent=row.parent_id).values_list("code", flat=True))
    here = codes.index(code)
    there = here + (1 if down else -1)
    if not 0 <= there < len(codes):
        return
    codes[here], codes[there] = codes[there], codes[here]
    places = sorted(ServiceCategory.objects.filter(parent=row.parent_id).values_list("position", flat=True))
    for place, one in zip(places, codes, strict=True):
        ServiceCategory.objects.filter(pk=one).update(position=place)
    log_action(verb="servicecategory.move", obj=None, by=by, after={"code": code, "down": down})
    bump("entities")


@transaction.atomic
def remove_category(*, code: str, by: int | None) -> None:
    """Take away a category under which nothing stands. Raises CategoryRefused."""
    row = ServiceCategory.objects.select_for_update(of=("self",)).get(pk=code)
    if row.children.exists() or OfferedService.objects.filter(category=row).exists():
        raise CategoryRefused(CategoryRefusal.USED)
    log_action(verb="servicecategory.remove", obj=None, by=by, before={"code": code, "name": row.name})
    row.delete()
    bump("entities")


def tree() -> list[tuple[ServiceCategory, list[ServiceCategory]]]:
    """Upper categories with their lower ones, each with `used`: how many entities offer something there."""
    used = Count("services__entity", filter=Q(services__isnull=False), distinct=True)
    lower: dict[str | None, list[ServiceCategory]] = {}
    for row in ServiceCategory.objects.annotate(used=used):
        lower.setdefault(row.parent_id, []).append(row)
    return [(upper, lower.get(upper.pk, [])) for upper in lower.get(None, [])]


def _refuse_third_level(row: ServiceCategory | None, parent: ServiceCategory | None) -> None:
    if parent is not None and (parent.parent_id or (row and (row == parent or row.children.exists()))):
        raise CategoryRefused(CategoryRefusal.LEVEL)


def _order(parent: ServiceCategory | None) -> None:
    """Positions of one level rise: a row that came from elsewhere stands last."""
    rows = list(ServiceCategory.objects.filter(parent=parent))
    for place, row in enumerate(rows, start=1):
        ServiceCategory.objects.filter(pk=row.pk).update(position=place * STEP)


def _last() -> int:
    return ServiceCategory.objects.aggregate(last=Max("position"))["last"] or 0


def _free_code(name: str) -> str:
    stem = slugify(fold(name))[:36].strip("-") or "kategoria"
    taken = set(ServiceCategory.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for n in range(1, 1000) if (code := stem if n == 1 else f"{stem}-{n}") not in taken)
