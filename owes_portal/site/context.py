"""What the frame of every page needs. Never the user, the session or messages: public pages are cached."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from owes_portal.site import nav


def frame(request: HttpRequest) -> dict[str, object]:
    """Name, contact and links of the installation, derived from the path alone. Links are made only if shown."""
    path = request.path_info
    prefix = nav.prefix_of(path)
    return {
        "site_name": settings.SITE_NAME,
        "site_claim": settings.SITE_CLAIM,
        "site_contact": settings.SITE_CONTACT,
        "home_url": prefix + nav.HOME,
        "search_url": prefix + nav.SEARCH,
        "account_url": prefix + nav.ACCOUNT_HOME,
        "panel_url": prefix + nav.PANEL_HOME,
        "other_language_url": nav.other_language_url(path),
        "nav_main": nav.links(nav.MAIN, path),
        "nav_shortcuts": nav.links(nav.SHORTCUTS, path),
        "nav_about": nav.links(nav.ABOUT, path),
        "nav_panel": SimpleLazyObject(lambda: nav.links(nav.PANEL, path)),
        "nav_account": SimpleLazyObject(lambda: nav.links(nav.ACCOUNT, path)),
    }
