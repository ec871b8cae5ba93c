"""Fixtures for pages in the system's Chromium: `page` (no foreign request, no script error) and `axe`."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.servers import chromium_program

# Playwright keeps an event loop in this thread; Django would refuse its database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# How long a page may take before a test gives up: a crowded machine must not decide. What is there goes on at once.
LONGEST = 30_000
expect.set_options(timeout=LONGEST)
AXE = Path(__file__).parent / "vendor" / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
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

    def gate(route: Route) -> None:
        if urlsplit(route.request.url).netloc == home:
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    context.route("**/*", gate)
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


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """`axe(page)`: violations of WCAG 2.2 AA and good practice, one line each (empty is good)."""

    def look(page: Page) -> list[str]:
        page.evaluate(AXE.read_text())
        found = page.evaluate("tags => axe.run(document, {runOnly: tags})", RULES)
        return [
            f"{fault['id']} ({fault['impact']}): {fault['help']}: {node['target']} {node['html'][:160]}"
            for fault in found["violations"]
            for node in fault["nodes"]
        ]

    return look
