"""Giving addresses: readable, unique, never one that the portal needs itself, never one that was somebody's before."""

from collections.abc import Iterable

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
    stem = _stem(text)
    candidate, number, taken = stem, 1, _taken(model, stem, but=but)
    while candidate in taken or candidate in RESERVED:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def free_slugs(model: type[models.Model], texts: Iterable[str]) -> list[str]:
    """A slug for each text; a text whose slug is free costs no query of its own."""
    stems = [_stem(text) for text in texts]
    wanted, taken = sorted(set(stems)), set[str]()
    for at in range(0, len(wanted), 500):
        some = wanted[at : at + 500]
        old = OldSlug.objects.filter(object_type=model._meta.label_lower, slug__in=some)
        taken.update(model._default_manager.filter(slug__in=some).values_list("slug", flat=True))
        taken.update(old.values_list("slug", flat=True))
    given: list[str] = []
    numbers: dict[str, int] = {}
    for stem in stems:
        slug = stem
        while slug in taken or slug in RESERVED:
            if stem not in numbers:
                taken |= _taken(model, stem)
            numbers[stem] = numbers.get(stem, 1) + 1
            slug = f"{stem}-{numbers[stem]}"
        taken.add(slug)
        given.append(slug)
    return given


def _stem(text: str) -> str:
    return slugify(fold(text))[:100].strip("-") or "bez-nazwy"


def _taken(model: type[models.Model], stem: str, *, but: int | None = None) -> set[str]:
    """Slugs that begin so, and are or were somebody's."""
    own = model._default_manager.filter(slug__startswith=stem).exclude(pk=but)
    old = OldSlug.objects.filter(object_type=model._meta.label_lower, slug__startswith=stem)
    return {*own.values_list("slug", flat=True), *old.exclude(object_id=but or 0).values_list("slug", flat=True)}


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
