"""Pages made for the tests of the cache: each says how many times it was rendered."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import get_language

from common.web.cache import RowVersion, cached_page, private_page
from common.web.versions import PageVersion, bump

rendered: list[str] = []


def _page(request: HttpRequest, name: str) -> HttpResponse:
    rendered.append(name)
    return HttpResponse(f"<p>{name} {get_language()} {len(rendered)} {request.GET.urlencode()} " + "treść " * 100)


@login_not_required
@cached_page("news", "events", params=("strona", "rodzaj"))
def listing(request: HttpRequest) -> HttpResponse:
    return _page(request, "listing")


@login_not_required
@cached_page("frame", row=RowVersion(PageVersion, by="area", column="number"))
def thing(request: HttpRequest, area: str) -> HttpResponse:
    if not PageVersion.objects.filter(pk=area).exists():
        raise Http404
    return _page(request, area)


@login_not_required
@cached_page("news")
def changing(request: HttpRequest) -> HttpResponse:
    """Something changes while the page is being rendered."""
    response = _page(request, "changing")
    bump("news")
    return response


@login_not_required
@cached_page("news")
def with_cookie(request: HttpRequest) -> HttpResponse:
    response = _page(request, "cookie")
    response.set_cookie("seen", "1")
    return response


@login_not_required
@cached_page("news")
def with_session(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{_page(request, 'session').content!r} {request.session.get('name')}")


@login_not_required
@cached_page("news")
def moved(request: HttpRequest) -> HttpResponse:
    rendered.append("moved")
    return redirect("/lista/")


@login_not_required
@private_page
def form(request: HttpRequest) -> HttpResponse:
    return _page(request, "form")


urlpatterns = i18n_patterns(
    path("lista/", listing),
    path("rzecz/<slug:area>/", thing),
    path("zmienna/", changing),
    path("ciasteczko/", with_cookie),
    path("sesja/", with_session),
    path("dalej/", moved),
    path("formularz/", form),
    prefix_default_language=False,
)
