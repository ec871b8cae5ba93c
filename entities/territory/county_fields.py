"""A field to choose a county in: those of one's own region stand first."""

from typing import Any

from django.db.models import Case, IntegerField, Value, When

from entities.territory.models import County


def regional_counties(field: Any, voivodeship_id: str | None) -> None:
    """Put the counties of this region before the others, each by name; without a region all by name."""
    mine = When(voivodeship=voivodeship_id, then=Value(0)) if voivodeship_id else When(pk__in=[], then=Value(0))
    rank = Case(mine, default=Value(1), output_field=IntegerField())
    counties = County.objects.select_related("voivodeship").annotate(rank=rank)
    field.queryset = counties.order_by("rank", "sort_name")
