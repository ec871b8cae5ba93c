"""The page of files being made, in Chromium: it looks again by itself, reads well on a desk and on a phone."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import expect

from accounts.exports.models import StaffExport
from tests.factories import StaffExportFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("OWES_TEST_SHOTS", "")


def test_a_file_that_became_ready_is_offered_without_a_reload(page, sign_in, both_widths, cast):
    sign_in(cast.coordinator)
    StaffExportFactory(asked_by=cast.coordinator, state="failed", failed_at=timezone.now(), refused="too_long")
    row = StaffExportFactory(asked_by=cast.coordinator, total=12_408, done=4_500, kind="xlsx")
    page.goto("/panel/eksporty/")
    expect(page.locator("progress")).to_have_attribute("value", "4500")
    if SHOTS:
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(SHOTS) / f"exports-{width}.png")
    assert both_widths(page) == []
    row.state, row.ready_at, row.size = "ready", timezone.now(), 4
    row.content.save("podmioty.xlsx", ContentFile(b"Anna"), save=False)
    row.save()
    expect(page.get_by_role("link", name="Pobierz plik")).to_be_visible()
    assert page.locator("[hx-trigger]").count() == 0
    with page.expect_download() as download:
        page.get_by_role("link", name="Pobierz plik").click()
    assert download.value.suggested_filename == "podmioty.csv"
    assert StaffExport.objects.count() == 2
