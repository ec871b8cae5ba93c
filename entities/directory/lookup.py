"""Finding the entity that somebody typed: by NIP, by name, with inflection and without diacritics."""

import re

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, IntegerField, Q, Value, When

from common.search.queries import matching_ids
from common.text.folding import sort_key
from entities.directory.models import Entity
from entities.directory.permissions import Anyone, choosable
from entities.directory.states import EntityState

MOST = 8
GONE = (EntityState.MERGED, EntityState.ARCHIVED)


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
    exact = list(public.filter(Q(sort_name=sort_key(typed)) | Q(short_name__iexact=typed))[:MOST])
    return exact or list(public.filter(pk__in=matching_ids("entity", typed)).order_by("sort_name")[:MOST])


def find_for_staff(typed: str, user: Anyone | None = None) -> list[Entity]:
    """What this member of staff may mean while they type: also by the beginning of a word, and entities not published
    yet that they may name (`choosable`). Without a user: public ones.

    A name that begins with it comes first, then names that hold it, then what the search finds.
    """
    typed = typed.strip()[:250]
    key = sort_key(typed)
    live = Entity.objects.filter(choosable(user or AnonymousUser())).exclude(state__in=GONE)
    live = live.select_related("kind", "county")
    digits = re.sub(r"[\s-]|^PL", "", typed, flags=re.IGNORECASE)
    if re.fullmatch(r"\d{10}", digits):
        return list(live.filter(nip=digits).order_by("sort_name")[:MOST])
    if not key:
        return []
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
