"""Language from the path, sign-in by default, the cache of public pages: no cookie of a public page is touched."""

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from common.web import page_cache
from common.web.page_cache import path_language

Next = Callable[[HttpRequest], HttpResponse]


class PathLocaleMiddleware:
    """English under /en/, Polish elsewhere. Django's own LocaleMiddleware would make every page vary by language."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = path_language(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Signed in unless the view says otherwise; unlike Django's, it looks at the view before it looks at the user."""

    def process_view(self, request, view_func, view_args, view_kwargs):  # type: ignore[no-untyped-def]
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class PageCacheMiddleware:
    """Outermost: answers a public page from its copy while nothing it shows has changed (see common.web.cache)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = page_cache.wanted(request)
        # The versions are read before rendering: a change meanwhile makes the copy stale at once.
        read = page_cache.versions(page.policy, page.arguments) if page else None
        if page is None or read is None:
            return self.get_response(request)
        copy = page_cache.fresh(page.key, read)
        if copy is not None:
            return copy.answer(request)
        until = page_cache.end_of_minute()
        response = self.get_response(request)
        return page_cache.keep(request, response, page.key, read, until) if request.method == "GET" else response
