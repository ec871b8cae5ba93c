"""The demo's data under a live server; pages are walked many in one test."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate
from playwright.sync_api import Page

from owes_portal.demo.load import load
from tests.servers import become_copy_of
from tests.visual.walk import Walk


@pytest.fixture
def demo(transactional_db: None) -> None:
    """Five documents and the region around them, as `make run` shows them; a copy of what tests/run.py loaded."""
    template = os.environ.get("OWES_TEST_DEMO")
    if template is None:
        load(localdate())
        return
    become_copy_of(connection, template)
    for folder in (Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_ROOT)):
        loaded = Path(os.environ["OWES_TEST_SCRATCH"], "demo", folder.name)
        shutil.copytree(loaded, folder, dirs_exist_ok=True)


@pytest.fixture
def walk(demo: None, page: Page) -> Walk:
    """A walk through the demo; each test ends with `walk.ends_well()`."""
    return Walk(page)
