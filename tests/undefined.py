"""Finds variables that a template of ours prints but nobody gave it (Django prints nothing and says nothing)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.template import Context
from django.template.base import FilterExpression, Variable, VariableDoesNotExist, VariableNode

from tests.architecture.tree import ROOT

# With these a missing value is meant: options of components.
FORGIVING = {"default", "default_if_none", "yesno"}


@contextmanager
def undefined_variables() -> Iterator[list[str]]:
    """What was printed and not there while the block ran: `template: {{ variable }}`."""
    found: list[str] = []
    original = VariableNode.render

    def render(self: VariableNode, context: Context) -> Any:
        expression: FilterExpression = self.filter_expression
        if isinstance(expression.var, Variable) and not any(f.__name__ in FORGIVING for f, _ in expression.filters):
            try:
                expression.var.resolve(context)
            except VariableDoesNotExist:
                if str(self.origin.name).startswith(str(ROOT / "templates")):
                    found.append(f"{self.origin.template_name}: {{{{ {expression.token} }}}}")
        return original(self, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(VariableNode, "render", render)
        yield found
