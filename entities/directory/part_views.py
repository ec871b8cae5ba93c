"""The panel: parts of a record that are edited as rows, its logo and photographs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from common.pages.cache import private_page
from common.rowforms import RowForm, Rows
from entities.directory import forms
from entities.directory.editing import (
    BundleNamedTwice,
    add_photo,
    describe_photo,
    move_photo,
    remove_photo,
    set_bundles,
    set_founders,
    set_logo,
    set_service_rows,
    set_statuses,
)
from entities.directory.models import EnterpriseStatus, Entity, EntityPhoto, OfferedService, ServiceBundle
from entities.directory.parts import BUNDLES, FOUNDERS, ROW_PARTS, SERVICES, STATUSES, parts_of
from entities.directory.permissions import Right, entity_for
from files.models import StoredImage
from files.queries import pictures_for
from files.refusals import UploadRefused
from files.services import accept_image

Initial = list[dict[str, Any]]


@dataclass(frozen=True)
class Editor:
    """How the rows of a part are read, shown and saved."""

    form: type[RowForm]
    word: Any
    hint: Any
    load: Callable[[Entity], Initial]
    save: Callable[..., Any]


def _services(entity: Entity) -> Initial:
    rows = OfferedService.objects.filter(entity=entity)
    return [
        {"id": row.pk, "title": row.title, "category": row.category_id, "description": row.description} for row in rows
    ]


def _bundles(entity: Entity) -> Initial:
    rows = ServiceBundle.objects.filter(entity=entity).prefetch_related("services")
    return [
        {
            "id": row.pk,
            "name": row.name,
            "description": row.description,
            "services": "\n".join(service.title for service in row.services.all()),
        }
        for row in rows
    ]


def _statuses(entity: Entity) -> Initial:
    names = ("id", "basis", "decision_number", "decided_on", "ends_on")
    return list(EnterpriseStatus.objects.filter(entity=entity).order_by("decided_on", "pk").values(*names))


def _founders(entity: Entity) -> Initial:
    return [{"entity": one} for one in entity.founders.order_by("sort_name")]


def _save_founders(*, entity_id: int, rows: Initial, by: int | None, seen: Any) -> None:
    set_founders(entity_id=entity_id, founders=[row["entity"] for row in rows], by=by)


EDITORS = {
    SERVICES: Editor(
        forms.ServiceForm, gettext_lazy("Service"),
        gettext_lazy("Products and services as a buyer would call them; the first ones are the most important."),
        _services, set_service_rows,
    ),
    BUNDLES: Editor(
        forms.BundleForm, gettext_lazy("Bundle"),
        gettext_lazy("A named model of services that belong together, for example “Rehabilitation+”."),
        _bundles, set_bundles,
    ),
    STATUSES: Editor(
        forms.StatusForm, gettext_lazy("Decision"),
        gettext_lazy("Decisions of the voivode. The badge of a social enterprise is shown only while one is valid."),
        _statuses, set_statuses,
    ),
    FOUNDERS: Editor(
        forms.FounderForm, gettext_lazy("Founder"),
        gettext_lazy("Entities that founded this one, for example the legal persons of a social cooperative."),
        _founders, _save_founders,
    ),
}  # fmt: skip


@private_page
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Rows of one part of the record: added, moved, removed, saved."""
    entity = entity_for(request.user, pk, Right.PROPOSE)
    editor = EDITORS.get(part)
    if editor is None:
        raise Http404
    options = {"categories": forms.category_choices()} if part == SERVICES else {}
    data = request.POST if request.method == "POST" else None
    rows = Rows(editor.form, initial=editor.load(entity), data=data, **options)
    if rows.is_valid():
        try:
            editor.save(entity_id=pk, rows=rows.rows(), by=request.user.pk, seen=rows.seen)
            messages.success(request, _("Saved."))
            return redirect("panel:entity-part", pk=pk, part=part)
        except BundleNamedTwice:
            messages.error(request, _("Two bundles have one name: change one of them."))
    context = {
        "entity": entity,
        "rows": rows,
        "editor": editor,
        "part": part,
        "name": ROW_PARTS[part],
        "parts": parts_of(entity),
        "failed": rows.saves,
    }
    return render(request, "entities/directory/panel_part.html", context, status=422 if rows.saves else 200)


