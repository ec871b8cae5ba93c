"""A person's own pages: what is theirs, and their details."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.confirming import recently_confirmed
from accounts.extension_points import ACCOUNT_SECTIONS, ACCOUNT_STEPS
from accounts.forms import DetailsForm
from accounts.limits import too_many
from accounts.models import ErasureRequest, User
from accounts.personal import consents_of, copy_of, held_of, subject_of
from accounts.services import ask_erasure, change_details, take_back_consent, withdraw_erasure
from accounts.signed_in import signed_in
from common.extension_points import PERSONAL_DATA
from common.web.cache import private_page
from common.web.page_sections import PARAM, fill
from common.web.ratelimit import allow

DAY, COPIES_A_DAY = 86400, 20


@private_page
def home(request: HttpRequest) -> HttpResponse:
    """The first page of the account: what waits, registrations, entities, the ways to one's details."""
    user = signed_in(request)
    steps = [step for source in ACCOUNT_STEPS for step in source(user)]
    sections = fill(ACCOUNT_SECTIONS, user, request.GET.get(PARAM, ""))
    context = {
        "sections": sections,
        "me": user,
        "to_do": [step for step in steps if step.waits_for_me],
        "awaited": [step for step in steps if not step.waits_for_me],
        "has_entities": any(filled.section.key == "podmioty" for filled in sections),
        "has_registrations": any(filled.section.key in ("zgloszenia", "minione") for filled in sections),
    }
    return render(request, "account/home.html", context)


@private_page
def details(request: HttpRequest) -> HttpResponse:
    """First name, surname, function and phone."""
    user = signed_in(request)
    form = DetailsForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if request.method == "POST" and form.is_valid():
        change_details(user=user, details=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account:home")
    return render(request, "account/details.html", {"form": form})


@private_page
@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """What the person agreed to and was shown, and taking it back."""
    rows = consents_of(signed_in(request))
    context = {
        "given": [row for row in rows if row.is_purpose and row.withdrawn_at is None],
        "withdrawn": [row for row in rows if row.withdrawn_at is not None],
        "shown": [row for row in rows if not row.is_purpose and row.withdrawn_at is None],
    }
    return render(request, "account/consents.html", context)


@private_page
@require_POST
def consent_withdrawn(request: HttpRequest, pk: int) -> HttpResponse:
    """One consent is taken back, as easily as it was given."""
    if not take_back_consent(user=signed_in(request), consent_id=pk):
        raise Http404
    messages.success(request, _("The consent is withdrawn."))
    return redirect("account:consents")


@private_page
@require_http_methods(["GET", "POST"])
def data(request: HttpRequest) -> HttpResponse:
    """What the portal holds about the person: a copy, corrections, asking for deletion and what must stay."""
    user = signed_in(request)
    if request.method == "POST":
        if request.POST.get("act") == "erase":
            ask_erasure(user=user)
            messages.success(request, _("We have your request. The answer will come by mail within a month."))
        elif request.POST.get("act") == "keep":
            withdraw_erasure(user=user)
            messages.success(request, _("The request is withdrawn."))
        return redirect("account:data")
    waiting = ErasureRequest.objects.filter(user=user, state=ErasureRequest.State.WAITING).first()
    context = {
        "parts": [source.title for source in PERSONAL_DATA],
        "held": held_of(subject_of(user)),
        "waiting": waiting,
    }
    return render(request, "account/data.html", context)


@private_page
@recently_confirmed
@require_safe
def data_copy(request: HttpRequest) -> HttpResponse:
    """All of it as JSON, to keep or to take elsewhere (art. 20 RODO)."""
    user = signed_in(request)
    if not allow(f"copy:{user.pk}", COPIES_A_DAY, DAY):
        return too_many(request, DAY)
    answer = JsonResponse(copy_of(subject_of(user)), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="moje-dane.json"'
    return answer
