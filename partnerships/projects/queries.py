"""What pages ask of the projects; first of all the publicity block that everything paid by a project carries."""

from dataclasses import dataclass

from django.templatetags.static import static
from django.utils.translation import gettext

from files.queries import pictures_for
from partnerships.projects.models import FundingProject, LogoMark, Period

# The neutral drawings of static/art/logos/ that stand in until the centre uploads its official files.
PLACEHOLDER_SIZE = (200, 56)


@dataclass(frozen=True, slots=True)
class Mark:
    """One logo of the row, as `components/logos.html` draws it."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class FundingBlock:
    """The publicity block. `lang` is `pl` where an English page must show the Polish sentence, otherwise empty."""

    sentence: str
    marks: list[Mark]
    url: str
    lang: str = ""


def funding_block(project: FundingProject, language: str) -> FundingBlock:
    """The publicity block of a project: its sentence, the logo row of its period, the address of its page.

    One query (two when the centre has uploaded logos); `url` is empty while the project has no public page.
    """
    english = language == "en"
    sentence = (project.funding_sentence_en if english else "") or project.funding_sentence
    return FundingBlock(
        sentence=sentence,
        marks=marks_of(project.period),
        url=f"{'/en' if english else ''}/projekty/{project.slug}/" if project.is_published else "",
        lang="pl" if english and not project.funding_sentence_en else "",
    )


def marks_of(period: str) -> list[Mark]:
    """The logo row of a programming period, at most four marks in their order.

    A source outside the European funds shows only what the centre has entered for it.
    """
    rows = list(LogoMark.objects.filter(period=period).select_related("image").order_by("position"))
    if not rows and period != Period.OTHER:
        return [_placeholder(name, alt) for name, alt in _european_row()]
    pictures = pictures_for(row.image for row in rows)
    marks = []
    for row in rows:
        picture = pictures.get(row.image_id) if row.image_id else None
        if picture and picture.src:
            marks.append(Mark(picture.src, row.name, picture.width, picture.height))
        else:
            marks.append(_placeholder(row.placeholder, row.name))
    return marks


def _placeholder(name: str, alt: str) -> Mark:
    return Mark(static(f"art/logos/{name}.svg"), alt, *PLACEHOLDER_SIZE)


def _european_row() -> tuple[tuple[str, str], ...]:
    """The row that both programming periods begin with, until somebody enters the marks."""
    return (
        ("fundusze", gettext("European Funds")),
        ("rp", gettext("Colours of the Republic of Poland")),
        ("ue", gettext("Co-funded by the European Union")),
    )
