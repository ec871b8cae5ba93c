"""The preview of a draft: the real page, for the staff of its centre only."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def test_a_draft_is_seen_on_its_real_page_by_its_writers_only(client: Client, cast: Cast) -> None:
    article = ArticleFactory(centre=cast.centre, title="Jeszcze nie dla wszystkich", body="<p>Szkic tekstu.</p>")
    address = f"/panel/aktualnosci/{article.pk}/podglad/"
    client.force_login(cast.editor)
    page = client.get(address)
    assert page.status_code == 200
    assert "Szkic tekstu." in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    client.force_login(cast.other_animator)
    assert client.get(address).status_code == 404
    client.force_login(cast.participant)
    assert client.get(address).status_code == 404
