"""From the data of events, galleries and articles to rows."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.text import slugify

from common.text.folding import fold
from common.text.rich import clean_html
from events.catalogue.models import Event, EventEntity
from events.catalogue.states import EventState
from events.programme.models import Appearance, Point, PointList, ProgrammeItem, Quotation, Stop
from news.articles.models import Article, ArticleEntity, ArticleEvent, ArticleVersion, Attachment, Category, Tag
from news.articles.states import ArticleState
from news.galleries.models import Gallery, Photo
from news.galleries.states import GalleryState
from owes_portal.demo.build import Data, add_all, at, centre, ended, entity, picture_fields, plain, project, prose
from owes_portal.demo.pictures import Album
from owes_portal.demo.places import TOWNS
from partnerships.agreements.models import LocalPartnership

EVENT_PARTS = (
    "centre",
    "project",
    "partnership",
    "follows",
    "cover",
    "credit",
    "entities",
    "stops",
    "items",
    "people",
    "points",
) + ("quotations", "published_at", "completed", "questions", "party")


def event(slug: str) -> Event:
    """The event of this slug, which must be there."""
    return Event.objects.get(slug=slug)


def add_event(data: Data, album: Album) -> Event:
    """An event with everything it consists of. Completed unless said otherwise."""
    ends_on = data.get("ends_on", data["starts_on"])
    row = Event(**plain(data, *EVENT_PARTS, "ends_on"), ends_on=ends_on, **picture_fields(album, data))
    row.centre = centre(data["centre"])
    row.project = project(data["project"]) if "project" in data else None
    row.partnership = LocalPartnership.objects.get(slug=data["partnership"]) if "partnership" in data else None
    row.follows = event(data["follows"]) if "follows" in data else None
    row.published_at = data.get("published_at", at(data["starts_on"] - timedelta(days=30)))
    row.state = EventState.PUBLISHED
    if data.get("completed", True):
        row.state, row.completed_at = EventState.COMPLETED, at(ends_on, 17)
    _take_place_from_first_stop(row, data)
    row.save()
    _add_parts(row, data)
    return row


def _take_place_from_first_stop(row: Event, data: Data) -> None:
    if not data.get("stops"):
        return
    first = data["stops"][0]
    row.town, row.county_id = first["town"], TOWNS[first["town"]].county
    row.venue = first["name"] if first["name"] != first["town"] else ""


def _add_parts(row: Event, data: Data) -> None:
    add_all(
        EventEntity,
        ({"entity": entity(slug), "role": role, "note": note} for role, slug, note in data.get("entities", ())),
        event=row,
    )
    stops = {stop["key"]: _add_stop(row, stop, number) for number, stop in enumerate(data.get("stops", ()), start=1)}
    for number, item in enumerate(data.get("items", ()), start=1):
        stop = stops.get(item.get("stop", ""))
        made = ProgrammeItem.objects.create(
            event=row,
            stop=stop,
            day=stop.day if stop else row.starts_on,
            position=number,
            **plain(item, "stop", "people"),
        )
        for person in item.get("people", ()):
            _add_appearance(row, person, item=made, stop=stop)
    for person in data.get("people", ()):
        _add_appearance(row, person)
    for number, points in enumerate(data.get("points", ()), start=1):
        made_list = PointList.objects.create(
            event=row, stop=stops.get(points.get("stop", "")), position=number, **plain(points, "stop", "points")
        )
        add_all(Point, ({"text": text} for text in points["points"]), list=made_list)
    for quotation in data.get("quotations", ()):
        Quotation.objects.create(
            event=row,
            appearance=Appearance.objects.filter(event=row, name=quotation["by"]).first(),
            **plain(quotation, "by"),
        )


def _add_stop(row: Event, data: Data, number: int) -> Stop:
    place = TOWNS[data["town"]]
    return Stop.objects.create(
        event=row,
        day=data.get("day", row.starts_on),
        position=number,
        host=entity(data["host"]) if "host" in data else None,
        county_id=place.county,
        latitude=place.latitude,
        longitude=place.longitude,
        **plain(data, "key", "day", "host"),
    )


def _add_appearance(row: Event, data: Data, **where: Any) -> None:
    Appearance.objects.create(
        event=row,
        entity=entity(data["entity"]) if "entity" in data else None,
        position=row.appearances.count() + 1,
        **where,
        **plain(data, "entity"),
    )


# --- galleries --------------------------------------------------------------------------------------------------
def add_gallery(data: Data, album: Album) -> None:
    """A published gallery; its first photo is the cover."""
    row = Gallery.objects.create(
        **plain(data, "photos", "event", "centre", "credit"),
        event=event(data["event"]) if "event" in data else None,
        centre=centre(data["centre"]),
        credit=data.get("credit", album.credit),
        photo_count=len(data["photos"]),
        state=GalleryState.PUBLISHED,
        published_at=at(data["taken_on"] + timedelta(days=3), 12),
    )
    photos = [
        {
            "image": album[name],
            "alt": alt,
            "caption": ended(caption),
            "is_cover": number == 0,
            "consent_basis": "no_people",
        }
        for number, (name, alt, caption) in enumerate(data["photos"])
    ]
    add_all(Photo, photos, gallery=row, credit=row.credit)


# --- articles ---------------------------------------------------------------------------------------------------
ARTICLE_PARTS = (
    "slug",
    "published",
    "category",
    "tags",
    "centre",
    "project",
    "events",
    "entities",
    "gallery",
    "cover",
    "credit",
) + ("attachments", "translation_of", "body")


def add_article(data: Data, album: Album) -> None:
    """A published article with its links, files and first version."""
    published: datetime = data["published"]
    row = Article(
        slug=data["slug"],
        body=clean_html(data.get("body") or prose(data["slug"])),
        state=ArticleState.PUBLISHED,
        submitted_at=published,
        published_at=published,
        **plain(data, *ARTICLE_PARTS),
        **picture_fields(album, data),
    )
    row.centre = centre(data["centre"])
    row.category = Category.objects.get(slug=data["category"])
    row.project = project(data["project"]) if "project" in data else None
    row.gallery = Gallery.objects.get(slug=data["gallery"]) if "gallery" in data else None
    row.translation_of = Article.objects.get(slug=data["translation_of"]) if "translation_of" in data else None
    row.save()
    _add_links(row, data, album)
    ArticleVersion.objects.create(
        article=row, number=1, title=row.title, lead=row.lead, body=row.body, published_at=published
    )


def _add_links(row: Article, data: Data, album: Album) -> None:
    tags = [Tag.objects.get_or_create(slug=slugify(fold(name)), defaults={"name": name})[0] for name in data["tags"]]
    row.tags.set(tags)
    add_all(ArticleEvent, ({"event": event(slug), "role": role} for slug, role in data.get("events", ())), article=row)
    add_all(
        ArticleEntity,
        ({"entity": entity(slug), "note": note} for slug, note in data.get("entities", ())),
        article=row,
    )
    for number, (name, kind, title) in enumerate(data.get("attachments", ()), start=1):
        Attachment.objects.create(article=row, file=album.document(name), kind=kind, title=title, position=number)
