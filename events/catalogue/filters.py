"""The visitor's filters: read from the address, kind to nonsense, written back into links and the form."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from common.text.folding import sort_key
from common.web.filters import FilterGroup, FilterOption
from events.catalogue.kinds import EventKind
from events.catalogue.queries import CENTRE, COUNTY, KIND, PROJECT, Criteria, FacetValue

# Names in the address.
NAMES = {KIND: "rodzaj", COUNTY: "powiat", CENTRE: "osrodek", PROJECT: "projekt"}
WHEN, PAST, CURSOR, MONTH = "czas", "minione", "strona", "miesiac"
FILTER_PARAMS = tuple(NAMES.values())
LIST_PARAMS = (*FILTER_PARAMS, WHEN, CURSOR)


def criteria_of(query: QueryDict) -> Criteria:
    """What is asked for; unknown kinds and impossible slugs are as if not there."""
    kinds = set(query.getlist(NAMES[KIND])).intersection(EventKind.values)
    return Criteria(
        kinds=tuple(kind for kind in EventKind.values if kind in kinds),
        county=_slug(query.get(NAMES[COUNTY], "")),
        centre=_slug(query.get(NAMES[CENTRE], "")),
        project=_slug(query.get(NAMES[PROJECT], "")),
        past=query.get(WHEN) == PAST,
    )


def is_exact(query: QueryDict, criteria: Criteria) -> bool:
    """Whether every filter of the address can be one: a list is kind to nonsense, a feed must not give everything."""
    given = {facet: {value for value in query.getlist(name) if value} for facet, name in NAMES.items()}
    return all(values == set(criteria.chosen(facet)) for facet, values in given.items())


def query_of(criteria: Criteria, *, past: bool | None = None, cursor: str = "", month: str = "") -> str:
    """The query string of these filters, with its question mark; empty where nothing is asked."""
    pairs = [(NAMES[facet], value) for facet in NAMES for value in criteria.chosen(facet)]
    pairs += [(WHEN, PAST)] if (criteria.past if past is None else past) else []
    pairs += [(name, value) for name, value in ((CURSOR, cursor), (MONTH, month)) if value]
    return f"?{urlencode(pairs)}" if pairs else ""


def kinds_chosen(criteria: Criteria) -> list[str]:
    """The chosen kinds by name."""
    return [str(EventKind(kind).label) for kind in criteria.kinds]


def groups_of(criteria: Criteria, options: dict[str, list[FacetValue]], names: dict[str, str]) -> list[FilterGroup]:
    """The form's groups, options by name. A chosen value without events stays, so that it can be taken off.

    `names` tells by facet those chosen values that the options do not; a facet with nothing to choose is left out.
    """
    legends: dict[str, Any] = {
        KIND: _("Kind of event"), COUNTY: _("County"), CENTRE: _("Support centre"), PROJECT: _("Project"),
    }  # fmt: skip
    every: dict[str, str] = {COUNTY: _("All counties"), CENTRE: _("All centres"), PROJECT: _("All projects")}
    groups = []
    for facet, legend in legends.items():
        choices = _choices(facet, criteria, options.get(facet, []), names)
        if choices and (len(choices) > 1 or choices[0].chosen):
            groups.append(FilterGroup(NAMES[facet], legend, choices, one=facet != KIND, all=every.get(facet, "")))
    return groups


def _choices(facet: str, criteria: Criteria, options: list[FacetValue], names: dict[str, str]) -> list[FilterOption]:
    chosen = criteria.chosen(facet)
    kinds = {kind.value: str(kind.label) for kind in EventKind} if facet == KIND else {}
    shown = {option.value: (kinds.get(option.value) or option.label, option.count) for option in options}
    for value in chosen:
        if value not in shown and (label := kinds.get(value) or names.get(facet)):
            shown[value] = (label, 0)
    choices = [FilterOption(value, label, count, value in chosen) for value, (label, count) in shown.items()]
    if facet == KIND:
        order = list(EventKind.values)
        return sorted(choices, key=lambda choice: order.index(choice.value))
    return sorted(choices, key=lambda choice: sort_key(choice.label))


def missing_names(criteria: Criteria, options: dict[str, list[FacetValue]]) -> Criteria | None:
    """The chosen values whose names the options do not tell (nothing to show there), or None."""
    told = {facet: {option.value for option in found} for facet, found in options.items()}
    untold = {
        facet: value
        for facet in (COUNTY, CENTRE, PROJECT)
        if (value := getattr(criteria, facet)) and value not in told.get(facet, ())
    }
    return replace(Criteria(), **untold) if untold else None


def _slug(value: str) -> str:
    """A slug, or nothing."""
    return value if len(value) <= 120 and value.replace("-", "").replace("_", "").isalnum() else ""
