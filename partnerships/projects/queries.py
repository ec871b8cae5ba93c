"""What pages ask of the projects; first of all the publicity block that everything paid by a project carries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, Count, IntegerField, Value, When
from django.templatetags.static import static
from django.utils.translation import gettext

from common.db.compiled_queries import Prepared
from common.web.links import absolute, prefix
from common.web.paging import keyset
from files.queries import Picture, pictures_for
from partnerships.projects.models import FundingProject, LogoMark, PartnerRole, Period, ProjectPartner
from partnerships.states import RecordState

# The neutral drawings of static/art/logos/ that stand in until the centre uploads its official files.
DRAWINGS = frozenset({"fundusze", "rp", "ue", "region"})
PLACEHOLDER_SIZE = MARK_BOX = (200, 56)

_MARKS = Prepared(lambda period: LogoMark.objects.filter(period=period).select_related("image").order_by("position"))


@dataclass(frozen=True, slots=True)
class Logo:
    """One logo of the row, as `components/logos.html` draws it."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class FundingBlock:
    """The publicity block. `lang` is `pl` where an English page must show the Polish sentence, otherwise empty."""

    sentence: str
    marks: list[Logo]
    url: str
    lang: str = ""


def funding_block(project: FundingProject, language: str) -> FundingBlock:
    """The publicity block of a project: its sentence, the logo row of its period, the address of its page.

    One query (two when the centre has uploaded logos); `url` is empty while the project has no public page.
    """
    english = language == "en"
    return FundingBlock(
        sentence=_sentence(project, language),
        marks=logos_of(project.period),
        url=f"{prefix(language)}/projekty/{project.slug}/" if project.is_published else "",
        lang="pl" if english and not project.funding_sentence_en else "",
    )


def mail_funding(project: FundingProject | None, language: str, *, logos: bool = False) -> FundingBlock | None:
    """The publicity block at the foot of a mail: the sentence, and in an invitation the logo row by whole addresses."""
    if project is None:
        return None
    block = funding_block(project, language) if logos else FundingBlock(_sentence(project, language), [], "")
    marks = [replace(mark, url=absolute(mark.url) if mark.url.startswith("/") else mark.url) for mark in block.marks]
    return replace(block, marks=marks) if block.sentence else None


def _sentence(project: FundingProject, language: str) -> str:
    return (project.funding_sentence_en if language == "en" else "") or project.funding_sentence


def logos_of(period: str) -> list[Logo]:
    """The logo row of a programming period, at most four marks in their order.

    A source outside the European funds shows only what the centre has entered for it.
    """
    rows = _MARKS(period)
    if not rows and period != Period.OTHER:
        return [_placeholder(name, alt) for name, alt in _european_row()]
    pictures = pictures_for(row.image for row in rows)
    drawn = (_mark(row, pictures.get(row.image_id) if row.image_id else None) for row in rows)
    return [mark for mark in drawn if mark]


def mark_of(row: LogoMark) -> Logo | None:
    """One logo as the row shows it."""
    return _mark(row, pictures_for([row.image]).get(row.image_id) if row.image_id else None)


def _mark(row: LogoMark, picture: Picture | None) -> Logo | None:
    """The centre's file, fitted into the box of all marks so that none is larger than another; or the drawing."""
    if picture and picture.src:
        scale = min(MARK_BOX[0] / picture.width, MARK_BOX[1] / picture.height)
        return Logo(picture.src, row.name, round(picture.width * scale), round(picture.height * scale))
    return _placeholder(row.placeholder, row.name) if row.placeholder in DRAWINGS else None


@dataclass(frozen=True, slots=True)
class PrintedLogo:
    """One logo of the row for paper: the centre's file by its id, or the name of a drawing."""

    alt: str
    placeholder: str
    image_id: int | None = None


def printed_logos(period: str) -> list[PrintedLogo]:
    """The same row as `logos_of`, for PDF documents."""
    rows = _MARKS(period)
    if not rows and period != Period.OTHER:
        return [PrintedLogo(alt, name) for name, alt in _european_row()]
    return [PrintedLogo(row.name, row.placeholder, row.image_id) for row in rows]


def _placeholder(name: str, alt: str) -> Logo:
    return Logo(static(f"art/logos/{name}.svg"), alt, *PLACEHOLDER_SIZE)


def _european_row() -> tuple[tuple[str, str], ...]:
    """The row that both programming periods begin with, until somebody enters the marks."""
    return (
        ("fundusze", gettext("European Funds")),
        ("rp", gettext("Colours of the Republic of Poland")),
        ("ue", gettext("Co-funded by the European Union")),
    )


# --- the list ---------------------------------------------------------------------------------------------------
SEARCH_KEY = "project"
PAGE_SIZE = 20
STAGES = ("running", "planned", "finished")


@dataclass(frozen=True, slots=True)
class ProjectList:
    """One page of the projects; `counts` by stage."""

    rows: Sequence[FundingProject]
    next: str | None
    previous: str | None
    counts: dict[str, int]
    stage: str


def listing(stage: str, cursor: str, today: date) -> ProjectList:
    """Published projects: running ones first, then planned, then finished, each in the alphabet; two queries."""
    staged = FundingProject.objects.published().annotate(stage_order=_stage_order(today))
    counts = dict(staged.order_by().values_list("stage_order").annotate(n=Count("pk")))
    by_stage = {name: counts.get(place, 0) for place, name in enumerate(STAGES)}
    stage = stage if by_stage.get(stage) else ""
    if stage:
        staged = staged.filter(stage_order=STAGES.index(stage))
    rows = staged.defer("description", "goals", "funding_sentence", "funding_sentence_en")
    page = keyset(rows, order=("stage_order", "sort_name"), cursor=cursor, size=PAGE_SIZE)
    return ProjectList(page.rows, page.next, page.previous, by_stage, stage)


def _stage_order(today: date) -> Case:
    return Case(
        When(starts_on__gt=today, then=Value(1)),
        When(ends_on__lt=today, then=Value(2)),
        default=Value(0),
        output_field=IntegerField(),
    )


# --- the page of one --------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ProjectProfile:
    """A project with everything of its app that the page shows."""

    project: FundingProject
    partners: list[ProjectPartner]
    related: list[FundingProject]


def profile(project: FundingProject) -> ProjectProfile:
    """Gather the page of a project: its partners (the leader first) and related projects that have a page."""
    columns = (
        "role",
        "country",
        "position",
        "project_id",
        "entity__name",
        "entity__slug",
        "entity__state",
        "entity__town",
    )
    partners = ProjectPartner.objects.filter(project=project).select_related("entity").only(*columns)
    related = project.related.filter(state=RecordState.PUBLISHED).order_by("sort_name")
    return ProjectProfile(
        project,
        sorted(partners, key=lambda row: (row.role != PartnerRole.LEADER, row.position, row.pk)),
        list(related.only("slug", "title", "title_en", "short_name", "sort_name", "lead", "lead_en")),
    )


def path_of(project: FundingProject) -> str:
    """The address of a project's page in the language of this page."""
    return f"{prefix()}/projekty/{project.slug}/"
