"""Giving addresses: readable, unique, never one that the portal needs itself, never one that was somebody's before."""

from django.db import models, transaction
from django.utils.text import slugify

from common.slugs.models import OldSlug
from common.text.folding import fold

# Segments that mean something under a list's address (DESIGN §4), so no object may take them.
RESERVED = frozenset(
    {"admin", "atom", "dane", "en", "kalendarz", "konto", "mapa", "nowe", "nowy", "panel", "podglad", "rss", "szukaj"}
    | {"podpowiedzi", "zgloszenie"}
)


def free_slug(model: type[models.Model], text: str, *, but: int | None = None) -> str:
    """A slug for `text` (at most 100 characters) that no other row of `model` has, or had. `but`: this row's id."""
    stem = slugify(fold(text))[:100].strip("-") or "bez-nazwy"
    rows = model._default_manager.filter(slug__startswith=stem)
    taken = set(rows.exclude(pk=but).values_list("slug", flat=True))
    taken |= set(
        OldSlug.objects.filter(object_type=model._meta.label_lower, slug__startswith=stem)
        .exclude(object_id=but or 0)
        .values_list("slug", flat=True)
    )
    candidate, number = stem, 1
    while candidate in taken or candidate in RESERVED:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


@transaction.atomic
def change_slug(obj: models.Model, text: str) -> None:
    """Give `obj` a new slug from `text`; the old address will redirect."""
    old = obj.slug  # type: ignore[attr-defined]
    new = free_slug(type(obj), text, but=obj.pk)
    if new == old:
        return
    label = obj._meta.label_lower
    OldSlug.objects.filter(object_type=label, slug=new).delete()
    OldSlug.objects.update_or_create(object_type=label, slug=old, defaults={"object_id": obj.pk})
    obj.slug = new  # type: ignore[attr-defined]
    obj.save(update_fields=["slug"])


def moved_to(model: type[models.Model], slug: str) -> int | None:
    """Id of the row that had `slug` before, or None."""
    found = OldSlug.objects.filter(object_type=model._meta.label_lower, slug=slug).values_list("object_id", flat=True)
    return found.first()
