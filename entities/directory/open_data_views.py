"""Open data: the public fields of the directory as CSV and JSON, described at /dane/, streamed, cacheable."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import parse_etags
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from common.spreadsheets.writer import csv_pieces
from common.web.cache import cached_page
from common.web.page_head import Head
from common.web.versions import PageVersion
from entities.directory.exports import FIELDS, SCHEMA, in_pieces, open_csv_rows, open_json_pieces
from entities.directory.models import Entity

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
    """All published entities. Who has the file asks with its ETag and gets 304 until something changed."""
    if kind not in TYPES:
        raise Http404
    version = PageVersion.objects.filter(area="entities").values_list("number", flat=True).first() or 0
    today = timezone.localdate()
    etag = f'"{SCHEMA}-{version}-{today:%Y%m%d}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if etag in known or f"W/{etag}" in known:
        answer: HttpResponseBase = HttpResponseNotModified()
    else:
        entities = Entity.objects.published()
        pieces: Iterable[bytes] = (
            csv_pieces(open_csv_rows(entities), delimiter=",")
            if kind == "csv"
            else in_pieces(open_json_pieces(entities, today))
        )
        answer = StreamingHttpResponse(pieces if request.method == "GET" else [], content_type=TYPES[kind])
        answer["Content-Disposition"] = f'attachment; filename="podmioty.{kind}"'
        answer["Access-Control-Allow-Origin"] = "*"
    answer["ETag"] = etag
    answer["Cache-Control"] = "public, max-age=300"
    return answer
