"""The panel: the directory as a list, what waits to be looked at, a new record, one record and its states."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.db.states import MoveNotAllowed
from common.forms.fields import said
from common.web.cache import private_page
from common.web.paging import keyset
from entities.directory.duplicates import similar_to
from entities.directory.emails import keepers_of
from entities.directory.entity_search import described, find_for_staff
from entities.directory.forms import NewEntityForm
from entities.directory.models import Entity
from entities.directory.panel_filters import EntityFilters
from entities.directory.panel_summary import history_of, ready_for, summary_of
from entities.directory.pending_changes import waiting_change
from entities.directory.permissions import (
    DirectoryPermission,
    decides,
    entities_for,
    entity_for,
    may_change,
    may_in_directory,
    require,
)
from entities.directory.review_queue import queue
from entities.directory.services import (
    archive_entity,
    enter_entity,
    publish_entity,
    return_entity,
    submit_entity,
)
from entities.directory.shared_views import EditingContext, data_page
from entities.directory.states import EntityState
from entities.directory.unmerging import undoable

PAGE = 30
MOVES = {"publish": publish_entity, "submit": submit_entity, "return": return_entity, "archive": archive_entity}


@private_page
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Options of a combobox: entities that the typed text may mean, at most eight."""
    require(request.user, DirectoryPermission.READ)
    found = find_for_staff(request.GET.get("q", ""), request.user)
    options = [(entity.pk, entity.name, described(entity), _unlisted(entity)) for entity in found]
    return render(request, "components/entity_options.html", {"options": options})


@private_page
def entities(request: HttpRequest) -> HttpResponse:
    """All records under filters that stay in the address: words, state, kind, county."""
    require(request.user, DirectoryPermission.READ)
    filters = EntityFilters(request.GET, entities_for(request.user).select_related("kind", "county"))
    page = keyset(filters.qs, order=("sort_name",), cursor=request.GET.get("od"), size=PAGE)
    context = {
        "page": page,
        "filters": filters,
        "previous_url": page.previous and filters.query(page.previous),
        "next_url": page.next and filters.query(page.next),
        "proposes": may_in_directory(request.user, DirectoryPermission.PROPOSE),
        "decides": may_in_directory(request.user, DirectoryPermission.DECIDE),
    }
    return render(request, "entities/directory/panel_list.html", context)


@private_page
def waiting(request: HttpRequest) -> HttpResponse:
    """Records proposed or sent in by others, the oldest first, each with those that it may repeat."""
    require(request.user, DirectoryPermission.READ)
    page = queue(entities_for(request.user), request.GET.get("od"))
    context = {"page": page, "decides": may_in_directory(request.user, DirectoryPermission.DECIDE)}
    return render(request, "entities/directory/panel_queue.html", context)


@private_page
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new record: a draft of the coordinator's, a proposal of the animator's. The directory is searched first."""
    require(request.user, DirectoryPermission.PROPOSE)
    form = NewEntityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        state = (
            EntityState.DRAFT if may_in_directory(request.user, DirectoryPermission.DECIDE) else EntityState.AWAITING
        )
        entity = enter_entity(by=request.user.pk, state=state, **_plain(form))
        messages.success(request, _("The record is saved. Complete it: the more it says, the easier it is found."))
        return redirect("panel:entity-change", pk=entity.pk)
    return render(request, "entities/directory/panel_new.html", {"form": form}, status=422 if form.errors else 200)


@private_page
def entity(request: HttpRequest, pk: int) -> HttpResponse:
    """One record: what it says, what it lacks, who changed it, what may be done with it."""
    found = entity_for(request.user, pk, DirectoryPermission.READ)
    decided = decides(request.user, found)
    context = {
        "entity": found,
        "rows": summary_of(found),
        "lacks": ready_for(found),
        "parts": EditingContext(by=request.user.pk, proposes=not decided).parts(found),
        "waits": waiting_change(found),
        "history": history_of(found),
        "similar": similar_to(found),
        "changes": may_change(request.user, found),
        "proposes": may_in_directory(request.user, DirectoryPermission.PROPOSE),
        "decides": decided,
        "mergers": undoable(found) if decided else [],
    }
    return render(request, "entities/directory/panel_entity.html", context)


@private_page
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Plain fields of the record. What is proposed of a public one waits for a coordinator of its county."""
    found = entity_for(request.user, pk, DirectoryPermission.READ)
    require(request.user, DirectoryPermission.PROPOSE)
    return data_page(request, found.pk, EditingContext(by=request.user.pk, proposes=not decides(request.user, found)))


@private_page
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, send to be looked at, give back for mending, archive."""
    act = request.POST.get("act", "")
    found = entity_for(request.user, pk, DirectoryPermission.PROPOSE if act == "submit" else DirectoryPermission.DECIDE)
    verb = MOVES.get(act)
    note = said(request.POST, "note")
    if verb is None:
        return redirect("panel:entity", pk=pk)
    if act in ("return", "archive") and not note and keepers_of(found):
        messages.error(request, _("Write the reason: the person gets it by mail."))
        return redirect("panel:entity", pk=pk)
    try:
        verb(entity_id=found.pk, by=request.user.pk, note=note)
        messages.success(request, _("Saved."))
    except MoveNotAllowed:
        messages.info(request, _("A colleague was faster: the record is in another state now."))
    return redirect("panel:entity", pk=pk)


def _plain(form: BaseForm) -> dict[str, Any]:
    """What goes to the record; the answer about duplicates does not."""
    return {name: value for name, value in form.cleaned_data.items() if name != "is_other"}


def _unlisted(entity: Entity) -> str:
    """The state of an entity that the public does not see yet."""
    return "" if entity.state == EntityState.PUBLISHED else entity.get_state_display()
