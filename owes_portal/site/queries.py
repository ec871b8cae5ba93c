"""What the pages that mix the apps read: the first page, contact, the map of the site."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language, gettext

from accounts.models import Notice, NoticeKind
from common.db.compiled_queries import Prepared
from common.web.links import prefix
from entities.centres.models import AccessibilityDeclaration, ContactPerson, SupportCentre
from entities.directory.models import OfferedService, ServiceCategory
from entities.directory.states import EntityState
from entities.territory.models import County
from entities.territory.naming import apart
from events.catalogue.models import Event
from events.catalogue.queries import SHOWN
from events.catalogue.rows import AgendaRow, agenda_rows
from files.queries import Picture, pictures_for
from news.articles.models import ArticleRole
from news.articles.queries import PICTURE, Story, for_stories, listed, stories
from news.galleries.models import Photo
from news.galleries.states import GalleryState

COMING, LATEST, GALLERIES, CALLS = 4, 4, 4, 8

_COMING = Prepared(lambda today: Event.objects.coming(today).only(*SHOWN)[:COMING])
_LATEST = Prepared(lambda language: for_stories(listed(language)).latest_first()[:LATEST])
_REPORT = Prepared(
    lambda language: for_stories(listed(language)).filter(event_links__role=ArticleRole.REPORTS).latest_first()[:1]
)
COVER = ("image", "gallery", "alt", "alt_en", "is_decorative", *(f"image__{name}" for name in PICTURE))
COVER += tuple(f"gallery__{name}" for name in ("slug", "title", "title_en", "photo_count", "taken_on"))
_COVERS = Prepared(
    lambda: (
        Photo.objects.filter(is_cover=True, hidden_at__isnull=True, gallery__state=GalleryState.PUBLISHED)
        .select_related("gallery", "image")
        .only(*COVER)
        .order_by("-gallery__taken_on", "-gallery_id")[:GALLERIES]
    )
)
_OFFERED = Prepared(
    lambda: (
        OfferedService.objects.filter(entity__state=EntityState.PUBLISHED)
        .order_by()
        .values_list(Coalesce("category__parent_id", "category_id"))
        .annotate(n=Count("entity_id", distinct=True))
    )
)
_TOP = Prepared(lambda: ServiceCategory.objects.filter(parent__isnull=True))
_COUNTIES = Prepared(
    lambda: County.objects.filter(
        pk__in=SupportCentre.counties.through.objects.filter(supportcentre__is_active=True).values("county_id")
    ).values_list("slug", "name", "is_city", "code")
)
_PEOPLE = Prepared(
    lambda: (
        ContactPerson.objects.filter(centre__is_active=True)
        .exclude(phone="")
        .order_by("centre__kind", "position", "id")
        .values_list("name", "function", "function_en", "centre__short_name", "phone")[:CALLS]
    )
)
_REGIONAL = Prepared(
    lambda: SupportCentre.objects.active().order_by("-kind", "sort_name").defer("description", "lead", "lead_en")[:1]
)


@dataclass(frozen=True, slots=True)
class Verb:
    """What people of the region do, and how many entities do it."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class GalleryCover:
    """A gallery as `components/covers.html` draws it."""

    url: str
    picture: Picture
    alt: str
    title: str
    count: int
    day: date


def coming() -> list[AgendaRow]:
    """What is next."""
    now = timezone.now()
    return agenda_rows(_COMING(timezone.localdate(now)), now=now)


def latest() -> tuple[list[Story], list[GalleryCover]]:
    """The latest report before the other latest articles, and galleries; all their pictures in one query.

    A gallery without a cover waits until its staff choose one.
    """
    language = get_language() or "pl"
    report = _REPORT(language)
    articles = [*report, *(one for one in _LATEST(language) if one not in report)][:LATEST]
    photos = _COVERS()
    pictures = pictures_for([*(row.cover for row in articles), *(photo.image for photo in photos)])
    return stories(articles, pictures), [_cover(photo, pictures) for photo in photos]


def _cover(photo: Photo, pictures: dict[int, Picture]) -> GalleryCover:
    gallery, english = photo.gallery, get_language() == "en"
    return GalleryCover(
        url=f"{prefix()}/galerie/{gallery.slug}/",
        picture=pictures[photo.image_id],
        alt="" if photo.is_decorative else ((photo.alt_en if english else "") or photo.alt),
        title=str(gallery),
        count=gallery.photo_count,
        day=gallery.taken_on,
    )


def verbs() -> list[Verb]:
    """The upper categories of services with the entities that offer something in them, the most first."""
    counts: dict[str, int] = dict(_OFFERED())
    start = f"{prefix()}/podmioty/?co="
    found = [Verb(str(row), f"{start}{row.pk}", counts[row.pk]) for row in _TOP() if row.pk in counts]
    return sorted(found, key=lambda verb: -verb.count)


def counties_served() -> list[tuple[str, str]]:
    """Slugs and names of the counties that some centre serves, in alphabetical order."""
    land = gettext("%(name)s county")  # asked for once: there are dozens
    return [
        (slug, (name if is_city else land % {"name": name}) + apart(code)) for slug, name, is_city, code in _COUNTIES()
    ]


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody who answers the phone."""

    name: str
    function: str
    phone: str


def people_to_call() -> list[Call]:
    """People of the OWES who answer the phone; those of the ROPS after them."""
    english = get_language() == "en"
    return [
        Call(name, f"{(function_en if english else '') or function}, {centre}", phone)
        for name, function, function_en, centre, phone in _PEOPLE()
    ]


def centres_with_people() -> list[SupportCentre]:
    """Every centre with its people and counties, the ROPS first."""
    centres = SupportCentre.objects.active().select_related("voivodeship")
    return list(centres.prefetch_related("people", "counties"))


def regional_centre() -> SupportCentre | None:
    """The ROPS, or where there is none the first centre: the publisher of the portal."""
    found: SupportCentre | None = _REGIONAL.first()
    return found


def declaration() -> AccessibilityDeclaration | None:
    """The accessibility declaration in the page's language; the Polish one where there is no other."""
    found = {row.language: row for row in AccessibilityDeclaration.objects.all()}
    return found.get(get_language() or "pl") or found.get("pl")


def privacy_notices() -> list[Notice]:
    """The newest privacy policy of the portal, and of each centre that has its own."""
    rows = Notice.objects.filter(kind=NoticeKind.PRIVACY, published_at__lte=timezone.now())
    newest: dict[str, Notice] = {}
    for notice in rows.order_by("controller", "version"):
        newest[notice.controller] = notice
    return list(newest.values())
