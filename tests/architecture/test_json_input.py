"""JSON from outside has one door (common/web/json_input), which looks at its size and depth before it is parsed."""

import ast

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from accounts import factor_forms
from common.web.json_input import LimitedJSONField
from owes_portal.admin import RepairAdmin
from tests.architecture.tree import code, relative

DOOR = "common/web/json_input.py"
# What these parse was written by the portal itself.
OWN = {
    "accounts/exports/services.py": "what was written a line before",
    "accounts/redaction.py": "sessions kept by us",
    "common/auditlog/models.py": "texts kept by us",
    "entities/directory/merger_rows.py": "a row written a line before",
    "events/imports/models.py": "rows kept by us",
    "events/participation/queries.py": "answers kept by us",
    "common/pdf/press.py": "data of a paper that we print",
    "events/registration/repeat_submission.py": "forms kept by us",
    "events/registration/pending_people.py": "forms kept by us",
    "events/reporting/queries.py": "figures written a line before",
    "files/child.py": "answers of our own program",
    "files/decoder.py": "questions of our own portal",
}


def names_in(tree: ast.AST) -> set[str]:
    """Dotted names of two parts, as `json.loads`."""
    return {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }


def used(*wanted: str) -> set[str]:
    return {relative(path) for path in code() if names_in(ast.parse(path.read_text())) & set(wanted)}


def test_json_is_parsed_at_the_door_or_written_by_ourselves():
    assert used("json.loads", "json.load", "json.JSONDecoder") == {DOOR, *OWN}


def test_the_body_of_a_request_is_read_at_the_door_only():
    assert used("request.body", "request.read", "request.readline") == {DOOR}


def test_no_form_holds_a_field_of_json_without_limits():
    assert used("forms.JSONField") == {DOOR}
    forms = [form for form in vars(factor_forms).values() if hasattr(form, "base_fields")]
    kinds = {type(form.base_fields["credential"]) for form in forms if "credential" in form.base_fields}
    assert kinds == {LimitedJSONField}


def test_fields_of_json_in_the_admin_have_limits():
    unlimited = {
        f"{model._meta.label}.{field.name}"
        for model, how in admin.site._registry.items()
        if isinstance(how, RepairAdmin)
        for field in model._meta.get_fields()
        if isinstance(field, models.JSONField) and field.editable
        if not isinstance(how.formfield_for_dbfield(field, HttpRequest()), LimitedJSONField)
    }
    assert unlimited == set()
