"""Pages of a record's logo and photographs, for any editing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from entities.directory import forms
from entities.directory.editing import add_photo, describe_photo, move_photo, remove_photo, set_logo
from entities.directory.editing_context import EditingContext, context_of
from entities.directory.models import Entity, EntityPhoto
from entities.directory.tabs import PICTURES
from files.models import StoredImage
from files.queries import pictures_for
from files.refusals import UploadRefused
from files.services import accept_image
from files.transactions import kept_together


def pictures_page(request: HttpRequest, entity: Entity, editing: EditingContext) -> HttpResponse:
    """The logo and the photographs: the first one opens the page."""
    act = request.POST.get("act", "")
    if act == "drop-logo":
        editing.change_part(
            entity.pk, PICTURES, lambda: set_logo(entity_id=entity.pk, image=None, by=editing.by, keep=editing.keeps)
        )
        messages.success(request, _("The picture is taken away."))
        return redirect(editing.url("pictures", entity.pk))
    logo = forms.LogoForm(*((request.POST, request.FILES) if act == "logo" else ()), prefix="logo")
    photo = forms.EntityPhotoForm(*((request.POST, request.FILES) if act == "photo" else ()), prefix="photo")
    if (act == "logo" and _logo_saved(entity.pk, logo, editing)) or (
        act == "photo" and _photo_saved(entity.pk, photo, editing)
    ):
        messages.success(request, _("Saved."))
        return redirect(editing.url("pictures", entity.pk))
    return _pictures_page(request, entity, editing, logo, photo)


def photo_page(request: HttpRequest, entity: Entity, photo_id: int, editing: EditingContext) -> HttpResponse:
    """One photograph: its words, its place, or taking it away."""
    found = EntityPhoto.objects.select_related("image").filter(entity=entity, pk=photo_id).first()
    if found is None:
        raise Http404
    act, told = request.POST.get("act", ""), {"entity_id": entity.pk, "photo_id": photo_id, "by": editing.by}
    if act == "drop":
        editing.change_part(entity.pk, PICTURES, lambda: remove_photo(**told, keep=editing.keeps))
    elif act in ("up", "down"):
        editing.change_part(entity.pk, PICTURES, lambda: move_photo(**told, down=act == "down"))
    else:
        words = {"alt": found.alt, "caption": found.caption, "credit": found.credit}
        form = forms.EntityPhotoForm(request.POST or None, initial=words, uploads=False)
        if request.method != "POST" or not form.is_valid():
            picture = pictures_for([found.image])[found.image_id]
            context = context_of(editing, entity, "", form=form, photo=found, picture=picture)
            status = 422 if form.errors else 200
            return render(request, "entities/directory/panel_photo.html", context, status=status)
        editing.change_part(entity.pk, PICTURES, lambda: describe_photo(**told, **form.cleaned_data))
    messages.success(request, _("The picture is taken away.") if act == "drop" else _("Saved."))
    return redirect(editing.url("pictures", entity.pk))


def _logo_saved(pk: int, form: forms.LogoForm, editing: EditingContext) -> bool:
    if not form.is_valid():
        return False
    try:
        with kept_together():
            image = accept_image(upload=form.cleaned_data["picture"], by=editing.by, whole=True)
            editing.change_part(
                pk, PICTURES, lambda: set_logo(entity_id=pk, image=image, by=editing.by, keep=editing.keeps)
            )
    except UploadRefused as refused:
        form.add_error("picture", refused)
        return False
    return True


def _photo_saved(pk: int, form: forms.EntityPhotoForm, editing: EditingContext) -> bool:
    if not form.is_valid():
        return False
    told = dict(form.cleaned_data)
    try:
        with kept_together():
            image = accept_image(upload=told.pop("picture"), by=editing.by, whole=True)
            editing.change_part(pk, PICTURES, lambda: add_photo(entity_id=pk, image=image, by=editing.by, **told))
    except UploadRefused as refused:
        form.add_error("picture", refused)
        return False
    return True


def _pictures_page(
    request: HttpRequest, entity: Entity, editing: EditingContext, logo: forms.LogoForm, photo: forms.EntityPhotoForm
) -> HttpResponse:
    rows = list(EntityPhoto.objects.filter(entity=entity).select_related("image"))
    mark: StoredImage | None = entity.logo
    drawn = pictures_for([row.image for row in rows] + [mark])
    more: dict[str, Any] = {
        "logo_form": logo,
        "photo_form": photo,
        "logo": drawn.get(mark.pk) if mark else None,
        "photos": [(row, drawn[row.image_id], editing.url("photo", entity.pk, row.pk)) for row in rows],
        "failed": bool(logo.errors or photo.errors),
    }
    status = 422 if more["failed"] else 200
    return render(
        request, "entities/directory/panel_pictures.html", context_of(editing, entity, PICTURES, **more), status=status
    )
