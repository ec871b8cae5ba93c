"""The panel: requests for the care of entities' pages, which the centres decide."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.forms.fields import said
from common.web.cache import private_page
from common.web.paging import keyset
from entities.directory.models import Entity
from entities.directory.permissions import DirectoryPermission, in_care, require
from entities.memberships.claiming import ClaimRefused, decide_claim
from entities.memberships.models import Claim, ClaimWay
from entities.memberships.queries import claims_for_staff, owners_by_entity

PAGE = 20


@private_page
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """Who asks, why, and who keeps the page now; the oldest first."""
    require(request.user, DirectoryPermission.DECIDE)
    page = keyset(claims_for_staff(request.user), order=("id",), cursor=request.GET.get("od"), size=PAGE)
    owners = owners_by_entity([claim.entity_id for claim in page.rows])
    rows = [(claim, owners.get(claim.entity_id, [])) for claim in page.rows]
    return render(request, "entities/memberships/panel_claims.html", {"page": page, "rows": rows, "part": "prosby"})


@private_page
@require_POST
def decide(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Yes or no, the answer told by mail."""
    require(request.user, DirectoryPermission.DECIDE)
    mine = Claim.objects.filter(way=ClaimWay.STAFF, entity__in=Entity.objects.filter(in_care(request.user)))
    claim = get_object_or_404(mine, pk=claim_id)
    act, answer = request.POST.get("act", ""), said(request.POST, "answer")
    if act == "refuse" and not answer:
        messages.error(request, _("Write why you refuse: the person gets it by mail."))
    elif act in ("accept", "refuse"):
        try:
            decide_claim(claim_id=claim.pk, accept=act == "accept", by=request.user.pk, answer=answer)
            messages.success(request, _("Saved. The answer is on its way."))
        except ClaimRefused as refused:
            messages.info(request, str(refused))
    return redirect("panel:entity-claims")
