"""Articles about an entity whose record is merged into another."""

from django.utils.translation import gettext_lazy as _

from entities.directory.extension_points import LinkedRows
from entities.directory.merging_rows import move_rows
from news.articles.models import ArticleEntity


def _keep_note(row: ArticleEntity, twin: ArticleEntity) -> None:
    if row.note and not twin.note:
        ArticleEntity.objects.filter(pk=twin.pk).update(note=row.note)


LINKS = (
    LinkedRows(
        "news.ArticleEntity.entity",
        _("articles about it"),
        lambda source, target: move_rows(
            ArticleEntity, "entity", source, target, once=("article_id",), settle=_keep_note
        ),
    ),
)
