"""An account's pages about who keeps an entity: its people, invitations, requests, asking for the care of a page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.limits import too_many
from accounts.signed_in import signed_in
from common.forms.fields import said
from common.web.cache import private_page
from common.web.ratelimit import allow
from entities.directory.models import Entity
from entities.memberships.claiming import ClaimRefused, claim_entity, decide_claim, withdraw_claim
from entities.memberships.forms import ClaimForm, CodeForm, InviteForm
from entities.memberships.inviting import (
    InvitationRefusal,
    InvitationRefused,
    accept_invitation,
    invite,
    needs_code,
    refusal,
    send_code,
    withdraw_invitation,
)
from entities.memberships.models import Claim, ClaimWay, Invitation, MemberRole, Membership
from entities.memberships.permissions import LIVING, Care, own_entity_for, owns, ways_to
from entities.memberships.queries import claim_of, people_of
from entities.memberships.services import EntityGone, LastOwner, end_membership, set_role

HOUR, DAY = 3600, 86400
CODES_TRIED_AN_HOUR = 5
INVITATIONS_A_DAY, CLAIMS_A_DAY, LETTERS_A_DAY = 30, 10, 3
LAST_OWNER = gettext_lazy("Somebody must own the page: first make another person an owner.")


@private_page
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Who keeps the page; owners invite here."""
    asked = Care.OWN if request.method == "POST" else Care.KEEP
    entity = own_entity_for(request.user, pk, asked)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not allow(f"invite:{pk}", INVITATIONS_A_DAY, DAY):
            return too_many(request, DAY)
        try:
            invite(entity_id=pk, by=signed_in(request), **form.cleaned_data)
            messages.success(request, _("The invitation is on its way."))
            return redirect("own:people", pk=pk)
        except InvitationRefused as refused:
            form.add_error("email", str(refused))
    context = {
        "entity": entity,
        "people": people_of(entity),
        "owns": owns(request.user, entity),
        "me": request.user.pk,
        "form": form,
    }
    return render(request, "entities/memberships/people.html", context, status=422 if form.errors else 200)


@private_page
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int, membership_id: int) -> HttpResponse:
    """One of the people: another role, letting go; one's own leaving, which is asked about on a page of its own."""
    row = _membership(request, pk, membership_id)
    if request.method == "GET":
        is_mine = row.user_id == request.user.pk
        return render(
            request, "entities/memberships/person.html", {"entity": row.entity, "row": row, "is_mine": is_mine}
        )
    act = request.POST.get("act", "")
    try:
        if act == "leave" or act == "remove":
            end_membership(membership_id=row.pk, by=request.user.pk)
        elif act in MemberRole.values:
            own_entity_for(request.user, pk, Care.OWN)
            set_role(membership_id=row.pk, role=act, by=request.user.pk)
        messages.success(request, _("Saved."))
    except LastOwner:
        messages.error(request, LAST_OWNER)
    except Membership.DoesNotExist:
        messages.info(request, _("This person does not keep the page any more."))
    still = Membership.objects.filter(entity=pk, user=request.user.pk).exists()
    return redirect("own:people", pk=pk) if still else redirect("account:home")


def _membership(request: HttpRequest, pk: int, membership_id: int) -> Membership:
    """An owner acts on everybody, a member on themselves alone."""
    entity = own_entity_for(request.user, pk)
    row = get_object_or_404(Membership.objects.select_related("user", "entity"), pk=membership_id, entity=entity)
    if row.user_id != request.user.pk:
        own_entity_for(request.user, pk, Care.OWN)
    return row


@private_page
@require_POST
def invitation_withdrawn(request: HttpRequest, pk: int, invitation_id: int) -> HttpResponse:
    """The link of an invitation stops working."""
    entity = own_entity_for(request.user, pk, Care.OWN)
    found = get_object_or_404(Invitation, pk=invitation_id, entity=entity)
    try:
        withdraw_invitation(invitation_id=found.pk, by=request.user.pk)
        messages.success(request, _("The invitation is withdrawn."))
    except InvitationRefused as refused:
        messages.info(request, str(refused))
    return redirect("own:people", pk=pk)


