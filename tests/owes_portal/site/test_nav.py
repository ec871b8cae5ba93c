"""The frame of public pages: its links, the present one, the other language, and what it must not hold."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from owes_portal.site import nav


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/", "/en/"),
        ("/en/", "/"),
        ("/en", "/"),
        ("/wydarzenia/kety/", "/en/wydarzenia/kety/"),
        ("/en/wydarzenia/kety/", "/wydarzenia/kety/"),
        ("/energia/", "/en/energia/"),
        ("/admin/login/", "/en/"),
    ],
)
def test_the_same_page_in_the_other_language(path, other):
    assert nav.other_language_url(path) == other


def test_links_keep_the_language_and_mark_where_we_are():
    links = {link.path: link.current for link in nav.links(nav.MAIN, "/en/wydarzenia/kety/")}
    assert links["/en/wydarzenia/"] == "true"
    assert [path for path, current in links.items() if current] == ["/en/wydarzenia/"]
    assert nav.links(nav.MAIN, "/podmioty/")[2].current == "page"


@pytest.mark.parametrize("path", ["/", "/en/podmioty/"])
def test_the_frame_has_no_user_session_form_or_inline_code(path):
    request = RequestFactory().get(path)
    page = render_to_string("base.html", request=request)
    for forbidden in ("csrfmiddlewaretoken", 'method="post"', "<style", "style=", "onclick", "<script>"):
        assert forbidden not in page
    assert not hasattr(request, "csrf_processing_done")
    assert "CSRF_COOKIE" not in request.META


@pytest.mark.parametrize("name", ["400.html", "500.html", "503.html"])
def test_a_page_of_trouble_needs_no_context(name):
    assert 'lang="pl"' in render_to_string(name)


def test_what_is_drawn_once_of_the_frame_keeps_its_language_and_its_place():
    polish, english = (
        render_to_string("base.html", request=RequestFactory().get(path)) for path in ("/", "/en/podmioty/")
    )
    assert ">Zamknij menu<" in polish
    assert ">Close menu<" in english
    assert 'href="/en/podmioty/" aria-current="page"' in english
    assert 'aria-current="page"' not in polish
    assert 'href="/en/mapa-strony/"' in english
