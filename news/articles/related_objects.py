"""What belongs to an article beside its text: files to download, entities presented, the picture that opens it."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

from django.db import models, transaction

from common.auditlog.services import log_action
from entities.directory.services import entity_of
from files.models import StoredFile, StoredImage
from files.services import delete_image_if_unused, remove_file
from news.articles.models import Article, ArticleEntity, Attachment
from news.articles.services import edit_article, lock_article, show_article
from news.articles.states import ArticleState
from news.galleries.models import Photo


@transaction.atomic
def add_attachment(*, article_id: int, file: StoredFile, kind: str, title: str, by: int | None) -> Attachment:
    """A file to download, after those that are there; the words above the title follow its kind."""
    article = lock_article(article_id)
    last = article.attachments.aggregate(last=models.Max("position"))["last"]
    made = Attachment.objects.create(
        article=article, file=file, kind=kind, title=title, position=0 if last is None else last + 1
    )
    _changed(article, "article.attach", by, {"attachment": made.pk})
    return made


@transaction.atomic
def remove_attachment(*, article_id: int, attachment_id: int, by: int | None) -> None:
    """Take a file away for good, unless another thing uses it too."""
    article = lock_article(article_id)
    attachment = article.attachments.select_related("file").filter(pk=attachment_id).first()
    if attachment is None:
        return
    attachment.delete()
    try:
        with transaction.atomic():
            remove_file(file=attachment.file, by=by, note=f"article {article.pk}")
    except models.ProtectedError:
        pass  # a document of the event, too
    _changed(article, "article.detach", by, {"attachment": attachment_id})


@transaction.atomic
def set_entities(
    *, article_id: int, rows: Sequence[Mapping[str, Any]], by: int | None, seen: Collection[int] | None = None
) -> list[ArticleEntity]:
    """The entities presented (`entity`, `note`), in order, each once; one that a colleague added meanwhile stays."""
    article = lock_article(article_id)
    chosen = {entity.pk: row["note"] for row in rows if (entity := entity_of(row["entity"], by=by)) is not None}
    old = list(article.entity_links.all())
    article.entity_links.filter(entity__in=chosen).delete()
    article.entity_links.filter(pk__in=[link.pk for link in old if seen is None or link.pk in seen]).delete()
    made = ArticleEntity.objects.bulk_create(
        ArticleEntity(article=article, entity_id=entity, note=note, position=place)
        for place, (entity, note) in enumerate(chosen.items())
    )
    article.entity_links.exclude(entity__in=chosen).update(position=len(chosen))
    _changed(article, "article.entities", by, {"entities": list(chosen)})
    return made


@transaction.atomic
def set_cover(*, article_id: int, image: StoredImage | None, by: int | None, **words: str) -> Article:
    """The picture that opens the article, with its words (`alt`, `caption`, `credit`); None takes it away.

    The former one, which no page could report any more, goes for good, unless something else shows it.
    """
    former = lock_article(article_id).cover
    texts: dict[str, Any] = {
        f"cover_{name}": words.get(name, "") if image else "" for name in ("alt", "caption", "credit")
    }
    article = edit_article(article_id=article_id, by=by, cover=image, **texts)
    if former is not None and former != image:
        # After the commit: who takes a picture down locks it before the articles that show it.
        transaction.on_commit(partial(delete_image_if_unused, image=former, by=by), robust=True)
    return article


@transaction.atomic
def take_cover(*, article_id: int, photo_id: int, by: int | None) -> Article | None:
    """A photo of the article's own gallery as its cover, with the photo's words. None when it has no description."""
    article = lock_article(article_id)
    photo = (
        Photo.objects.filter(gallery=article.gallery_id, hidden_at=None, pk=photo_id)
        .select_related("image", "gallery")
        .first()
    )
    if photo is None or not photo.alt:
        return None
    credit = photo.credit or photo.gallery.credit
    return set_cover(
        article_id=article.pk, image=photo.image, alt=photo.alt, caption=photo.caption, credit=credit, by=by
    )


def _changed(article: Article, verb: str, by: int | None, after: dict[str, Any]) -> None:
    log_action(verb=verb, obj=article, by=by, after=after)
    if article.state == ArticleState.PUBLISHED:
        show_article(article)