@private_page
@require_http_methods(["GET", "POST"])
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """The logo and the photographs: the first one opens the page."""
    entity = entity_for(request.user, pk, Right.PROPOSE)
    act = request.POST.get("act", "")
    if act == "drop-logo":
        set_logo(entity_id=pk, image=None, by=request.user.pk)
        messages.success(request, _("The picture is taken away."))
        return redirect("panel:entity-pictures", pk=pk)
    logo = forms.LogoForm(*((request.POST, request.FILES) if act == "logo" else ()), prefix="logo")
    photo = forms.PhotoForm(*((request.POST, request.FILES) if act == "photo" else ()), prefix="photo")
    if (act == "logo" and _logo_saved(request, pk, logo)) or (act == "photo" and _photo_saved(request, pk, photo)):
        messages.success(request, _("Saved."))
        return redirect("panel:entity-pictures", pk=pk)
    return _pictures_page(request, entity, logo, photo)


@private_page
@require_http_methods(["GET", "POST"])
def photo(request: HttpRequest, pk: int, photo_id: int) -> HttpResponse:
    """One photograph: its words, its place, or taking it away."""
    entity = entity_for(request.user, pk, Right.PROPOSE)
    found = EntityPhoto.objects.select_related("image").filter(entity=entity, pk=photo_id).first()
    if found is None:
        raise Http404
    act, told = request.POST.get("act", ""), {"entity_id": pk, "photo_id": photo_id, "by": request.user.pk}
    if act == "drop":
        remove_photo(**told)
    elif act in ("up", "down"):
        move_photo(**told, down=act == "down")
    else:
        words = {"alt": found.alt, "caption": found.caption, "credit": found.credit}
        form = forms.PhotoForm(request.POST or None, initial=words, uploads=False)
        if request.method != "POST" or not form.is_valid():
            picture = pictures_for([found.image])[found.image_id]
            context = {"entity": entity, "form": form, "photo": found, "picture": picture, "parts": parts_of(entity)}
            status = 422 if form.errors else 200
            return render(request, "entities/directory/panel_photo.html", context, status=status)
        describe_photo(**told, **form.cleaned_data)
    messages.success(request, _("The picture is taken away.") if act == "drop" else _("Saved."))
    return redirect("panel:entity-pictures", pk=pk)


def _logo_saved(request: HttpRequest, pk: int, form: forms.LogoForm) -> bool:
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            image = accept_image(upload=form.cleaned_data["picture"], by=request.user.pk)
            set_logo(entity_id=pk, image=image, by=request.user.pk)
    except UploadRefused as refused:
        form.add_error("picture", refused)
        return False
    return True


def _photo_saved(request: HttpRequest, pk: int, form: forms.PhotoForm) -> bool:
    if not form.is_valid():
        return False
    told = dict(form.cleaned_data)
    try:
        with transaction.atomic():
            image = accept_image(upload=told.pop("picture"), by=request.user.pk)
            add_photo(entity_id=pk, image=image, by=request.user.pk, **told)
    except UploadRefused as refused:
        form.add_error("picture", refused)
        return False
    return True


def _pictures_page(request: HttpRequest, entity: Entity, logo: forms.LogoForm, photo: forms.PhotoForm) -> HttpResponse:
    rows = list(EntityPhoto.objects.filter(entity=entity).select_related("image"))
    mark: StoredImage | None = entity.logo
    drawn = pictures_for([row.image for row in rows] + [mark])
    context = {
        "entity": entity,
        "logo_form": logo,
        "photo_form": photo,
        "logo": drawn.get(mark.pk) if mark else None,
        "photos": [(row, drawn[row.image_id]) for row in rows],
        "parts": parts_of(entity),
        "part": "zdjecia",
        "failed": bool(logo.errors or photo.errors),
    }
    status = 422 if context["failed"] else 200
    return render(request, "entities/directory/panel_pictures.html", context, status=status)
