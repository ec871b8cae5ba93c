"""The page of one article, gathered: the article itself, its event, pictures, downloads, neighbours."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext

from common.templatetags import portal
from common.web.links import absolute, prefix
from entities.centres.models import SupportCentre
from entities.directory.links import entity_url
from events.catalogue.models import EntityRole, Event
from events.catalogue.states import EventState
from events.programme.models import AppearanceRole
from files.queries import Picture, pictures_for
from news.articles import article_rows as read
from news.articles import labels
from news.articles.event_digest import DigestLink, EventDigest, event_digest_of
from news.articles.facts import facts_of
from news.articles.models import Article, ArticleEvent, ArticleRole
from news.articles.queries import LIST_PATH, foreign, in_language, photo_count
from news.galleries.models import Photo
from news.galleries.queries import PhotoRow, photo_row
from partnerships.projects.queries import FundingBlock, funding_block


@dataclass(frozen=True, slots=True)
class Download:
    """A file to download, as `components/files.html` draws it."""

    url: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class ArticleContact:
    """Whom to ask: „Dowiedz się więcej”."""

    text: str
    phone: str
    email: str
    hours: str
    address: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything that `news/articles/article.html` draws."""

    article: Article
    title: str
    lead: str
    title_lang: str
    lead_lang: str
    lang: str
    word: str
    kind: str
    cover: Picture | None
    funding: FundingBlock | None
    meeting: EventDigest | None
    facts: list[tuple[str, str, str]]
    assumption: str
    entities: list[DigestLink]
    people: list[dict[str, str]]
    photos: list[PhotoRow]
    photo_total: int
    gallery_url: str
    downloads: list[Download]
    contact: ArticleContact
    tags: list[tuple[str, str]]
    previous: tuple[str, str] | None
    next: tuple[str, str] | None
    register_url: str


def article_of(slug: str) -> Article | None:
    """The published article at this address, with all that its page joins."""
    found: Article | None = read.ARTICLE.first(slug)
    return found


def pair_of(article: Article) -> Article | None:
    """The published article that is this one's pair in the other language."""
    if not _has(article, "pair"):
        return None
    found: Article | None = read.PAIR.first(article.language, article.pk, article.translation_of_id or 0)
    return found


def _has(article: Article, what: str) -> bool:
    """Whether there is anything to ask for; an article that came another way (a preview) is asked for all."""
    return bool(getattr(article, f"has_{what}", True))


def article_page(article: Article) -> ArticlePage:
    """Gather the page. The number of queries does not depend on how much there is to show."""
    links = _events(article)
    event = links[0].event if links else None
    role = links[0].role if links else ""
    meeting = event_digest_of(event) if event is not None else None
    photos = _photos(article)
    pictures = pictures_for([article.cover, *(photo.image for photo in photos)])
    downloads, kinds = _downloads(article)
    previous, following = _neighbours(article)
    return ArticlePage(
        article=article,
        title=in_language(article, "title"),
        lead=in_language(article, "lead"),
        title_lang=foreign(article, "title"),
        lead_lang=foreign(article, "lead"),
        lang=foreign(article, "body"),
        word=labels.full(role, event.kind if event else "", str(article.category or ""), photo_count(article), kinds),
        kind=event.kind if event else "",
        cover=pictures.get(article.cover_id) if article.cover_id else None,
        funding=funding_block(article.project, get_language() or "pl") if article.project else None,
        meeting=meeting,
        facts=facts_of(article, meeting, [link.event for link in links[1:]]),
        assumption=article.assumption or (event.assumption if event else ""),
        entities=_entities(article, meeting),
        people=_people(meeting),
        photos=[photo_row(article.gallery, photo, pictures[photo.image_id]) for photo in photos],
        photo_total=photo_count(article),
        gallery_url=_gallery_url(article) if photos else "",
        downloads=downloads,
        contact=_contact(article.centre, event),
        tags=[(name, f"{prefix()}{LIST_PATH}?temat={slug}") for name, slug in _tags(article)],
        previous=previous,
        next=following,
        register_url=_register_url(event, role),
    )


def _events(article: Article) -> list[ArticleEvent]:
    """The public events of the article, the reported ones first."""
    return sorted(read.EVENTS(article.pk), key=lambda link: link.role != ArticleRole.REPORTS)


