"""An account's pages of its entities: a new one, what the record says and what waits, its parts to edit."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import too_many
from accounts.signed_in import signed_in
from common.db.states import MoveNotAllowed
from common.web.cache import private_page
from common.web.ratelimit import allow
from entities.directory.models import Entity
from entities.directory.panel_summary import history_of, ready_for, summary_of
from entities.directory.pending_changes import waiting_change
from entities.directory.proposing import amend_entity, noted
from entities.directory.services import submit_entity
from entities.directory.shared_views import EditingContext, data_page, part_page, photo_page, pictures_page
from entities.directory.tabs import BUNDLES, SERVICES
from entities.memberships.own_forms import OwnEntityForm, OwnNewEntityForm
from entities.memberships.permissions import own_entity_for, owns
from entities.memberships.queries import people_of
from entities.memberships.services import propose_own_entity

DAY, NEW_A_DAY = 86400, 5


class OwnEditingContext(EditingContext):
    """In the account. Decisions on a status and founders are entered by the staff."""

    frame = "account_base.html"
    form = OwnEntityForm
    row_parts = (SERVICES, BUNDLES)
    addresses = {"data": "own:change", "part": "own:part", "pictures": "own:pictures"}
    addresses |= {"photo": "own:photo", "home": "own:entity"}

    keeps = True

    def trail(self, entity: Entity) -> list[tuple[str, str]]:
        return [(_("My account"), reverse("account:home")), (str(entity), self.url("home", entity.pk))]

    def note(self, entity: Entity) -> str:
        if not entity.is_published:
            return ""
        return _(
            "What you save is public at once. A new name, kind or number waits for the support centre; until then the"
            " former one stands in the directory."
        )

    def write(self, entity_id: int, fields: Mapping[str, Any]) -> str:
        waits = amend_entity(entity_id=entity_id, by=self.by, fields=fields)
        if not waits:
            return _("Saved.")
        if waits == set(fields):
            return _("Saved. The change waits for the support centre; you will get a mail.")
        return _("Saved. A part is public already; the name, kind or numbers wait for the support centre.")

    def change_part(self, entity_id: int, part: str, change: Callable[[], Any]) -> Any:
        return noted(entity_id=entity_id, part=part, by=self.by, act=change)


def _editing(request: HttpRequest) -> OwnEditingContext:
    return OwnEditingContext(by=signed_in(request).pk)


@private_page
@require_safe
def entity(request: HttpRequest, pk: int) -> HttpResponse:
    """One entity as its people see it."""
    found = own_entity_for(request.user, pk)
    parts = _editing(request).parts(found)
    pages = {part.key: part.url for part in parts}
    context = {
        "entity": found,
        "rows": summary_of(found),
        "parts": parts,
        "lacks": [(lack.text, pages[lack.part]) for lack in ready_for(found) if lack.part in pages],
        "waits": waiting_change(found),
        "history": history_of(found),
        "people": people_of(found),
        "owns": owns(request.user, found),
    }
    return render(request, "entities/memberships/own_entity.html", context)


@private_page
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new entity of this person. One that the directory has is offered first: to take care of it, or to join."""
    form = OwnNewEntityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = signed_in(request)
        if not allow(f"new-entity:{user.pk}", NEW_A_DAY, DAY):
            return too_many(request, DAY)
        fields = {name: value for name, value in form.cleaned_data.items() if name != "is_other"}
        found = propose_own_entity(user=user, **fields)
        messages.success(request, _("Saved. The support centre will look at it; meanwhile write what you do."))
        return redirect("own:change", pk=found.pk)
    return render(request, "entities/memberships/own_new.html", {"form": form}, status=422 if form.errors else 200)


@private_page
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """A record that came back to be completed goes to the support centre again."""
    found = own_entity_for(request.user, pk)
    if found.state == "draft":
        try:
            submit_entity(entity_id=pk, by=request.user.pk)
            messages.success(request, _("Sent. The support centre will look at it."))
        except MoveNotAllowed:
            messages.info(request, _("A colleague was faster: the record is in another state now."))
    return redirect("own:entity", pk=pk)


@private_page
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Plain fields of the record."""
    return data_page(request, own_entity_for(request.user, pk).pk, _editing(request))


@private_page
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Rows of one part of the record."""
    return part_page(request, own_entity_for(request.user, pk), part, _editing(request))


@private_page
@require_http_methods(["GET", "POST"])
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """The logo and the photographs."""
    return pictures_page(request, own_entity_for(request.user, pk), _editing(request))


@private_page
@require_http_methods(["GET", "POST"])
def photo(request: HttpRequest, pk: int, photo_id: int) -> HttpResponse:
    """One photograph."""
    return photo_page(request, own_entity_for(request.user, pk), photo_id, _editing(request))
