"""`{% translate "…" %}` of a constant, found in the catalogue once per language.

Django asks the catalogue anew at each drawing, through a lazy text; a page holds two or three dozen of them.
Everything else that the tag can do (variables, filters, `as`, `noop`, `context`) is Django's own.
"""

from typing import Any

from django import template
from django.template.base import Node, Parser, Token
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

register = template.Library()


class CachedTranslation(Node):
    """A constant text in the languages asked for so far."""

    def __init__(self, text: TranslateNode) -> None:
        self.text = text
        self.kept: dict[str | None, str] = {}

    def render(self, context: Any) -> str:
        language = get_language()
        if language not in self.kept:
            self.kept[language] = self.text.render(context)
        return self.kept[language]


@register.tag("trans")
@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    """Django's tag, remembered where its text cannot change."""
    node = do_translate(parser, token)
    expression = node.filter_expression
    varies = expression.filters or expression.var.literal is None
    return node if varies or node.noop or node.asvar or node.message_context else CachedTranslation(node)
