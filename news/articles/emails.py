"""Mails about articles; each is a row of the outbox, written in the transaction of the act."""

from common.outbox.causes import STAFF
from common.outbox.render import render_mail
from common.outbox.services import queue_mail
from common.web.links import absolute
from news.articles.models import Article


def mail_back(article: Article, *, by: int | None) -> None:
    """Tell the writer (who handed the text over, otherwise who began it) that it came back, and with what remark.

    Nobody is mailed about what they did themselves.
    """
    writer = article.submitted_by or article.created_by
    if writer is None or writer.pk == by or not writer.is_active:
        return
    url = absolute(f"/panel/aktualnosci/{article.pk}/")
    subject, text, html = render_mail("article_back", {"article": article, "url": url, "by_system": by is None})
    queue_mail(
        cause=STAFF,
        to=writer.email,
        subject=subject,
        text=text,
        html=html,
        template="article_back",
        about=f"article {article.pk} sent back",
    )
