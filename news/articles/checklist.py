"""What an article still needs: law and WCAG block publication, the rest advises; each says how and where to mend it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.text.blocks import Outline, outline
from common.text.polish import MONTHS_GENITIVE
from events.catalogue.models import Event
from news.articles.drafting import PLACEHOLDER
from news.articles.models import Article

LONG_PARAGRAPH, LONG_LEAD = 900, 350
SAYS_NOTHING = frozenset(
    ["tutaj", "tu", "kliknij", "klik", "link", "więcej", "czytaj", "zobacz", "sprawdź", "here", "more"]
    + ["kliknij tutaj", "kliknij tu", "czytaj więcej", "zobacz więcej", "czytaj dalej", "click here", "read more"]
)
_YEARLESS = re.compile(rf"\b\d{{1,2}}\s+(?:{'|'.join(MONTHS_GENITIVE)})\b(?!\s+(?:\d{{4}}|[–-]))")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SHOUTED = re.compile(r"\b[A-ZĄĆĘŁŃÓŚŹŻ]{3,}(?:\s+[A-ZĄĆĘŁŃÓŚŹŻ]{2,}){2,}\b")
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = {
    "pl": frozenset({"i", "w", "z", "na", "się", "do", "jest", "nie", "to", "że", "oraz", "dla", "od", "po", "było"}),
    "en": frozenset({"the", "of", "and", "to", "in", "is", "for", "with", "was", "on", "that", "by", "are", "from"}),
}


class Blocker(TextChoices):
    """What forbids publication: law and WCAG."""

    TITLE = "title", _("Enter the title.")
    TEXT = "text", _("Write the lead or the text.")
    PLACEHOLDER = "placeholder", _("Fill in, or delete, the places marked [uzupełnij…].")
    HEADINGS = (
        "headings",
        _("A heading level is skipped: after “Heading 2” comes “Heading 3”. Change the level of the heading."),
    )
    HEADING_EMPTY = "heading_empty", _("A heading is empty. Write it, or delete it.")
    LINK_EMPTY = "link_empty", _("A link has no words to read. Write where it leads, or delete it.")
    LINK_DEAD = "link_dead", _("A link leads nowhere: its address is not allowed. Give it another one, or unlink it.")
    TABLE = (
        "table",
        _("A table has no header cells: a screen reader cannot tell its columns apart. Mark its first row."),
    )
    LANGUAGE = (
        "language",
        _("The text is in another language than the article says. Change the language of the article."),
    )
    ALT = "alt", _("Describe every photo of the gallery, or mark it as decorative.")
    PUBLICITY = (
        "publicity",
        _("The event is paid by a project: choose it, so that the article carries its signs and sentence."),
    )
    SENTENCE = (
        "sentence",
        _("The project has no funding sentence. Have it entered in the project, or choose another project."),
    )


class Advice(TextChoices):
    """What could be better; it forbids nothing."""

    LEAD = "lead", _("Write a lead: one or two sentences that say what happened.")
    LEAD_LONG = "lead_long", _("The lead is long. Two or three sentences are enough; move the rest to the text.")
    PARAGRAPH_LONG = "paragraph_long", _("A paragraph is long. Divide it: one thought, one paragraph.")
    YEAR = "year", _("A date has no year. Add it: the text will be read after years.")
    LINK_SAYS_NOTHING = (
        "link_says_nothing",
        _("A link says “click here” or the like. Let its words say where it leads."),
    )
    SHOUTING = "shouting", _("Words in capital letters are hard to read. Write them in small ones.")
    CATEGORY = "category", _("Choose the section, so that readers find the text.")
    COVER = "cover", _("Add a picture to open with: lists and shared links show it.")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend; `quote` shows the place, `href` leads to it."""

    code: Blocker | Advice
    href: str
    quote: str = ""

    @property
    def blocks(self) -> bool:
        """Whether it forbids publication."""
        return isinstance(self.code, Blocker)

    @property
    def text(self) -> str:
        """How to mend it, in a sentence."""
        return str(self.code.label)


Found = Iterator[tuple[Blocker | Advice, str, str]]  # what, where, the place itself


def findings_of(article: Article) -> list[Finding]:
    """All that the checklist says about the saved article, the blocking first."""
    seen, shown = outline(article.body), set()
    made = []
    for look in (_texts, _headings, _links, _tables, _language, _around, _style):
        for code, href, quote in look(article, seen):
            if code not in shown:
                shown.add(code)
                made.append(Finding(code, href, _short(quote)))
    return sorted(made, key=lambda one: not one.blocks)


