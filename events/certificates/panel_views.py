"""The panel: certificates of an event."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.confirming import recently_confirmed
from common.auditlog.services import log_action
from common.db.states import MoveNotAllowed
from common.web.cache import private_page
from common.web.ids import clean_id
from entities.centres.permissions import CentrePermission
from events.catalogue.models import Event
from events.catalogue.permissions import event_for
from events.catalogue.refusals import EventRefused
from events.certificates.forms import RevokeForm, TermsForm
from events.certificates.joining import AT_ONCE, files_of, joined, valid_certificates
from events.certificates.models import Certificate, CertificateTerms
from events.certificates.queries import KNOWN, lines_of, progress_of, suggested_terms, terms_of
from events.certificates.services import prepare_certificates, revoke_certificate, set_terms
from events.programme.hours import hours_of_plan
from events.schedule.rows import in_hours
from files.downloads import kept_response, made_response

# A field that every sent form of the terms has.
TERMS = "share"


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request: HttpRequest, pk: int) -> HttpResponse:
    """The terms, who gets one, how far the issuing is."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    form = _terms_form(request, event)
    if request.method == "POST" and form.is_valid():
        set_terms(event_id=event.pk, by=request.user.pk, **form.values())
        messages.success(request, _("Saved."))
        return redirect("panel:certificates", pk=event.pk)
    return _page(request, event, form)


def _terms_form(request: HttpRequest, event: Event) -> TermsForm:
    return TermsForm(request.POST or None, instance=terms_of(event) or CertificateTerms(**suggested_terms(event)))


def _page(request: HttpRequest, event: Event, form: TermsForm) -> HttpResponse:
    saved = terms_of(event)
    lines = lines_of(event, saved.share if saved else CertificateTerms().share)
    context = {
        "event": event,
        "form": form,
        "terms": saved,
        "lines": lines,
        "hours": in_hours(minutes) if (minutes := hours_of_plan(event).minutes) else "",
        "files": files_of(valid_certificates(event).count()),
        # Of those who wait for one: who gets no mail, and must be handed it.
        "unreachable": [one for one in lines if one.is_unreachable],
        "new": sum(1 for line in lines if line.reaches and line.certificate is None),
        "progress": progress_of(event),
    }
    return render(request, "events/certificates/panel.html", context, status=422 if form.errors else 200)


@private_page
@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue what is due; `participant` names one whose certificate was revoked.

    The terms that stand in the form come with every press. Where they were changed they are saved and nothing is issued
    yet: other people may be due now.
    """
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    form = _terms_form(request, event)
    if TERMS in request.POST and not form.is_valid():
        return _page(request, event, form)
    if TERMS in request.POST and form.says_otherwise():
        set_terms(event_id=event.pk, by=request.user.pk, **form.values())
        messages.warning(
            request,
            _("The changed terms are saved. Nothing was issued yet: see who gets a certificate now, then press again."),
        )
        return redirect("panel:certificates", pk=event.pk)
    again = clean_id(request.POST.get("participant"))
    try:
        n = prepare_certificates(event_id=event.pk, by=request.user.pk, again=again)
        text = ngettext("%(n)s certificate is being prepared.", "%(n)s certificates are being prepared.", n)
        messages.success(request, text % {"n": n})
    except EventRefused as refused:
        messages.error(request, str(refused))
    return redirect("panel:certificates", pk=event.pk)


@private_page
@require_safe
def certificate(request: HttpRequest, pk: int, certificate_id: int) -> HttpResponseBase:
    """The PDF, for staff who hand it over."""
    event = event_for(request.user, pk, CentrePermission.READ_PEOPLE)
    row = _one(event, certificate_id)
    log_action(verb="certificate.read", obj=row, by=request.user.pk)
    return kept_response(row.content, f"zaswiadczenie-{row.serial}-{row.year}.pdf", "application/pdf")


@private_page
@require_safe
@recently_confirmed
def all_certificates(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The valid ones as one PDF, in the order of names; `od` names the first paper of a further file."""
    event = event_for(request.user, pk, CentrePermission.READ_PEOPLE)
    first = clean_id(request.GET.get("od")) or 1
    rows = list(valid_certificates(event)[first - 1 : first - 1 + AT_ONCE])
    if not rows:
        raise Http404
    log_action(
        verb="certificates.read", obj=event, by=request.user.pk, after={"certificates": [one.pk for one in rows]}
    )
    return made_response(joined(rows), f"zaswiadczenia-{event.slug}-{first}.pdf", "application/pdf")


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, pk: int, certificate_id: int) -> HttpResponse:
    """Take a certificate back, with a reason."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    row = _one(event, certificate_id)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_certificate(certificate_id=row.pk, reason=form.cleaned_data["reason"], by=request.user.pk)
            messages.success(request, _("The certificate is revoked."))
        except MoveNotAllowed:
            messages.info(request, _("This certificate was revoked before."))
        return redirect("panel:certificates", pk=event.pk)
    context = {"event": event, "certificate": row, "form": form}
    return render(request, "events/certificates/revoke.html", context, status=422 if form.errors else 200)


def _one(event: Event, certificate_id: int) -> Certificate:
    rows = Certificate.objects.filter(event=event, state__in=KNOWN).select_related("participant")
    return get_object_or_404(rows, pk=certificate_id)
