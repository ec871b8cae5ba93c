"""The logo row as papers carry it: files instead of addresses."""

import re
from dataclasses import dataclass

from django.conf import settings

from common.pdf import PrintedImage
from files.models import Rendition, RenditionFormat
from partnerships.projects.models import FundingProject
from partnerships.projects.queries import DRAWINGS, PrintedLogo, printed_logos

LOGOS = settings.BASE_DIR / "static" / "art" / "logos"
# The drawings name a font that a browser has; on paper it is ours.
_FONT = re.compile(rb'font-family="[^"]*"')


@dataclass(frozen=True, slots=True)
class LogoRow:
    """What the template draws (name of the file, alternative text) and the files themselves."""

    marks: list[dict[str, str]]
    drawings: list[PrintedImage]


def logo_row(project: FundingProject | None) -> LogoRow:
    """The row of the project's programming period; empty without a project."""
    pairs = [(mark, _drawing(mark)) for mark in printed_logos(project.period)] if project else []
    there = [(mark, drawing) for mark, drawing in pairs if drawing is not None]
    return LogoRow(
        marks=[{"file": drawing.name, "alt": mark.alt} for mark, drawing in there],
        drawings=[drawing for _, drawing in there],
    )


def _drawing(mark: PrintedLogo) -> PrintedImage | None:
    """The centre's official file, or the neutral drawing until it is there."""
    if mark.image_id:
        copies = Rendition.objects.filter(image_id=mark.image_id, format=RenditionFormat.JPEG)
        largest = copies.order_by("-width").first()
        if largest is not None:
            with largest.content.open("rb") as content:
                return PrintedImage(f"mark-{mark.image_id}.jpg", content.read())
    if mark.placeholder not in DRAWINGS:
        return None
    content = (LOGOS / f"{mark.placeholder}.svg").read_bytes()
    return PrintedImage(f"{mark.placeholder}.svg", _FONT.sub(b'font-family="Wspolny Sans"', content))
