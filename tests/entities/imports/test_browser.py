"""A sheet brought in without a mouse: file, columns, trial, run; each page looked at on a editing and a phone."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from entities.directory.models import Entity
from entities.imports import working
from entities.imports.columns import FIELDS
from tests.browser import DESK, PHONE, resize
from tests.cast import Cast
from tests.entities.imports.sheets import HEAD, ROW, xlsx
from tests.factories import CountyFactory
from tests.visual.test_keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOK = os.environ.get("OWES_LOOK")  # a folder: each page is kept as a picture there


def test_a_sheet_is_brought_in_by_keyboard(
    page: Page, sign_in: Callable[[User], None], both_widths: Callable[[Page], list[str]], cast: Cast
) -> None:
    cast.centre.counties.add(CountyFactory(code="1213", name="oświęcimski"))
    sign_in(cast.coordinator)
    bad = ["Fundacja „Bez Powiatu”", "Fundacja", "123-456-32-19", "nigdzie", "Kęty", "", "", "Loty balonem"]
    content = xlsx(["Kto to", *HEAD[1:]], ROW, bad)

    def seen(name: str) -> None:
        assert both_widths(page) == [], name
        for size in (PHONE, DESK) if LOOK else (DESK,):
            resize(page, size)
            if LOOK:
                page.screenshot(path=Path(LOOK, f"{name}-{size['width']}.png"), full_page=True)

    def press(name: str) -> None:
        tab_to(page, page.get_by_role("button", name=name))
        page.keyboard.press("Enter")

    page.goto("/panel/podmioty/import/")
    seen("1-sheet")
    field = page.get_by_label("Arkusz", exact=True)
    tab_to(page, field)  # Enter opens the dialog of the system here, which is no page
    field.set_input_files({"name": "podmioty.xlsx", "mimeType": "application/octet-stream", "buffer": content})
    press("Wczytaj arkusz")
    expect(page.get_by_role("heading", name="Arkusz jest czytany")).to_be_visible()
    working.work()  # that page draws itself anew every two seconds: no time to look at it in rest
    expect(page).to_have_url(re.compile("/kolumny/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Co zawierają kolumny?")
    seen("2-columns")
    holds = page.get_by_label("Kolumna „Kto to” zawiera")
    tab_to(page, holds)
    for _field in FIELDS:
        if holds.input_value() != "name":
            page.keyboard.press("ArrowDown")
    expect(holds).to_have_value("name")
    press("Zobacz, co się stanie z każdym wierszem")
    expect(page.get_by_role("heading", name="Arkusz jest sprawdzany")).to_be_visible()
    working.work()
    expect(page.get_by_role("heading", name="Co się stanie z wierszami")).to_be_visible()
    seen("3-trial")
    press("Zapisz w katalogu")
    expect(page.get_by_role("heading", name="Podmioty są zapisywane")).to_be_visible()
    working.work()
    expect(page.get_by_role("heading", name="Podmioty są w katalogu")).to_be_visible()
    seen("4-done")
    assert Entity.objects.get(nip="1234563218").name == ROW[0]
    tab_to(page, page.get_by_role("link", name="Do katalogu"))
