"""Which articles a person may write and publish (DESIGN §2, permissions)."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from accounts.models import User
from entities.centres.permissions import CentrePermission, centres_of, may, row_for
from news.articles.models import Article
from news.articles.states import ArticleState


def articles_for(user: User) -> QuerySet[Article]:
    """Articles of the centres for which this person works."""
    return Article.objects.filter(centre_id__in=centres_of(user))


def article_for(user: User, pk: int, permission: CentrePermission) -> Article:
    """The article, for somebody who may do this with it. A stranger gets 404, a colleague without the right 403."""
    return row_for(user, articles_for(user).select_related("gallery", "centre", "category"), pk, permission)


def editable_article(user: User, pk: int) -> Article:
    """The article, for somebody who may change it: what is public, or will be by itself, only those who may publish."""
    article = article_for(user, pk, CentrePermission.WRITE_ARTICLES)
    decided = article.state in (ArticleState.SCHEDULED, ArticleState.PUBLISHED)
    if decided and not may(user, CentrePermission.PUBLISH_ARTICLES, article.centre_id):
        raise PermissionDenied
    return article