@private_page
@require_POST
def request_answered(request: HttpRequest, pk: int, claim_id: int) -> HttpResponse:
    """An owner lets a colleague in, or does not."""
    entity = own_entity_for(request.user, pk, Care.OWN)
    claim = get_object_or_404(Claim, pk=claim_id, entity=entity, way=ClaimWay.OWNER)
    act = request.POST.get("act")
    if act in ("accept", "refuse"):
        answer = said(request.POST, "answer")
        try:
            decide_claim(claim_id=claim.pk, accept=act == "accept", by=request.user.pk, answer=answer)
            messages.success(request, _("Saved. The answer is on its way."))
        except ClaimRefused as refused:
            messages.info(request, str(refused))
    return redirect("own:people", pk=pk)


@private_page
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What one is invited to; POST accepts, once."""
    found = Invitation.objects.select_related("entity", "invited_by").filter(token=token).first()
    if found is None or found.entity.state not in LIVING:
        raise Http404
    user = signed_in(request)
    if request.method == "POST" and request.POST.get("act") == "code":
        return _code_sent(request, found)
    asks = not refusal(found) and needs_code(found, user)
    form = CodeForm(request.POST if request.method == "POST" else None) if asks else None
    if request.method == "POST" and (form is None or form.is_valid()):
        if asks and not allow(f"invitation-code:{found.pk}", CODES_TRIED_AN_HOUR, HOUR):
            return too_many(request, HOUR)
        try:
            row = accept_invitation(token=token, user=user, code=form.cleaned_data["code"] if form else "")
            messages.success(request, _("Welcome: from now on you keep this page."))
            return redirect("own:entity", pk=row.entity_id)
        except EntityGone:
            found.refresh_from_db()
        except InvitationRefused as refused:
            found.refresh_from_db()
            if form is not None and refused.reason == InvitationRefusal.CODE:
                form.add_error("code", str(refused))
    is_member = Membership.objects.filter(entity=found.entity, user=user.pk).exists()
    context = {"invitation": found, "entity": found.entity, "why": refusal(found), "is_member": is_member, "form": form}
    status = 410 if context["why"] and not is_member else 422 if form and form.errors else 200
    return render(request, "entities/memberships/invitation.html", context, status=status)


def _code_sent(request: HttpRequest, found: Invitation) -> HttpResponse:
    """The code goes to the invited address, a few times a day."""
    user = signed_in(request)
    if not refusal(found) and needs_code(found, user):
        if not allow(f"invitation-code-mail:{found.pk}", LETTERS_A_DAY, DAY):
            return too_many(request, DAY)
        send_code(invitation=found, user=user)
        messages.success(request, _("The code is on its way to the invited address."))
    return redirect("own:invitation", token=found.token)


@private_page
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Asking for the care of a public entity's page, or to join those who have it. A hidden one is not found."""
    entity = Entity.objects.published().select_related("kind", "county").filter(slug=slug).first()
    if entity is None:
        raise Http404
    user, waiting = signed_in(request), claim_of(signed_in(request), entity)
    if Membership.objects.filter(entity=entity, user=user).exists():
        return redirect("own:entity", pk=entity.pk)
    if request.method == "POST" and request.POST.get("act") == "withdraw":
        withdraw_claim(entity_id=entity.pk, user=user)
        messages.success(request, _("The request is withdrawn."))
        return redirect("own:claim", slug=slug)
    form = ClaimForm(request.POST or None, ways=ways_to(entity))
    if request.method == "POST" and form.is_valid():
        by_mail = form.cleaned_data["way"] == ClaimWay.MAIL
        if not allow(f"claim:{user.pk}", CLAIMS_A_DAY, DAY) or (
            by_mail and not allow(f"claim-mail:{entity.pk}", LETTERS_A_DAY, DAY)
        ):
            return too_many(request, DAY)
        try:
            claim_entity(entity_id=entity.pk, user=user, **form.cleaned_data)
            return redirect("own:claim", slug=slug)
        except ClaimRefused as refused:
            form.add_error("way", str(refused))
    context = {"entity": entity, "form": form, "waiting": waiting}
    return render(request, "entities/memberships/claim.html", context, status=422 if form.errors else 200)
