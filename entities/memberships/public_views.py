"""The page behind the link that goes to an entity's own post box: is this person one of you?"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.limits import too_many
from common.web.cache import private_page
from common.web.ratelimit import allow_from
from entities.memberships.claiming import ClaimRefusal, ClaimRefused, answer_by_mail
from entities.memberships.models import Claim, ClaimWay
from entities.memberships.permissions import LIVING
from entities.memberships.states import ClaimState

HOUR, TRIES_AN_HOUR = 3600, 60


@login_not_required
@private_page
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Who asks, and two buttons. Opening the page does nothing: programs of mail open links too."""
    if request.method == "POST" and not allow_from(request, "claim-answer", TRIES_AN_HOUR, HOUR):
        return too_many(request, HOUR)
    found = Claim.objects.select_related("entity", "user").filter(token=token, way=ClaimWay.MAIL).first()
    if found is None or found.entity.state not in LIVING:
        raise Http404
    act, why = request.POST.get("act", ""), _why(found)
    if request.method == "POST" and act in ("accept", "refuse") and not why:
        try:
            found = answer_by_mail(token=token, accept=act == "accept")
        except ClaimRefused as refused:
            found.refresh_from_db()
            why = _why(found) or refused.reason
    context = {"claim": found, "entity": found.entity, "why": why, "said": act if request.method == "POST" else ""}
    return render(request, "entities/memberships/answer.html", context, status=410 if why else 200)


def _why(claim: Claim) -> ClaimRefusal | None:
    if claim.state != ClaimState.WAITING:
        return ClaimRefusal.ANSWERED
    if claim.expires_at is None or claim.expires_at <= timezone.now() or claim.sent_to != claim.entity.email:
        return ClaimRefusal.LATE
    return None
