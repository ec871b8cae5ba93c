"""What the frame of every page needs. Never the user, the session or messages: public pages are cached."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from common.web.page_cache import path_language
from owes_portal.site import nav


def frame(request: HttpRequest) -> dict[str, object]:
    """Name, contact and links of the installation, derived from the path alone. Links are made only if shown."""
    path = request.path_info
    prefix = nav.prefix_of(path)
    main = nav.links(nav.MAIN, path)
    return {
        **_site(prefix),
        "account_url": prefix + nav.ACCOUNT_HOME,
        "panel_url": prefix + nav.PANEL_HOME,
        "other_language_url": nav.other_language_url(path),
        "nav_main": main,
        "nav_panel": SimpleLazyObject(lambda: nav.links(nav.PANEL, path)),
        "nav_account": SimpleLazyObject(lambda: nav.links(nav.ACCOUNT, path)),
        "frame_head": _drawn("site/frame/head.html", prefix),
        "frame_menu": _menu(prefix, tuple(link.current for link in main)),
        "frame_foot": _drawn("site/frame/foot.html", prefix),
    }


def _site(prefix: str) -> dict[str, object]:
    return {
        "site_name": settings.SITE_NAME,
        "site_claim": settings.SITE_CLAIM,
        "site_contact": settings.SITE_CONTACT,
        "home_url": prefix + nav.HOME,
        "search_url": prefix + nav.SEARCH,
    }


# The parts below are the same on every page of a language, so each process draws them once.


@lru_cache
def _drawn(template: str, prefix: str) -> SafeString:
    doors = {"nav_shortcuts": nav.links(nav.SHORTCUTS, prefix), "nav_about": nav.links(nav.ABOUT, prefix)}
    with translation.override(path_language(prefix)):
        return render_to_string(template, _site(prefix) | doors)


@lru_cache
def _menu(prefix: str, currents: tuple[str, ...]) -> SafeString:
    """`currents`: for each door, how it is marked as the one we stand in."""
    doors = [link._replace(current=here) for link, here in zip(nav.links(nav.MAIN, prefix), currents, strict=True)]
    with translation.override(path_language(prefix)):
        return render_to_string("site/frame/menu.html", _site(prefix) | {"nav_main": doors})
