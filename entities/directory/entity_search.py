"""Finding the entity that somebody typed: by NIP, by name, with inflection and without diacritics."""

import re
from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from common.search.queries import matching_ids
from common.text.folding import fold, sort_key
from entities.directory.models import Entity
from entities.directory.permissions import Anyone, choosable
from entities.directory.states import EntityState

MOST, SAME = 8, 500
GONE = (EntityState.MERGED, EntityState.ARCHIVED)


def described(entity: Entity) -> str:
    """Name, kind and place: enough to tell two of one name apart. The lookup understands it when it is typed."""
    place = entity.town or (entity.county.label if entity.county else "")
    return ", ".join(filter(None, [entity.name, str(entity.kind), place]))


def find_entities(typed: str) -> list[Entity]:
    """Published entities that `typed` may mean, the best first, at most eight.

    One whose NIP or whole name was typed comes alone; otherwise those that the search finds.
    """
    typed = typed.replace("\0", " ").strip()[:300]
    if not typed:
        return []
    public = Entity.objects.published().select_related("kind", "county")
    digits = re.sub(r"[\s-]|^PL", "", typed, flags=re.IGNORECASE)
    if re.fullmatch(r"\d{10}", digits):
        return list(public.filter(nip=digits).order_by("sort_name")[:MOST])
    exact = list(public.filter(Q(sort_name=sort_key(typed)) | Q(short_name__iexact=typed)).order_by("pk")[:MOST])
    return (
        exact
        or _named_with_place(public, typed)
        or list(public.filter(pk__in=matching_ids("entity", typed)).order_by("sort_name")[:MOST])
    )


def find_for_staff(typed: str, user: Anyone | None = None) -> list[Entity]:
    """What this member of staff may mean while they type: also by the beginning of a word, and entities not published
    yet that they may name (`choosable`). Without a user: public ones.

    A name that begins with it comes first, then names that hold it, then what the search finds.
    """
    typed = typed.replace("\0", " ").strip()[:250]
    key = sort_key(typed)
    live = Entity.objects.filter(choosable(user or AnonymousUser())).exclude(state__in=GONE)
    live = live.select_related("kind", "county")
    digits = re.sub(r"[\s-]|^PL", "", typed, flags=re.IGNORECASE)
    if re.fullmatch(r"\d{10}", digits):
        return list(live.filter(nip=digits).order_by("sort_name")[:MOST])
    if not key:
        return []
    if placed := _named_with_place(live, typed):
        return placed
    rank = Case(
        When(Q(sort_name=key) | Q(short_name__iexact=typed), then=Value(0)),
        When(sort_name__startswith=key, then=Value(1)),
        When(sort_name__contains=f"00{key}", then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    named = Q(sort_name__contains=key) | Q(short_name__istartswith=typed)
    found = live.filter(named | Q(pk__in=matching_ids("entity", typed)))
    return list(found.annotate(rank=rank).order_by("rank", "sort_name", "pk")[:MOST])


def _named_with_place(entities: QuerySet[Entity], typed: str) -> list[Entity]:
    """`Wilga, Sopot` and `Wilga, fundacja, Sopot`: of those of this name the ones of that kind and place.

    Suggestions are eight at most; of more that bear one name (fire brigades, women's circles) this reaches each.
    """
    pieces = [piece.strip() for piece in typed.split(",")]
    for n in range(len(pieces) - 1, 0, -1):
        told = {fold(piece) for piece in pieces[n:] if piece}
        same = entities.filter(sort_name=sort_key(",".join(pieces[:n])))[:SAME]
        if told and (found := [one for one in same if told <= _told_of(one)]):
            return found[:MOST]
    return []


def _told_of(entity: Entity) -> set[str]:
    """What may be said of an entity beside its name, folded."""
    kind, county = entity.kind, entity.county
    words = [entity.town, kind.name, kind.name_en, kind.name.partition(" (")[0]]
    words += [county.name, county.label, str(county)] if county else []
    return {fold(word) for word in words if word}


def entities_of_names(names: Sequence[str], *, user: Anyone | None) -> dict[str, Entity]:
    """The one entity that each of these whole names or NIPs means, by the sort key of what was typed; one query.

    A name that several entities have means none of them.
    """
    keys = {sort_key(name) for name in names if name}
    digits = {re.sub(r"[\s-]|^PL", "", name, flags=re.IGNORECASE) for name in names}
    nips = {one for one in digits if re.fullmatch(r"\d{10}", one)}
    live = Entity.objects.filter(choosable(user or AnonymousUser())).exclude(state__in=GONE)
    rows = live.filter(Q(sort_name__in=keys) | Q(nip__in=nips)).select_related("kind", "county")
    found: dict[str, list[Entity]] = {}
    for row in rows:
        for said in {row.sort_name, row.nip} - {""}:
            found.setdefault(said, []).append(row)
    meant = {name: found.get(sort_key(name)) or found.get(re.sub(r"[\s-]|^PL", "", name)) or [] for name in names}
    return {sort_key(name): rows[0] for name, rows in meant.items() if len(rows) == 1}
