"""Finding the entity that somebody typed: by NIP, by name, with inflection and without diacritics."""

import re

from django.db.models import Q

from common.search.queries import matching_ids
from common.text.folding import sort_key
from entities.directory.models import Entity

MOST = 8


def find_entities(typed: str) -> list[Entity]:
    """Published entities that `typed` may mean, the best first, at most eight.

    One whose NIP or whole name was typed comes alone; otherwise those that the search finds.
    """
    typed = typed.strip()[:300]
    if not typed:
        return []
    public = Entity.objects.published().select_related("kind", "county")
    digits = re.sub(r"[\s-]|^PL", "", typed, flags=re.IGNORECASE)
    if re.fullmatch(r"\d{10}", digits):
        return list(public.filter(nip=digits).order_by("sort_name")[:MOST])
    exact = list(public.filter(Q(sort_name=sort_key(typed)) | Q(short_name__iexact=typed))[:MOST])
    return exact or list(public.filter(pk__in=matching_ids("entity", typed)).order_by("sort_name")[:MOST])
