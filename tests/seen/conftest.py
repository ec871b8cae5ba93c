"""The demo's data under a live server; pages are walked many in one test, for loading takes some seconds."""

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page

from owes_portal.demo.load import load
from tests.seen.walk import Walk


@pytest.fixture
def demo(transactional_db: None) -> None:
    """Five documents and the region around them, as `make run` shows them."""
    load(localdate())


@pytest.fixture
def walk(demo: None, page: Page) -> Walk:
    """A walk through the demo; each test ends with `walk.ends_well()`."""
    return Walk(page)
