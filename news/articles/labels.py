"""The words above a title, derived from what an article is and what is attached: „Relacja, 12 zdjęć, prezentacja”."""

from collections.abc import Collection

from django.utils.translation import gettext

from common.text import polish
from events.catalogue.kinds import EventKind
from news.articles.models import ArticleRole, AttachmentKind


def attached(photos: int, kinds: Collection[str]) -> list[str]:
    """What comes with an article: `["12 zdjęć", "prezentacja"]`."""
    words = []
    if photos:
        words.append(polish.counted(photos, *gettext("photo,photos,photos").split(",")))
    if AttachmentKind.PRESENTATION in kinds:
        words.append(gettext("presentation"))
    if AttachmentKind.AGENDA in kinds:
        words.append(gettext("programme"))
    if AttachmentKind.DOCUMENT in kinds:
        words.append(gettext("documents"))
    return words


def short(role: str, category: str, photos: int, kinds: Collection[str]) -> str:
    """Above a title in a list: what it is and what comes with it."""
    first = {ArticleRole.REPORTS: gettext("Report"), ArticleRole.ANNOUNCES: gettext("Announcement")}.get(role, "")
    return ", ".join([first or category or gettext("News item"), *attached(photos, kinds)])


def full(role: str, kind: str, category: str, photos: int, kinds: Collection[str]) -> str:
    """Above the title of the article's own page: also from what kind of meeting."""
    spec = EventKind(kind).spec if kind else None
    first = {ArticleRole.REPORTS: spec.report, ArticleRole.ANNOUNCES: spec.announcement}.get(role, "") if spec else ""
    return ", ".join([str(first) or category or gettext("News item"), *attached(photos, kinds)])
