"""The partnerships as a list, and all that the page of one shows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from common.templatetags.portal import filesize
from common.web.links import prefix
from common.web.paging import keyset
from entities.territory.models import County
from partnerships.agreements.models import (
    DocumentAccess,
    LocalPartnership,
    PartnershipDocument,
    PartnershipKind,
    PartnershipMember,
    PartnershipRole,
    StepState,
    SupportPerson,
    WorkPlanStep,
)

SEARCH_KEY = "partnership"
PAGE_SIZE = 20
# What another page shows of a partnership.
NAMED = ("slug", "name", "name_en", "lead", "lead_en", "sort_name", "state")


@dataclass(frozen=True, slots=True)
class PartnershipCriteria:
    """What is asked of the list: a voivodeship and a county, each by its slug, and a kind."""

    voivodeship: str = ""
    county: str = ""
    kind: str = ""

    @property
    def count(self) -> int:
        """How many filters are on."""
        return sum(map(bool, (self.voivodeship, self.county, self.kind)))


@dataclass(frozen=True, slots=True)
class PartnershipList:
    """One page of the list; `counties` are those of all partnerships of the voivodeship, with their numbers."""

    criteria: PartnershipCriteria
    rows: list[LocalPartnership]
    members: dict[int, int]
    next: str | None
    previous: str | None
    total: int
    counties: list[tuple[County, int]]
    voivodeships: list[tuple[str, str, int]]
    kinds: list[tuple[str, int]]


def listing(criteria: PartnershipCriteria, cursor: str) -> PartnershipList:
    """Published partnerships in the alphabet, with how many there are of each kind and in each county; six queries."""
    criteria = replace(criteria, kind=criteria.kind if criteria.kind in PartnershipKind.values else "")
    through = LocalPartnership.counties.through.objects.filter(localpartnership__state="published")
    every = list(through.values_list("county_id", "localpartnership_id", "localpartnership__kind"))
    pairs = [(code, key) for code, key, kind in every if criteria.kind in ("", kind)]
    counties = {
        row.code: row
        for row in County.objects.filter(pk__in={code for code, *_ in every})
        .select_related("voivodeship")
        .order_by("sort_name")
    }
    criteria = _known(criteria, counties.values())
    meant = {code for code, row in counties.items() if _fits(row, criteria)}
    found = LocalPartnership.objects.published()
    if criteria.voivodeship or criteria.county:
        found = found.filter(pk__in={key for code, key, _ in every if code in meant})
    kinds = dict(found.order_by().values_list("kind").annotate(n=Count("pk")))
    found = found.filter(kind=criteria.kind) if criteria.kind else found
    rows = found.defer("aims", "diagnosis_topics", "rules").prefetch_related(
        Prefetch("counties", County.objects.order_by("sort_name"))
    )
    page = keyset(rows, order=("sort_name",), cursor=cursor, size=PAGE_SIZE)
    in_county = Counter(code for code, _ in pairs)
    return PartnershipList(
        criteria=criteria,
        rows=page.rows,
        members=member_counts(row.pk for row in page.rows),
        next=page.next,
        previous=page.previous,
        total=kinds.get(criteria.kind, 0) if criteria.kind else sum(kinds.values()),
        counties=[
            (row, in_county[code])
            for code, row in counties.items()
            if criteria.voivodeship in ("", row.voivodeship.slug) and (in_county[code] or row.slug == criteria.county)
        ],
        voivodeships=_voivodeships(pairs, counties),
        kinds=[(kind, kinds.get(kind, 0)) for kind in PartnershipKind.values if kind in kinds or kind == criteria.kind],
    )


def by_county() -> tuple[list[tuple[County, list[LocalPartnership]]], list[LocalPartnership]]:
    """Counties in the alphabet, each with its published partnerships, and those that name no county; two queries."""
    rows = LocalPartnership.objects.published().only(*NAMED, "kind").order_by("sort_name", "pk")
    counties: dict[County, list[LocalPartnership]] = {}
    nowhere = []
    for row in rows.prefetch_related("counties"):
        for county in row.counties.all():
            counties.setdefault(county, []).append(row)
        if not row.counties.all():
            nowhere.append(row)
    return sorted(counties.items(), key=lambda pair: (pair[0].sort_name, pair[0].pk)), nowhere


def member_counts(keys: Iterable[int]) -> dict[int, int]:
    """Present members of these partnerships."""
    present = PartnershipMember.objects.filter(partnership__in=list(keys), left_on__isnull=True)
    return dict(present.order_by().values_list("partnership").annotate(n=Count("pk")))


def partnerships_of_entity(entity_id: int) -> QuerySet[PartnershipMember]:
    """Memberships of an entity in published partnerships, the present ones first."""
    return (
        PartnershipMember.objects.filter(entity=entity_id, partnership__state="published")
        .select_related("partnership")
        .only("role", "joined_on", "left_on", *(f"partnership__{name}" for name in NAMED))
        .order_by(F("left_on").desc(nulls_first=True), "partnership__sort_name", "pk")
    )


# --- the page of one --------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class WorkPlan:
    """The steps, and how far the work is; steps given up do not count."""

    steps: list[WorkPlanStep]
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class PartnershipProfile:
    """A partnership with everything of its app that the page shows."""

    partnership: LocalPartnership
    counties: list[County]
    members: dict[str, list[PartnershipMember]]
    past_members: list[PartnershipMember]
    team: list[SupportPerson]
    plan: WorkPlan
    documents: list[PartnershipDocument]

    @property
    def member_count(self) -> int:
        """How many members there are now."""
        return sum(len(rows) for rows in self.members.values())


def profile(partnership: LocalPartnership) -> PartnershipProfile:
    """Gather the page of a partnership."""
    everyone = list(
        PartnershipMember.objects.filter(partnership=partnership)
        .select_related("entity")
        .only(
            "role",
            "joined_on",
            "left_on",
            "position",
            "partnership_id",
            "entity__name",
            "entity__slug",
            "entity__state",
        )
        .order_by("position", "pk")
    )
    present = [row for row in everyone if row.left_on is None]
    steps = list(WorkPlanStep.objects.filter(partnership=partnership).select_related("responsible"))
    counted = [step for step in steps if step.state != StepState.DROPPED]
    return PartnershipProfile(
        partnership=partnership,
        counties=list(partnership.counties.select_related("voivodeship").order_by("sort_name")),
        members={role: rows for role in PartnershipRole if (rows := [row for row in present if row.role == role])},
        past_members=_gone(everyone, present),
        team=list(SupportPerson.objects.filter(partnership=partnership).select_related("centre")),
        plan=WorkPlan(steps, done=sum(step.state == StepState.DONE for step in counted), of=len(counted)),
        documents=list(public_documents(partnership)),
    )


def _gone(everyone: list[PartnershipMember], present: list[PartnershipMember]) -> list[PartnershipMember]:
    """Those who left and did not come back, each with its last stay."""
    here = {row.entity_id for row in present}
    last: dict[int, PartnershipMember] = {}
    for row in sorted((row for row in everyone if row.left_on), key=lambda row: row.left_on or date.min):
        if row.entity_id not in here:
            last[row.entity_id] = row
    return sorted(last.values(), key=lambda row: (row.position, row.pk))


def public_documents(partnership: LocalPartnership) -> QuerySet[PartnershipDocument]:
    """Documents that everybody may read."""
    return PartnershipDocument.objects.filter(partnership=partnership, access=DocumentAccess.PUBLIC).select_related(
        "file"
    )


def as_download(document: PartnershipDocument, url: str) -> dict[str, str]:
    """A document for `components/files.html`, with its type and size: `PDF, 1,8 MB`."""
    kind = document.file.name.rsplit(".", 1)[-1].upper()
    return {"url": url, "title": document.title, "note": f"{kind}, {filesize(document.file.size)}"}


def document_url(partnership: LocalPartnership, document: PartnershipDocument) -> str:
    """The address of a public document of a public partnership."""
    return f"{path_of(partnership)}dokumenty/{document.pk}/"


def counties_in_words(counties: Iterable[County]) -> str:
    """`powiat suski, powiat oświęcimski`."""
    return ", ".join(row.label for row in counties)


def path_of(partnership: LocalPartnership) -> str:
    """The address of a partnership's page in the language of this page."""
    return f"{prefix()}/partnerstwa/{partnership.slug}/"


