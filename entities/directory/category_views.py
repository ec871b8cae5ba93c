"""The panel: the two-level list of what entities offer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.web.cache import private_page
from entities.directory.categories import (
    CategoryRefused,
    add_category,
    change_category,
    move_category,
    remove_category,
    tree,
)
from entities.directory.forms import CategoryForm
from entities.directory.models import ServiceCategory
from entities.directory.permissions import DirectoryPermission, require


@private_page
@require_http_methods(["GET", "POST"])
def categories(request: HttpRequest) -> HttpResponse:
    """The list with a form for a new one."""
    require(request.user, DirectoryPermission.DECIDE)
    form = CategoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_category(by=request.user.pk, **form.cleaned_data)
            messages.success(request, _("The category is added."))
            return redirect("panel:service-categories")
        except CategoryRefused as refused:
            form.add_error("parent", str(refused))
    context = {"tree": tree(), "form": form}
    status = 422 if form.errors else 200
    return render(request, "entities/directory/panel_categories.html", context, status=status)


@private_page
@require_http_methods(["GET", "POST"])
def category(request: HttpRequest, code: str) -> HttpResponse:
    """One category: its names, its place, taking it away."""
    require(request.user, DirectoryPermission.DECIDE)
    row = get_object_or_404(ServiceCategory, pk=code)
    act = request.POST.get("act", "")
    if act in ("up", "down"):
        move_category(code=code, down=act == "down", by=request.user.pk)
        return redirect("panel:service-categories")
    if act == "drop":
        return _dropped(request, code)
    form = CategoryForm(
        request.POST or None, row=row, initial={"name": row.name, "name_en": row.name_en, "parent": row.parent_id}
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_category(code=code, by=request.user.pk, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("panel:service-categories")
        except CategoryRefused as refused:
            form.add_error("parent", str(refused))
    context = {"row": row, "form": form}
    return render(request, "entities/directory/panel_category.html", context, status=422 if form.errors else 200)


def _dropped(request: HttpRequest, code: str) -> HttpResponse:
    try:
        remove_category(code=code, by=request.user.pk)
        messages.success(request, _("The category is taken away."))
    except CategoryRefused as refused:
        messages.error(request, str(refused))
    return redirect("panel:service-categories")
