"""Templates: all used, none missing, nothing inline, forms guarded."""

import re
from functools import cache

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template

from tests.architecture.tree import code, ours, relative

REFERENCE = re.compile(r"""\{%-?\s*(?:include|extends|inclusion)\s+["']([^"'#]+)(?:#[\w-]+)?["']""")
# A string in Python or in a tag's argument that is a template's path.
PATH = re.compile(r"""["']([\w./-]+\.(?:html|txt|xml|ics|svg|xsl))(?:#[\w-]+)?["']""")
STEM = re.compile(r"""["']([a-z][\w-]*(?:/[\w-]+)+)["']""")
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
# Found by Django, allauth or the browser under their own names.
FOUND_BY_NAME = ("account/", "allauth/", "django/", "mfa/", "usersessions/", "registration/", "admin/")
FOUND_BY_NAME_ALONE = {"400.html", "403.html", "404.html", "500.html", "403_csrf.html", "robots.txt"}
INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style[\s>]", re.IGNORECASE),
    "script without src": re.compile(
        r"<script(?![^>]*\ssrc=)(?![^>]*type=[\"']application/(?:ld\+)?json[\"'])[^>]*>", re.IGNORECASE
    ),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "javascript: address": re.compile(r"[\"']javascript:", re.IGNORECASE),
}
# A mail is read by programs that know inline styles only.
MAIL = "templates/mail/"


@cache
def templates():
    """Template files by the name under which Django knows them."""
    return {
        relative(path).removeprefix("templates/"): path
        for path in ours(".html", ".txt", ".xml", ".ics", ".svg", ".xsl", under="templates/")
    }


@cache
def text(name):
    return COMMENT.sub("", templates()[name].read_text())


@cache
def mentioned():
    """Every string in templates and code that looks like a template's path, or its stem (mail: .txt and .html)."""
    names = set()
    for path in [*code(), *ours(".py", under="tests/"), *templates().values()]:
        content = path.read_text()
        names |= set(PATH.findall(content))
        for stem in STEM.findall(content):
            names |= {f"{stem}.html", f"{stem}.txt", f"{stem}_subject.txt", f"{stem}.subject.txt"}
    return names


@cache
def python():
    """All code of the apps as one text."""
    return "\n".join(path.read_text() for path in code())


def sent(name):
    """A mail's template: code names it by its stem, `render_mail("registered", …)`."""
    folder, _, stem = name.rpartition("/")
    return folder == "mail" and f'"{stem.split(".")[0]}"' in python()


def test_every_template_is_used():
    unused = [
        name
        for name in templates()
        if name not in mentioned()
        and not sent(name)
        and not name.startswith(FOUND_BY_NAME)
        and name not in FOUND_BY_NAME_ALONE
    ]
    assert unused == []


@pytest.mark.parametrize("name", templates())
def test_template_compiles_and_what_it_names_is_there(name):
    get_template(name)
    for other in REFERENCE.findall(text(name)):
        get_template(other)


def test_templates_named_in_code_are_there():
    for path in code():
        for name in re.findall(r"""render(?:_to_string)?\(\s*(?:request,\s*)?["']([^"'#]+)""", path.read_text()):
            if "{" not in name:
                get_template(name)


@pytest.mark.parametrize("kind", INLINE)
def test_nothing_is_inline(kind):
    found = {
        name: match.group(0)[:120]
        for name in templates()
        if name.endswith(".html") and not relative(templates()[name]).startswith(MAIL)
        if (match := INLINE[kind].search(text(name)))
    }
    assert found == {}


def test_every_form_that_posts_has_its_token():
    form = re.compile(r"<form\b[^>]*method=[\"']?post.*?</form>", re.IGNORECASE | re.DOTALL)
    bare = [
        name
        for name in templates()
        for found in form.findall(text(name))
        if "{% csrf_token %}" not in found and "{{ csrf_input }}" not in found
    ]
    assert bare == []


def test_an_include_that_passes_on_only_what_it_names_names_the_token_of_a_form():
    """Without it the form is sent with no token and refused; the client of the tests does not look."""
    include = re.compile(r"""{% include "([^"]+)"([^%]*) only %}""")
    tokenless = [
        (name, included)
        for name in templates()
        for included, given in include.findall(text(name))
        if "{% csrf_token %}" in text(included) and "csrf_token=" not in given
    ]
    assert tokenless == []


def test_no_template_asks_another_host_for_anything():
    foreign = re.compile(r"""<(?:script|link|img|iframe|source|video|audio)\b[^>]*(?:src|href)=["'](?:https?:)?//""")
    allowed = re.compile(r"""rel=["'](?:canonical|alternate|license)""")
    found = [
        name
        for name in templates()
        for match in foreign.finditer(text(name))
        if not allowed.search(text(name)[match.start() : match.end() + 200].split(">")[0])
    ]
    assert found == []


def test_static_files_named_by_templates_are_there():
    missing = {
        f"{name}: {path}"
        for name in templates()
        for path in re.findall(r"""\{%\s*static\s+["']([^"']+)["']\s*%\}""", text(name))
        if not finders.find(path)  # ours, or of an installed app (htmx)
    }
    assert missing == set()
