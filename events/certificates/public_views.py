"""Confirming a certificate by its check code, and the owner's download. Never cached, never found by search engines."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from common.web.cache import private_page
from common.web.ratelimit import allow_from
from events.certificates.queries import certificate_by_code, certificates_of, plain_code
from events.registration.queries import participant_by_token
from files.downloads import kept_response

# A code has 137 bits: the limit is for the machine's sake, and lets an office check a folder of papers.
LIMIT, SECONDS = 120, 3600
PAGE = "events/certificates/check.html"


@login_not_required
@private_page
@require_safe
def check_form(request: HttpRequest) -> HttpResponse:
    """Where the code is typed in from paper."""
    typed = request.GET.get("kod", "")
    if code := plain_code(typed):
        return redirect("certificates:check", code=code)
    return render(request, PAGE, {"typed": typed[:60], "certificate": None, "too_many": False})


@login_not_required
@private_page
@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the certificate is valid: its number, event, date, the initials of its owner, nothing else."""
    if not allow_from(request, "certificate", LIMIT, SECONDS):
        return render(request, PAGE, {"typed": code[:60], "certificate": None, "too_many": True}, status=429)
    certificate = certificate_by_code(code)
    context = {"typed": code[:60], "certificate": certificate, "too_many": False}
    return render(request, PAGE, context, status=200 if certificate else 404)


@login_not_required
@private_page
@require_safe
def download(request: HttpRequest, token: str) -> HttpResponseBase:
    """The person's own certificate, behind their own link."""
    participant = participant_by_token(token)
    row = certificates_of([participant]).get(participant.pk) if participant else None
    if row is None or not row.content:
        raise Http404
    return kept_response(row.content, f"zaswiadczenie-{row.serial}-{row.year}.pdf", "application/pdf")
