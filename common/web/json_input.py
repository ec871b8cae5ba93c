"""JSON that comes from outside: its size and depth are looked at before it is parsed.

A parser goes as deep as what it reads, and ends in the middle when it is too deep. Every body and every field that
holds JSON is read here (tests/architecture/test_json_input.py), so that what no page of ours sends is refused in words.
"""

import json
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _

from common.web.ids import clean_number

MOST_BYTES, MOST_DEPTH = 64 * 1024, 10
MESSAGES = {
    "kind": _("This address takes JSON only."),
    "too_big": _("More than %(limit)s kB came at once. Send it in smaller parts."),
    "deep": _("The data is nested more than %(limit)s levels deep."),
    "broken": _("The data cannot be read as JSON."),
    "shape": _("The data is not what this address takes."),
}
# A whole string (closed or not, so that nothing is read twice), or a bracket outside of one.
_TOKENS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{\]}]', re.DOTALL)


class JSONRefused(ValidationError):
    """What came is no JSON that we take; `code` is a key of MESSAGES."""

    def __init__(self, code: str, limit: int = 0) -> None:
        super().__init__(MESSAGES[code], code=code, params={"limit": limit} if limit else None)


def parse_json(text: str | bytes, *, most_bytes: int = MOST_BYTES, most_depth: int = MOST_DEPTH) -> Any:
    """The value; raises JSONRefused for what is too long, nested too deep, no JSON or no finite number."""
    if len(text) > most_bytes:
        raise JSONRefused("too_big", most_bytes // 1024)
    try:
        text = text.decode() if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        raise JSONRefused("broken") from error
    if _depth(text) > most_depth:
        raise JSONRefused("deep", most_depth)
    try:
        return json.loads(text, parse_constant=_no_number)
    except ValueError as error:
        raise JSONRefused("broken") from error


def json_body(request: HttpRequest, *, most_bytes: int = MOST_BYTES, most_depth: int = MOST_DEPTH) -> Any:
    """The value in the body of a request; its length is judged before it is read. Raises JSONRefused."""
    if request.content_type != "application/json":
        raise JSONRefused("kind")  # a form may have been read as one already: then there is no body any more
    if clean_number(request.META.get("CONTENT_LENGTH") or 0, most=most_bytes) is None:
        raise JSONRefused("too_big", most_bytes // 1024)
    return parse_json(request.body, most_bytes=most_bytes, most_depth=most_depth)


def json_refusal(refused: JSONRefused) -> JsonResponse:
    """400 with the reason: `error` for a script, `message` for a person."""
    return JsonResponse({"error": refused.code, "message": refused.messages[0]}, status=400)


class LimitedJSONField(forms.JSONField):
    """A field of JSON within limits; also when the page is drawn again with what was sent."""

    def __init__(self, *, most_bytes: int = MOST_BYTES, most_depth: int = MOST_DEPTH, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limits = {"most_bytes": most_bytes, "most_depth": most_depth}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value:
            parse_json(value, **self.limits)
        return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            parse_json(data or "null", **self.limits)
        except JSONRefused:
            return InvalidJSONInput(data)
        return super().bound_data(data, initial)


def _depth(text: str) -> int:
    depth = deepest = 0
    for token in _TOKENS.finditer(text):
        sign = text[token.start()]
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign != '"':
            depth -= 1
    return deepest


def _no_number(name: str) -> Any:
    raise ValueError(name)
