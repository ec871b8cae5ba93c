"""An article without its photographs weighs at most 100 kB, all in: page, styles, scripts, fonts, drawings."""

import gzip
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response

from tests.factories import (
    ArticleEventFactory,
    FundingProjectFactory,
    GalleryFactory,
    PhotoFactory,
    ProgrammeItemFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIMIT = 100_000


def test_an_article_with_programme_publicity_and_gallery_is_light(page: Page, axe: Any):
    article = ArticleEventFactory(article__body="<p>Zdanie o <em>wspólnej</em> pracy w gminie.</p>" * 40).article
    article.project = FundingProjectFactory(published=True)
    article.gallery = GalleryFactory(published=True, photo_count=12)
    article.save()
    PhotoFactory.create_batch(12, gallery=article.gallery)
    ProgrammeItemFactory.create_batch(8, event=article.events.get())
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))

    page.goto(f"/aktualnosci/{article.slug}/", wait_until="networkidle")

    weights = {}
    for answer in answers:
        path = urlsplit(answer.url).path
        if not path.startswith("/media/"):
            weights[path] = len(answer.body()) if path.endswith(".woff2") else len(gzip.compress(answer.body(), 6))
    assert any(path.endswith(".woff2") for path in weights)
    assert any(path.endswith(".css") for path in weights)
    assert sum(weights.values()) <= LIMIT, sorted(weights.items(), key=lambda pair: -pair[1])
    assert axe(page) == []
