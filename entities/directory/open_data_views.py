"""Open data: the public fields of the directory as CSV and JSON, described at /dane/, streamed, cacheable."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import parse_etags
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from common.web.cache import cached_page
from common.web.page_head import Head
from entities.directory.exports import FIELDS, SCHEMA
from entities.directory.open_data import is_long, kept_file, pieces, version_now

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


@login_not_required
@cached_page("entities")
def described(request: HttpRequest) -> HttpResponse:
    """What stands in the files, field by field, and on what terms."""
    files = [reverse("data:file", args=[kind]) for kind in TYPES]
    context = {"head": Head("/dane/", gettext("Open data")), "fields": FIELDS, "schema": SCHEMA, "files": files}
    return render(request, "entities/directory/data.html", context)


@login_not_required
@require_safe
def file(request: HttpRequest, kind: str) -> HttpResponseBase:
    """All published entities. Who has the file asks with its ETag and gets 304 until something changed.

    Of a long directory it is the file that the worker wrote last, some minutes old after a change.
    """
    if kind not in TYPES:
        raise Http404
    version, long = version_now(), is_long()
    kept = kept_file(kind, version) if long else None
    if long and kept is None:
        return _being_written()
    etag = f'"{kept.version if kept else version}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if etag in known or f"W/{etag}" in known:
        answer: HttpResponseBase = HttpResponseNotModified()
    elif kept is not None:
        answer = FileResponse(kept.content.open(), content_type=TYPES[kind])
    else:
        answer = StreamingHttpResponse(pieces(kind) if request.method == "GET" else [], content_type=TYPES[kind])
    if answer.status_code == 200:
        answer["Content-Disposition"] = f'attachment; filename="podmioty.{kind}"'
        answer["Access-Control-Allow-Origin"] = "*"
    answer["ETag"] = etag
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def _being_written() -> HttpResponse:
    words = gettext("The file is being written. Try again in a few minutes.")
    answer = HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
    answer["Retry-After"], answer["Cache-Control"] = "120", "no-store"
    return answer
