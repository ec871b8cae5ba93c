"""Where Django finds the models of this app; nobody imports from here."""

from news.articles.models import (
    Article,
    ArticleEntity,
    ArticleEvent,
    ArticleVersion,
    Attachment,
    Category,
    Correction,
    PrivateDraft,
    Tag,
)
from news.galleries.models import Gallery, Photo, TakedownRequest

__all__ = [
    "Article",
    "ArticleEntity",
    "ArticleEvent",
    "ArticleVersion",
    "Attachment",
    "Category",
    "Correction",
    "Gallery",
    "Photo",
    "PrivateDraft",
    "TakedownRequest",
    "Tag",
]
