"""Names and titles lead nowhere: such a field refuses a web address (common/text/single_line.py)."""

import importlib
import pkgutil
from collections.abc import Iterator

from django import forms
from django.core.exceptions import FieldDoesNotExist

from common.text.single_line import plain_line
from tests.architecture.tree import APPS

NAMES = {"first_name", "last_name", "function", "name", "new_name", "short_name", "contact_name", "contact", "town"}
TITLES = {"title", "title_en"}
# What only staff write ("Rusza strona www.owes.pl"), and the name of one's own key.
BY_STAFF = {
    "accounts.factor_forms.AddKeyForm.name",
    "accounts.factor_forms.RenameKeyForm.name",
    "entities.centres.forms.CentreForm.name",
    "entities.centres.forms.CentreForm.short_name",
    "entities.centres.forms.CentreForm.town",
    "entities.centres.forms.CentrePersonForm.function",
    "entities.centres.forms.CentrePersonForm.name",
    "events.panel.forms.DocumentForm.title",
    "events.panel.row_forms.ItemForm.title",
    "events.panel.row_forms.ItemForm.title_en",
    "events.panel.row_forms.AppearanceForm.function",
    "events.panel.row_forms.AppearanceForm.name",
    "events.panel.row_forms.PointsForm.title",
    "events.panel.row_forms.PointsForm.title_en",
    "events.panel.row_forms.StopForm.name",
    "events.reporting.forms.HandFigureForm.name",
    "news.articles.forms.ArticleForm.title",
    "news.articles.forms.ArticleForm.title_en",
    "news.articles.forms.AttachmentForm.title",
    "news.articles.forms.NewArticleForm.title",
    "news.galleries.forms.GalleryForm.title",
    "news.galleries.forms.GalleryForm.title_en",
    "partnerships.agreements.forms.ContactForm.contact_name",
    "partnerships.agreements.forms.DocumentForm.title",
    "partnerships.agreements.forms.MemberForm.contact_name",
    "partnerships.agreements.forms.PartnershipForm.contact_name",
    "partnerships.agreements.forms.PartnershipForm.name",
    "partnerships.agreements.forms.StepForm.title",
    "partnerships.agreements.forms.TeamForm.function",
    "partnerships.agreements.forms.TeamForm.name",
    "partnerships.projects.forms.LogoForm.name",
    "partnerships.projects.forms.ProjectForm.short_name",
    "partnerships.projects.forms.ProjectForm.title",
    "partnerships.projects.forms.ProjectForm.title_en",
    "partnerships.projects.indicator_forms.IndicatorForm.name",
}


def form_classes() -> Iterator[type[forms.BaseForm]]:
    """Every form of the apps."""
    for app in APPS:
        package = importlib.import_module(app)
        for found in pkgutil.walk_packages(package.__path__, f"{app}."):
            if "migrations" not in found.name and "management" not in found.name and "demo" not in found.name:
                importlib.import_module(found.name)
    seen, todo = set(), [forms.BaseForm]
    while todo:
        for one in todo.pop().__subclasses__():
            if one not in seen:
                seen.add(one)
                todo.append(one)
    yield from sorted(
        (one for one in seen if one.__module__.split(".")[0] in APPS),
        key=lambda one: (one.__module__, one.__qualname__),
    )


def is_plain(form: type[forms.BaseForm], name: str, field: forms.Field) -> bool:
    """Whether the form's field, or the column behind it, refuses an address."""
    column = None
    model = getattr(getattr(form, "_meta", None), "model", None)
    if model is not None:
        try:
            column = model._meta.get_field(name)
        except FieldDoesNotExist:
            column = None
    return plain_line in field.validators or (column is not None and plain_line in column.validators)


def test_every_name_and_title_refuses_a_web_address() -> None:
    bare = {
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in form_classes()
        for name, field in getattr(form, "base_fields", {}).items()
        if name in NAMES | TITLES and type(field).__name__ in ("CharField", "NameField")
        if not is_plain(form, name, field)
    }
    assert bare == BY_STAFF