def problems_of(article: Article) -> list[Blocker]:
    """What blocks publication."""
    return [one.code for one in findings_of(article) if isinstance(one.code, Blocker)]


def problems_of_text(article: Article) -> list[Blocker]:
    """What blocks in the text itself: a change of a published article may not bring them in."""
    seen, looks = outline(article.body), (_texts, _headings, _links, _tables, _language)
    found = dict.fromkeys(code for look in looks for code, _href, _quote in look(article, seen))
    return [code for code in found if isinstance(code, Blocker)]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _texts(article: Article, seen: Outline) -> Found:
    if not article.title.strip():
        yield Blocker.TITLE, "#id_title", ""
    if not article.lead.strip() and not seen.blocks:
        yield Blocker.TEXT, "#id_body", ""
    for name in ("title", "lead"):
        if PLACEHOLDER in getattr(article, name):
            yield Blocker.PLACEHOLDER, f"#id_{name}", getattr(article, name)
    for block in seen.blocks:
        if PLACEHOLDER in block.text:
            yield Blocker.PLACEHOLDER, "#id_body", block.text


def _headings(_article: Article, seen: Outline) -> Found:
    """A level is skipped (WCAG 1.3.1; the body begins at level 2), or a heading says nothing (2.4.6)."""
    last = 1
    for block in seen.blocks:
        if block.tag in ("h2", "h3", "h4"):
            level = int(block.tag[1])
            if level > last + 1:
                yield Blocker.HEADINGS, "#id_body", block.text
            if not block.text:
                yield Blocker.HEADING_EMPTY, "#id_body", ""
            last = level


def _links(_article: Article, seen: Outline) -> Found:
    for link in seen.links:
        if not link.text:
            yield Blocker.LINK_EMPTY, "#id_body", link.href
        elif not link.href:
            yield Blocker.LINK_DEAD, "#id_body", link.text
        elif link.text.casefold().strip(" .…>→") in SAYS_NOTHING:
            yield Advice.LINK_SAYS_NOTHING, "#id_body", link.text


def _tables(_article: Article, seen: Outline) -> Found:
    if seen.headed < seen.tables:
        yield Blocker.TABLE, "#id_body", ""


def _language(article: Article, seen: Outline) -> Found:
    """WCAG 3.1.1: told only where it is beyond doubt."""
    words = [word.casefold() for block in seen.blocks for word in _WORD.findall(block.text)]
    told = {code: sum(word in telling for word in words) for code, telling in _TELLING.items()}
    other = "en" if article.language == "pl" else "pl"
    if told[other] >= 12 and told[other] > 4 * told[article.language]:
        yield Blocker.LANGUAGE, "#id_language", ""


def _around(article: Article, _seen: Outline) -> Found:
    """Photos, publicity (the contract with the funder), the picture, the section."""
    if article.gallery and article.gallery.photos.filter(hidden_at=None, alt="", is_decorative=False).exists():
        yield Blocker.ALT, reverse("panel:gallery", args=[article.gallery_id]), ""
    if article.project is None:
        paid = Event.objects.filter(article_links__article=article, project__isnull=False).select_related("project")
        for event in paid[:1]:
            yield Blocker.PUBLICITY, "#id_project", str(event.project)
    elif not article.project.funding_sentence.strip():
        yield Blocker.SENTENCE, "#id_project", str(article.project)
    if article.category_id is None:
        yield Advice.CATEGORY, "#id_category", ""
    if article.cover_id is None:
        yield Advice.COVER, reverse("panel:article-cover", args=[article.pk]), ""


def _style(article: Article, seen: Outline) -> Found:
    if not article.lead.strip():
        yield Advice.LEAD, "#id_lead", ""
    elif len(article.lead) > LONG_LEAD:
        yield Advice.LEAD_LONG, "#id_lead", ""
    texts = [(article.title, "#id_title"), (article.lead, "#id_lead")]
    texts += [(block.text, "#id_body") for block in seen.blocks]
    looks = ((Advice.YEAR, _yearless), (Advice.SHOUTING, _shouted))
    for text, href in texts:
        if len(text) > LONG_PARAGRAPH and href == "#id_body":
            yield Advice.PARAGRAPH_LONG, href, text
        for code, look in looks:
            if quote := look(text):
                yield code, href, quote


def _yearless(text: str) -> str:
    """A date without a year, in a text that names no year at all."""
    found = _YEARLESS.search(text)
    return found[0] if found and not _YEAR.search(text) else ""


def _shouted(text: str) -> str:
    found = _SHOUTED.search(text)
    return found[0] if found else ""
