"""What import-linter cannot see: foreign keys and reverse names that climb."""

import ast
import re

import pytest
from django.apps import apps
from django.urls import get_resolver
from django.utils import translation

from tests.architecture.addresses import addresses
from tests.architecture.tree import APPS, ROOT, advise, code, height, ours, relative

URL_TAG = re.compile(r"""\{%-?\s*url\s+["']([\w:.-]+)["']""")
REVERSE = re.compile(r"""(?:reverse|reverse_lazy|redirect|resolve_url)\(\s*["']([a-z][\w-]*(?::[\w-]+)+|[a-z_]+)["']""")


def test_no_foreign_key_climbs():
    climbing = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model.__module__.split(".")[0] in APPS
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model and field.related_model.__module__.split(".")[0] in APPS
        if height(field.related_model.__module__) < height(model.__module__)
        # A model outside the steps (an app's root) stands under none of them.
        if height(model.__module__)[1] != -1 or height(field.related_model.__module__)[0] < height(model.__module__)[0]
    ]
    assert climbing == []


def owner(name: str) -> str | None:
    """The app whose view answers at a URL name; None for allauth's and Django's own."""
    module = addresses()[name].module
    app = module.split(".")[0]
    return app if app in APPS else None


def climbs(app: str, name: str) -> bool:
    return name in addresses() and (up := owner(name)) is not None and APPS.index(up) < APPS.index(app)


def test_no_reverse_name_in_python_climbs():
    found = [
        f"{relative(path)}: {name}"
        for path in code()
        for name in REVERSE.findall(path.read_text())
        if climbs(relative(path).split("/")[0], name) and name not in ("home", "panel:home", "account:home")
    ]
    assert found == []


def test_no_address_in_templates_climbs():
    """`templates/<app>/…` belongs to that app; the frame, the site and shared parts belong to the portal."""
    found = [
        f"{relative(path)}: {name}"
        for path in ours(".html", ".txt", under="templates/")
        if (app := relative(path).split("/")[1]) in APPS
        for name in URL_TAG.findall(path.read_text())
        if climbs(app, name) and name not in ("home", "panel:home", "account:home")
    ]
    assert found == []


def test_every_address_named_in_a_template_exists():
    known = set(addresses())
    missing = {
        f"{relative(path)}: {name}"
        for path in ours(".html", ".txt", ".xml", under="templates/")
        for name in URL_TAG.findall(path.read_text())
        if name not in known and not name.startswith("admin:")
    }
    assert missing == set()


def test_every_model_is_shown_to_django_by_its_app():
    for app in APPS:
        shown = apps.get_app_config(app).models_module
        for model in apps.get_app_config(app).get_models():
            if not model._meta.auto_created:
                assert hasattr(shown, model.__name__), f"{app}/models.py does not re-export {model.__name__}"
        for path in (ROOT / app).glob("*/models.py"):
            for node in ast.parse(path.read_text()).body:
                bases = {ast.unparse(base) for base in node.bases} if isinstance(node, ast.ClassDef) else set()
                abstract = isinstance(node, ast.ClassDef) and "abstract = True" in ast.unparse(node)
                if "models.Model" in bases and not abstract:
                    assert hasattr(shown, node.name), f"{app}/models.py does not re-export {node.name}"


@pytest.mark.parametrize("language", ["en", "pl"])
def test_verbose_names_begin_in_lower_case(language):
    """Advice: they stand in the middle of sentences."""
    from_apps = [model for model in apps.get_models() if model._meta.app_label in APPS]
    wrong = []
    with translation.override(language):
        for model in from_apps:
            names = {
                model._meta.label: model._meta.verbose_name,
                f"{model._meta.label}+": model._meta.verbose_name_plural,
            }
            names |= {f"{model._meta.label}.{field.name}": field.verbose_name for field in model._meta.fields}
            wrong += [f"{where}: {name}" for where, name in names.items() if begins_upper(str(name))]
    advise(wrong)


def begins_upper(name: str) -> bool:
    """An upper-case first letter that is not of an abbreviation (NIP, ID, EU contribution)."""
    first = name.split(" ")[0]
    return first[:1].isupper() and not first.isupper() and "-" not in first


def test_resolver_is_walked_whole():
    assert len(addresses()) >= len([one for one in get_resolver().url_patterns if getattr(one, "name", None)])