def _known(criteria: PartnershipCriteria, counties: Iterable[County]) -> PartnershipCriteria:
    """The criteria without what no county of the list knows."""
    voivodeships = {row.voivodeship.slug for row in counties}
    criteria = replace(criteria, voivodeship=criteria.voivodeship if criteria.voivodeship in voivodeships else "")
    known = {row.slug for row in counties if criteria.voivodeship in ("", row.voivodeship.slug)}
    return replace(criteria, county=criteria.county if criteria.county in known else "")


def _fits(county: County, criteria: PartnershipCriteria) -> bool:
    return criteria.county in ("", county.slug) and criteria.voivodeship in ("", county.voivodeship.slug)


def _voivodeships(pairs: Iterable[tuple[str, int]], counties: dict[str, County]) -> list[tuple[str, str, int]]:
    """Slug, name and number of partnerships of each voivodeship, in the alphabet."""
    keys: dict[str, set[int]] = {}
    names: dict[str, str] = {}
    for code, key in pairs:
        row = counties[code].voivodeship
        keys.setdefault(row.slug, set()).add(key)
        names[row.slug] = row.name
    return [(slug, names[slug], len(keys[slug])) for slug in sorted(names)]


def in_county(county: County) -> Q:
    """Condition: the partnership works in the county."""
    return Q(counties=county, state="published")
