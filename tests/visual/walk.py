"""A walk through pages in Chromium: each is looked at on a phone and on a desk; faults are gathered, told at once."""

import os
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Response

from tests.browser import ALL_RULES, AXE, BUT_COLOURS, DESK, PHONE, resize, violations

# Colours are all that a theme changes.
COLOURS = ALL_RULES | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# What of the page is wider than the window: the outermost parts only, which is what there is to mend.
TOO_WIDE = """() => {
    const wide = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= wide) return []
    const out = [...document.querySelectorAll('main *, header *, footer *')].filter(
        part => part.getBoundingClientRect().right > wide + 1 && !part.closest('.scroll, .sr'))
    return out.slice(0, 3).map(part => part.tagName.toLowerCase() + '.' + part.className)
        .concat(`${document.documentElement.scrollWidth} px`)
}"""
# Pictures further down are asked for as if the reader had come to them.
BROKEN_PICTURES = """async () => {
    const all = [...document.images]
    for (const picture of all) picture.loading = 'eager'
    await Promise.all(all.map(picture => picture.decode().catch(() => null)))
    return all.filter(picture => !picture.naturalWidth).map(picture => picture.currentSrc || picture.src)
}"""

# Dark and high contrast: of every page in `make soak`; in CI of those that together hold all components of the frame,
# a list, a text, a form with errors.
IN_SOAK = "OWES_SOAK" in os.environ
THEMES_IN_CI = (
    "/",
    "/podmioty/",
    "/wydarzenia/kety-przy-wspolnym-stole/",
    "/aktualnosci/w-ketach-przedsiebiorcy-poprosili-o-nastepne-spotkanie/",
    "registration form with errors: kety-przy-wspolnym-stole",
    "/panel/",
)


@dataclass
class Walk:
    """`walk.look("/podmioty/")` again and again, then `walk.ends_well()`."""

    page: Page
    faults: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    # A page of 404, a form sent back with 422: to Chromium a resource that did not load.
    expected: str = "status of 422"

    def __post_init__(self) -> None:
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")  # no colour is caught on its way
        self.page.on("console", self._hear)

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error" and self.expected not in said.text:
            self.faults.append(f"{self.page.url}: console: {said.text}")

    def look(self, url: str, *, status: int = 200, themes: bool = True) -> None:
        """Open the page and look at it from all sides."""
        self.expected = f"status of {status if status != 200 else 422}"
        answer = self.page.goto(url)
        assert isinstance(answer, Response)
        if answer.status != status:
            self.faults.append(f"{url}: {answer.status} instead of {status}")
            return
        self.look_here(url, themes=themes)

    def look_here(self, name: str, *, themes: bool = True) -> None:
        """Look at the page that is open, under a name for the list of faults."""
        self.seen.append(name)
        for picture in self.page.evaluate(BROKEN_PICTURES):
            self.faults.append(f"{name}: picture not shown: {picture}")
        self.page.evaluate(AXE.read_text())
        # Colours are looked at on a phone alone: a width changes none. The desk's other rules are for `make soak`.
        for size, options in ((PHONE, ALL_RULES), (DESK, BUT_COLOURS)):
            resize(self.page, size)
            if wide := self.page.evaluate(TOO_WIDE):
                self.faults.append(f"{name} at {size['width']}: wider than the window: {wide}")
            if size == PHONE or IN_SOAK:
                self._axe(f"{name} at {size['width']}", options)
        if themes and (IN_SOAK or name in THEMES_IN_CI):
            self._themes(name)

    def _themes(self, name: str) -> None:
        self.page.emulate_media(color_scheme="dark")
        self._axe(f"{name} dark", COLOURS)
        self.page.emulate_media(color_scheme="light")
        self.page.evaluate("document.documentElement.dataset.theme = 'contrast'")
        self._axe(f"{name} contrast", COLOURS)
        self.page.evaluate("delete document.documentElement.dataset.theme")

    def _axe(self, name: str, options: dict[str, Any]) -> None:
        self.faults += [f"{name}: {fault}" for fault in violations(self.page, options)]

    def ends_well(self) -> None:
        """Nothing wrong was seen anywhere; the list of faults otherwise."""
        assert self.seen != []
        assert self.faults == [], "\n".join(["", *self.faults])
