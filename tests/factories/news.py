"""Articles and galleries."""

import factory

from news.articles.models import (
    Article,
    ArticleEntity,
    ArticleEvent,
    ArticleRole,
    ArticleVersion,
    Attachment,
    Category,
    Correction,
    PrivateDraft,
    Tag,
)
from news.articles.states import ArticleState
from news.galleries.models import Gallery, Photo, TakedownRequest
from news.galleries.queries import photo_path
from news.galleries.states import GalleryState
from tests.factories.accounts import UserFactory
from tests.factories.base import ModelFactory, days_from_now, now
from tests.factories.entities import EntityFactory, SupportCentreFactory
from tests.factories.events import EventFactory
from tests.factories.files import StoredFileFactory, StoredImageFactory


class CategoryFactory(ModelFactory):
    """A section of the news."""

    class Meta:
        model = Category

    slug = factory.Sequence(lambda n: f"dzial-{n}")
    name = factory.Sequence(lambda n: f"Dział {n}")
    name_en = factory.Sequence(lambda n: f"Section {n}")


class TagFactory(ModelFactory):
    """A subject."""

    class Meta:
        model = Tag

    slug = factory.Sequence(lambda n: f"temat-{n}")
    name = factory.Sequence(lambda n: f"temat {n}")


class ArticleFactory(ModelFactory):
    """A draft of plain news; `published=True` is public, `in_review=True` waits for the coordinator."""

    class Meta:
        model = Article

    slug = factory.Sequence(lambda n: f"artykul-{n}")
    title = factory.Sequence(lambda n: f"Artykuł {n}")
    lead = "Krótko o tym, co się wydarzyło."
    body = "<p>Treść artykułu.</p>"
    centre = factory.SubFactory(SupportCentreFactory)

    class Params:
        published = factory.Trait(state=ArticleState.PUBLISHED, published_at=factory.LazyFunction(now))
        in_review = factory.Trait(state=ArticleState.IN_REVIEW, submitted_at=factory.LazyFunction(now))
        withdrawn = factory.Trait(
            state=ArticleState.WITHDRAWN,
            published_at=factory.LazyFunction(now),
            withdrawn_at=factory.LazyFunction(now),
        )


class ArticleEventFactory(ModelFactory):
    """A published report of a completed event."""

    class Meta:
        model = ArticleEvent

    article = factory.SubFactory(ArticleFactory, published=True)
    event = factory.SubFactory(EventFactory, completed=True)
    role = ArticleRole.REPORTS


class ArticleEntityFactory(ModelFactory):
    """An entity presented in an article."""

    class Meta:
        model = ArticleEntity

    article = factory.SubFactory(ArticleFactory, published=True)
    entity = factory.SubFactory(EntityFactory, published=True)
    note = "Prowadzi stołówkę."


class AttachmentFactory(ModelFactory):
    """A file to download from a published article."""

    class Meta:
        model = Attachment

    article = factory.SubFactory(ArticleFactory, published=True)
    file = factory.SubFactory(StoredFileFactory)
    title = "Prezentacja"


class ArticleVersionFactory(ModelFactory):
    """The first published version."""

    class Meta:
        model = ArticleVersion

    article = factory.SubFactory(ArticleFactory, published=True)
    number = 1
    title = factory.SelfAttribute("article.title")
    published_at = factory.LazyFunction(now)


class GalleryFactory(ModelFactory):
    """A draft without photos; `published=True` is public."""

    class Meta:
        model = Gallery

    slug = factory.Sequence(lambda n: f"galeria-{n}")
    title = factory.Sequence(lambda n: f"Galeria {n}")
    centre = factory.SubFactory(SupportCentreFactory)
    taken_on = factory.LazyFunction(lambda: days_from_now(-30))

    class Params:
        published = factory.Trait(state=GalleryState.PUBLISHED, published_at=factory.LazyFunction(now))


class PhotoFactory(ModelFactory):
    """A photo with its renditions, in a published gallery."""

    class Meta:
        model = Photo

    gallery = factory.SubFactory(GalleryFactory, published=True)
    image = factory.SubFactory(StoredImageFactory, ready=True)
    alt = "Uczestniczki spotkania przy stole"
    position = factory.Sequence(int)


class TakedownRequestFactory(ModelFactory):
    """A request that waits."""

    class Meta:
        model = TakedownRequest

    class Params:
        photo = factory.SubFactory(PhotoFactory)

    image = factory.SelfAttribute("photo.image")
    centre = factory.SelfAttribute("photo.gallery.centre")
    page = factory.LazyAttribute(lambda made: photo_path(made.photo))
    title = factory.SelfAttribute("photo.gallery.title")


class CorrectionFactory(ModelFactory):
    """The list says something else than the report; nobody has decided."""

    class Meta:
        model = Correction

    article = factory.SubFactory(ArticleFactory)
    before = "W spotkaniu uczestniczyły 2 osoby."
    after = "W spotkaniu uczestniczyły 3 osoby."


class PrivateDraftFactory(ModelFactory):
    """What an editor typed and has not saved."""

    class Meta:
        model = PrivateDraft

    article = factory.SubFactory(ArticleFactory)
    user = factory.SubFactory(UserFactory, editor=True)
    edition = 1
    fields = {"title": "Jeszcze niezapisane"}
    saved_at = factory.LazyFunction(now)