def _entities(article: Article, meeting: EventDigest | None) -> list[DigestLink]:
    """Entities presented: those the article names itself, then those presented or visited at the event."""
    found = {
        name: DigestLink(name, entity_url(slug, state), note or lead, town)
        for note, name, slug, state, lead, town in (read.ENTITIES(article.pk) if _has(article, "entities") else ())
    }
    if meeting is not None:
        for role in (EntityRole.PRESENTED, EntityRole.VISITED):
            for one in meeting.roles.get(role, ()):
                found.setdefault(one.name, one)
    return list(found.values())


def _people(meeting: EventDigest | None) -> list[dict[str, str]]:
    """Who appeared, each person once, in the order of the programme; as `components/people.html` draws them."""
    if meeting is None:
        return []
    found: dict[str, dict[str, str]] = {}
    for one in meeting.programme.everybody:
        name = one.full_name
        row = found.setdefault(name, {"name": name, "function": one.functions, "note": "", "url": one.url})
        # What they spoke of stands in the programme already, where they are tied to a point of it.
        said = "" if one.item_id else one.topic or str(AppearanceRole(one.role).label)
        row["note"] = "; ".join(dict.fromkeys(part for part in (row["note"], said) if part))
    return list(found.values())


def _photos(article: Article) -> list[Photo]:
    return read.PHOTOS(article.gallery_id) if photo_count(article) else []


def _gallery_url(article: Article) -> str:
    return f"{prefix()}/galerie/{article.gallery.slug}/" if article.gallery else ""


def _downloads(article: Article) -> tuple[list[Download], set[str]]:
    made, kinds = [], set()
    for pk, kind, title, name, size in read.FILES(article.pk) if _has(article, "files") else ():
        sort = name.rpartition(".")[2].upper() if "." in name else gettext("file")
        note = f"{sort}, {portal.filesize(size)}"
        made.append(Download(f"{prefix()}{LIST_PATH}{article.slug}/pliki/{pk}/", title, note))
        kinds.add(kind)
    return made, kinds


def _tags(article: Article) -> list[tuple[str, str]]:
    return read.TAGS(article.pk) if _has(article, "tags") else []


def _contact(centre: SupportCentre, event: Event | None) -> ArticleContact:
    """The event's own person where there is one, otherwise the centre."""
    address = ",\n".join(part for part in (centre.street, f"{centre.postal_code} {centre.town}".strip()) if part)
    if event is not None and event.contact_name and (event.contact_phone or event.contact_email):
        who = ", ".join(part for part in (event.contact_name, event.contact_function) if part)
        text = gettext("%(who)s will tell you more.") % {"who": who}
        return ArticleContact(
            text, event.contact_phone, event.contact_email, centre.hours, f"{centre.name},\n{address}"
        )
    text = gettext("%(who)s will tell you more.") % {"who": centre.name}
    return ArticleContact(text, centre.phone, centre.email, centre.hours, address)


def _neighbours(article: Article) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """The article published before this one and the one published after it."""
    place = (article.published_at, article.pk)
    earlier = later = None
    for moment, pk, *told in read.NEIGHBOURS(get_language() or "pl", *place):
        if (moment, pk) < place:
            earlier = _neighbour(*told)
        else:
            later = _neighbour(*told)
    return earlier, later


def _neighbour(slug: str, title: str, title_en: str) -> tuple[str, str]:
    return (title_en if get_language() == "en" and title_en else title), f"{prefix()}{LIST_PATH}{slug}/"


def _register_url(event: Event | None, role: str) -> str:
    """An announcement's one next step, while the event is still to come."""
    if event is None or role != ArticleRole.ANNOUNCES or event.state != EventState.PUBLISHED:
        return ""
    return f"{prefix()}/wydarzenia/{event.slug}/"


def structured_data(page: ArticlePage, path: str, publisher: str) -> dict[str, Any]:
    """The article for machines (schema.org)."""
    article = page.article
    event = page.meeting.event if page.meeting else None
    about = event and {
        "@type": "Event",
        "name": event.title,
        "startDate": event.starts_on.isoformat(),
        "endDate": event.ends_on.isoformat(),
        "location": {"@type": "Place", "name": event.venue or event.town, "address": event.town},
    }
    return {
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.lead,
        "inLanguage": page.lang or get_language(),
        "mainEntityOfPage": absolute(path),
        "datePublished": article.published_at.isoformat() if article.published_at else None,
        "dateModified": article.updated_at.isoformat(),
        "publisher": {"@type": "Organization", "name": publisher, "url": absolute("/")},
        "author": {"@type": "Person", "name": article.author} if article.author else None,
        "image": absolute(page.cover.src) if page.cover and page.cover.src else None,
        "about": about,
    }
