"""A form that met the question "is it still you?" goes on after the answer, with what was typed.

What was typed waits in the session (a row of the database, its owner's alone). Files do not: each is asked for again in
words next to its field, and nothing of the form is done until they are chosen.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.utils.datastructures import MultiValueDict

from files.uploads import LostUpload

View = Callable[..., HttpResponse]
KEPT = "kept_form"  # in the session: the path, what was typed, and which fields held which files
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def keep_form(request: HttpRequest) -> None:
    """Keep what was typed until the person has confirmed, instead of an older form; one with a password is not kept."""
    request.session.pop(KEPT, None)
    is_form = request.method == "POST" and request.content_type in FORMS
    if not is_form or any("password" in name for name in request.POST):
        return
    files = [(field, str(file.name), int(file.size or 0)) for field, many in request.FILES.lists() for file in many]
    request.session[KEPT] = {"path": request.path, "typed": request.POST.urlencode(), "files": files}


def goes_on(view: View) -> View:
    """For the pages that confirm: where they lead to the page of a kept form, that form is sent there now."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        kept = request.session.get(KEPT)
        if not kept or not getattr(request, "is_confirmed", False) or getattr(response, "url", "") != kept["path"]:
            return response
        del request.session[KEPT]
        return _send(request, **kept)

    return inner


def _send(request: HttpRequest, path: str, typed: str, files: list[tuple[str, str, int]]) -> HttpResponse:
    """The answer of the page at `path` to the kept form. Both pages' checks against forged forms are behind it."""
    lost: MultiValueDict[str, UploadedFile] = MultiValueDict()
    for field, name, size in files:
        lost.appendlist(field, LostUpload(name, None, size, why="choose_again"))
    match = resolve(path)
    request.path = request.path_info = path
    request.resolver_match = match
    request.GET, request.POST = QueryDict(), QueryDict(typed)
    request._files = lost  # type: ignore[attr-defined]  # what request.FILES gives
    return match.func(request, *match.args, **match.kwargs)
