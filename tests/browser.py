"""Fixtures for pages in the system's Chromium: `page` (no foreign request, no script error) and `axe`."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.servers import chromium_program

# Playwright keeps an event loop in this thread; Django would refuse its database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# How long a page may take before a test gives up: a crowded machine must not decide. What is there goes on at once.
LONGEST = 30_000
expect.set_options(timeout=LONGEST)
AXE = Path(__file__).parent / "vendor" / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"runOnly": RULES, "resultTypes": ["violations"]}
# Looked at a second time in another width: the slowest rule says the same again, for a width changes no colour.
BUT_COLOURS = ALL_RULES | {"rules": {"color-contrast": {"enabled": False}}}
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 900}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No name but our own is ever found: nothing leaves this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium instead of a downloaded one."""
    return {"executable_path": chromium_program(), "args": list(QUIET)}


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """`page.goto("/")` goes to the server under test."""
    return str(live_server.url)


@pytest.fixture
def context(context: BrowserContext, base_url: str) -> Iterator[BrowserContext]:
    """A browser that reaches the server under test and nothing else; a foreign request fails the test."""
    home, foreign = urlsplit(base_url).netloc, []

    def hear(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != home:
            foreign.append(request.url)

    # Only heard: what is routed goes through this process one by one and past the browser's cache.
    context.on("request", hear)
    context.set_default_timeout(LONGEST)
    yield context
    assert foreign == []


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page whose scripts end without an uncaught error and whose policy (CSP) refuses nothing."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: "Content Security Policy" in said.text and faults.append(said.text))
    yield page
    assert faults == [], faults


@pytest.fixture
def sign_in(context: BrowserContext, base_url: str) -> Callable[[Any], None]:
    """`sign_in(user)`: the browser has that person's session, without going through the form."""

    def with_session(user: Any) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": base_url}])

    return with_session


def resize(page: Page, size: Any) -> None:
    """Another window, once the page has been drawn in it: a folded part is measured anew only then."""
    page.set_viewport_size(size)
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def violations(page: Page, options: dict[str, Any] = ALL_RULES) -> list[str]:
    """What axe, already in the page, finds under these options: one line each."""
    found = page.evaluate("options => axe.run(document, options).then(found => found.violations)", options)
    return [
        f"{fault['id']} ({fault['impact']}): {fault['help']}: {node['target']} {node['html'][:160]}"
        for fault in found
        for node in fault["nodes"]
    ]


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """`axe(page)`: violations of WCAG 2.2 AA and good practice, one line each (empty is good)."""

    def look(page: Page) -> list[str]:
        page.evaluate(AXE.read_text())
        return violations(page)

    return look


@pytest.fixture
def both_widths() -> Callable[[Page], list[str]]:
    """`both_widths(page)`: what axe finds on a desk and on a phone, and what is wider than the window, in one load."""

    def look(page: Page) -> list[str]:
        page.evaluate(AXE.read_text())
        faults = []
        for size, options in ((DESK, ALL_RULES), (PHONE, BUT_COLOURS)):
            resize(page, size)
            faults += [f"{size['width']}: {fault}" for fault in violations(page, options)]
            if wide := page.evaluate(TOO_WIDE):
                faults.append(f"{size['width']}: {wide} px wider than the window")
        return faults

    return look


def comes_true(page: Page, question: str) -> None:
    """Wait until an async function answers yes. Playwright's `wait_for_function` waits for no promise: it takes the
    promise itself for a yes."""
    asking = f"""async (longest) => {{
      const ask = {question}, end = Date.now() + longest
      while (!await ask()) {{
        if (Date.now() > end) return false
        await new Promise((done) => {{ setTimeout(done, 50) }})
      }}
      return true
    }}"""
    assert page.evaluate(asking, LONGEST), question
