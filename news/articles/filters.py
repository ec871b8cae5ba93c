"""What the news are filtered by, from the address: `?dzial=…&rok=2026`. Nonsense in an address filters nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.db.models import Count, Model, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.utils.translation import get_language, gettext

from common.db.compiled_queries import Prepared
from common.web.filters import FilterGroup, FilterOption
from common.web.ids import clean_number
from entities.centres.models import SupportCentre
from entities.territory.models import County
from events.catalogue.kinds import EventKind
from news.articles.models import Article, ArticleEvent, ArticleQuerySet, Category, Tag
from news.articles.queries import listed
from partnerships.projects.models import FundingProject

# Name of the parameter of each field of NewsFilter.
PARAMS = {
    "category": "dzial",
    "year": "rok",
    "tag": "temat",
    "centre": "osrodek",
    "county": "powiat",
    "kind": "rodzaj",
    "project": "projekt",
}
LONGEST = 120


@dataclass(frozen=True, slots=True)
class NewsFilter:
    """The chosen values, as slugs and codes; an empty one chooses everything."""

    category: str = ""
    year: str = ""
    tag: str = ""
    centre: str = ""
    county: str = ""
    kind: str = ""
    project: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "NewsFilter":
        """The filter that an address asks for."""
        given = {name: query.get(param, "")[:LONGEST] for name, param in PARAMS.items()}
        year = given["year"] if clean_number(given["year"], most=9999) else ""
        kind = given["kind"] if given["kind"] in EventKind.values else ""
        # A null character is refused by PostgreSQL; no slug has one.
        clean = {name: value.replace("\0", "") for name, value in given.items()}
        return cls(**{**clean, "year": year if len(year) == 4 else "", "kind": kind})

    def apply(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """The articles that the filter lets through."""
        conditions = {
            "category__slug": self.category,
            "published_at__year": int(self.year or 0),
            "tags__slug": self.tag,
            "centre__slug": self.centre,
        }
        articles = articles.filter(**{name: value for name, value in conditions.items() if value})
        if self.project:  # paid by it, or about what it paid for: as on the project's own page
            told = ArticleEvent.objects.filter(event__project__slug=self.project).order_by().values("article")
            articles = articles.filter(Q(project__slug=self.project) | Q(pk__in=told))
        meeting = {"events__county__slug": self.county, "events__kind": self.kind}
        chosen = {name: value for name, value in meeting.items() if value}
        return articles.filter(**chosen, events__published_at__isnull=False).distinct() if chosen else articles

    def chosen(self) -> Iterator[tuple[str, str]]:
        """The fields that choose something, with their values."""
        for field in fields(self):
            if value := getattr(self, field.name):
                yield field.name, value

    def address(self, path: str, **changes: str) -> str:
        """`path` with this filter, changed so: `address("/aktualnosci/", year="")`."""
        query = {PARAMS[name]: value for name, value in replace(self, **changes).chosen()}
        return f"{path}?{urlencode(query)}" if query else path


def _table(articles: ArticleQuerySet) -> QuerySet[Article, tuple[str | None, int, int]]:
    """How many articles there are of each section and year."""
    rows = articles.order_by().annotate(year=ExtractYear("published_at")).values_list("category__slug", "year")
    return rows.annotate(n=Count("pk", distinct=True))


_WHOLE = Prepared(lambda language: _table(listed(language)))
_SECTIONS = Prepared(Category.objects.all)


def groups(chosen: NewsFilter) -> list[FilterGroup]:
    """Section and year with counts, each counted under the other's choice: one query for both, one for the names."""
    others = replace(chosen, category="", year="")
    narrowed = any(True for _ in others.chosen())
    counted = _table(others.apply(listed())) if narrowed else _WHOLE(get_language() or "pl")
    sections, years = Counter[str](), Counter[str]()
    for section, year, n in counted:
        if chosen.year in ("", str(year)):
            sections[section or ""] += n
        if chosen.category in ("", section):
            years[str(year)] += n
    return [
        FilterGroup(
            PARAMS["category"],
            gettext("Section"),
            [
                FilterOption(category.slug, str(category), sections[category.slug], category.slug == chosen.category)
                for category in _SECTIONS()
                if sections[category.slug] or category.slug == chosen.category
            ],
            one=True,
            all=gettext("All sections"),
        ),
        FilterGroup(
            PARAMS["year"],
            gettext("Year"),
            [FilterOption(year, year, years[year], year == chosen.year) for year in sorted(years, reverse=True)],
            one=True,
            all=gettext("All years"),
        ),
    ]


def is_exact(query: QueryDict) -> bool:
    """Whether every filter of the address can be one: a list is kind to nonsense, a feed must not give everything."""
    chosen = NewsFilter.of(query)
    return all(getattr(chosen, name) == query.get(param, "") for name, param in PARAMS.items())


def chosen_names(chosen: NewsFilter) -> list[str] | None:
    """What is chosen, in words, for a feed's title; None where something chosen does not exist. A query for each."""
    rows: dict[str, QuerySet[Model]] = {
        "category": Category.objects.all(),
        "tag": Tag.objects.all(),
        "centre": SupportCentre.objects.active(),
        "county": County.objects.all(),
        "project": FundingProject.objects.published(),
    }
    names = []
    for name, value in chosen.chosen():
        if name in rows:
            thing = rows[name].filter(slug=value).first()
            if thing is None:
                return None
            names.append(_called(thing))
        else:
            names.append(str(EventKind(value).label) if name == "kind" else value)
    return names


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that came with a link, in words, and the address of the list without it."""

    label: str
    without: str


def chips(chosen: NewsFilter, path: str) -> list[Chip]:
    """The filters that have no field in the form: subject, centre, county, kind of meeting, project."""
    named: dict[str, tuple[str, QuerySet[Model]]] = {
        "tag": (gettext("Subject"), Tag.objects.all()),
        "centre": (gettext("Centre"), SupportCentre.objects.all()),
        "county": (gettext("County"), County.objects.all()),
        "project": (gettext("Project"), FundingProject.objects.published()),
    }
    made = []
    for name, value in chosen.chosen():
        if name == "kind":
            words = gettext("Kind of meeting: %(kind)s") % {"kind": EventKind(value).label}
        elif name in named:
            label, rows = named[name]
            words = f"{label}: {_called(rows.filter(slug=value).first()) or value}"
        else:
            continue
        made.append(Chip(words, chosen.address(path, **{name: ""})))
    return made


def _called(thing: Model | None) -> str:
    if isinstance(thing, County):
        return thing.label
    return str(getattr(thing, "short_name", "") or thing or "")
