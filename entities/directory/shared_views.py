"""The pages on which a record is edited, shared by the staff's panel and the account of the entity's own people.

The frame, the addresses and what follows a change are of one or the other (`EditingContext`).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from common.forms.digests import digest
from common.forms.shared_views import RowsClash, rows_page, saved_rows
from common.web.record_pages import Tab
from entities.directory import forms
from entities.directory.differences import ChangeView
from entities.directory.editing import BundleNamedTwice, add_photo, describe_photo, move_photo, remove_photo, set_logo
from entities.directory.models import Entity, EntityPhoto
from entities.directory.part_forms import EDITORS
from entities.directory.pending_changes import laid_over, waiting_change
from entities.directory.proposing import amend_entity
from entities.directory.services import lock_entity, update_entity
from entities.directory.snapshots import snapshot, without_keys
from entities.directory.tabs import DATA, NAMES, PICTURES, ROW_PARTS, SERVICES
from files.models import StoredImage
from files.queries import pictures_for
from files.refusals import UploadRefused
from files.services import accept_image
from files.transactions import kept_together


class EditingContext:
    """The panel's: who decides writes at once, who proposes proposes. The account has a context of its own."""

    frame = "panel_base.html"
    form: type[forms.EntityForm] = forms.EntityForm
    row_parts: Collection[str] = tuple(ROW_PARTS)
    addresses = {"data": "panel:entity-change", "part": "panel:entity-part", "pictures": "panel:entity-pictures"}
    addresses |= {"photo": "panel:entity-photo", "home": "panel:entity"}
    # Pictures that are taken away here are kept by `act()` until staff have looked.
    keeps = False

    def __init__(self, *, by: int, proposes: bool = False) -> None:
        self.by, self.proposes = by, proposes

    def url(self, name: str, *args: object) -> str:
        """The address of one of the record's pages here."""
        return reverse(self.addresses[name], args=args)

    def trail(self, entity: Entity) -> list[tuple[str, str]]:
        """(name, address) of the pages above."""
        return [(_("Entities"), reverse("panel:entities")), (str(entity), self.url("home", entity.pk))]

    def parts(self, entity: Entity) -> list[Tab]:
        """The pages of the record at this editing."""
        if self.proposes and entity.is_published:
            return [Tab(DATA, str(NAMES[DATA]), self.url("data", entity.pk))]
        pages = [Tab(DATA, str(NAMES[DATA]), self.url("data", entity.pk))]
        pages += [Tab(key, str(NAMES[key]), self.url("part", entity.pk, key)) for key in self.row_parts]
        return [*pages, Tab("zdjecia", str(NAMES["zdjecia"]), self.url("pictures", entity.pk))]

    def note(self, entity: Entity) -> str:
        """What the writer should know before they begin."""
        if self.proposes and entity.is_published:
            return _("This record is public: what you change waits for a coordinator.")
        return ""

    def write(self, entity_id: int, fields: Mapping[str, Any]) -> str:
        """Write the fields that were changed; gives what to say about it."""
        if self.proposes:
            waits = amend_entity(entity_id=entity_id, by=self.by, fields=fields, all_wait=True)
            return _("Saved. The change waits for a coordinator.") if waits else _("Saved.")
        update_entity(entity_id=entity_id, by=self.by, **fields)
        return _("Saved.")

    def change_part(self, entity_id: int, part: str, change: Callable[[], Any]) -> Any:
        """Do something to a part of the record."""
        return change()


def context_of(editing: EditingContext, entity: Entity, part: str, **more: Any) -> dict[str, Any]:
    """What every page of a record is drawn with."""
    told = {"frame": editing.frame, "trail": editing.trail(entity), "parts": editing.parts(entity), "part": part}
    return {"entity": entity, **told, **more}


def data_page(request: HttpRequest, pk: int, editing: EditingContext) -> HttpResponse:
    """Plain fields of the record, with what waits laid over what stands."""
    form = editing.form(request.POST or None, instance=laid_over(_fresh(pk)), user=request.user)
    clashes: Sequence[Any] = ()
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            lock_entity(pk)
            now = laid_over(_fresh(pk))
            mine, clashes = form.against(now)
            said = "" if clashes else editing.write(pk, mine) if mine else _("Nothing was changed.")
        if said:
            messages.success(request, said)
            return redirect(editing.url("data", pk))
        form.renew(now)
    entity = _fresh(pk)
    waits: ChangeView | None = waiting_change(entity)
    more = {"form": form, "clashes": clashes, "waits": waits, "note": editing.note(entity)}
    status = 409 if clashes else 422 if form.errors else 200
    return render(
        request, "entities/directory/panel_change.html", context_of(editing, entity, DATA, **more), status=status
    )


def part_page(request: HttpRequest, entity: Entity, part: str, editing: EditingContext) -> HttpResponse:
    """Rows of one part of the record: added, moved, removed, saved."""
    editor = EDITORS.get(part)
    if editor is None or part not in editing.row_parts:
        raise Http404
    options = {"categories": forms.category_choices()} if part == SERVICES else {}
    data = request.POST if request.method == "POST" else None
    rows = editor.rows(entity, data=data, user=request.user, **options)

    def save() -> None:
        with transaction.atomic():
            if _changed_meanwhile(lock_entity(entity.pk), part, request.POST.get("was", "")):
                raise RowsClash
            told = {"entity_id": entity.pk, "rows": rows.rows(), "by": editing.by, "seen": rows.seen}
            editing.change_part(entity.pk, part, lambda: editor.save(**told))

    twice = _("Two bundles have one name: change one of them.")
    if saved_rows(request, rows, save, refusals={BundleNamedTwice: twice}):
        return redirect(editing.url("part", entity.pk, part))
    # After a row's button the page is still the one that was opened.
    was = request.POST.get("was", "") if data is not None and not rows.saves else sign_of(entity, part)
    context = context_of(editing, entity, part, was=was, editor=editor, name=ROW_PARTS[part])
    return rows_page(request, rows, "entities/directory/panel_part.html", context)


def sign_of(entity: Entity, part: str) -> str:
    """A short sign of a part as it stands."""
    return digest(without_keys(snapshot(entity, part)))


def _changed_meanwhile(entity: Entity, part: str, was: str) -> bool:
    return bool(was) and was != sign_of(entity, part)


def _fresh(pk: int) -> Entity:
    return Entity.objects.select_related("kind", "county", "municipality", "operator").get(pk=pk)


# --- logo and photographs ------------------------------------------------------------------------------------------
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
    upload = form.cleaned_data["picture"]
    try:
        with kept_together(upload, by=editing.by):
            image = accept_image(upload=upload, by=editing.by, whole=True)
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
    upload = told.pop("picture")
    try:
        with kept_together(upload, by=editing.by):
            image = accept_image(upload=upload, by=editing.by, whole=True)
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
