"""What an editor typed and has not saved: kept on the server as theirs alone. Never an edition, never a version."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from news.articles.models import Article, PrivateDraft

KEPT = ("title", "lead", "body", "participation", "title_en", "lead_en", "author", "tags", "category", "project")


@transaction.atomic
def keep_unsaved(*, article: Article, user_id: int, edition: int, fields: Mapping[str, Any]) -> PrivateDraft:
    """Keep what this editor has typed, in place of what they typed before."""
    kept, _made = PrivateDraft.objects.update_or_create(
        article=article,
        user_id=user_id,
        defaults={
            "edition": edition,
            "fields": {name: str(fields[name]).replace("\0", "") for name in KEPT if name in fields},
            "saved_at": timezone.now(),
        },
    )
    return kept


def drop_unsaved(*, article_id: int, user_id: int) -> None:
    """The text is saved, or given up."""
    PrivateDraft.objects.filter(article=article_id, user=user_id).delete()


def unsaved_of(article: Article, user_id: int) -> PrivateDraft | None:
    """What this editor has not saved of the article."""
    return PrivateDraft.objects.filter(article=article, user=user_id).first()
