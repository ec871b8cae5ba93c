"""The words above a title, derived from what an article is and what is attached: „Relacja, 12 zdjęć, prezentacja”."""

from collections.abc import Collection

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.text import polish
from news.articles.models import ArticleRole, AttachmentKind

REPORTS = {
    "networking": _("Report from a networking meeting"),
    "working": _("Report from a working meeting"),
    "study_visit": _("Report from a study visit"),
    "workshop": _("Report from a workshop"),
    "training": _("Report from a training"),
    "partnership": _("Report from a partnership meeting"),
    "conference": _("Report from a conference"),
    "international": _("Report from an international meeting"),
}
ANNOUNCEMENTS = {
    "networking": _("Announcement of a networking meeting"),
    "working": _("Announcement of a working meeting"),
    "study_visit": _("Announcement of a study visit"),
    "workshop": _("Announcement of a workshop"),
    "training": _("Announcement of a training"),
    "partnership": _("Announcement of a partnership meeting"),
    "conference": _("Announcement of a conference"),
    "international": _("Announcement of an international meeting"),
}


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
    first = {ArticleRole.REPORTS: REPORTS, ArticleRole.ANNOUNCES: ANNOUNCEMENTS}.get(role, {}).get(kind, "")
    return ", ".join([str(first) or category or gettext("News item"), *attached(photos, kinds)])
