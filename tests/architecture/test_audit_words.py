"""Every verb that the code writes to the audit log has its words, and no words wait for a verb that is gone."""

import ast
import re
from functools import cache

from django.apps import apps

from common.auditlog.models import AuditEntry
from common.auditlog.words import VERBS, verb_in_words
from tests.architecture.tree import code, relative

# Written by common/db/states.py of any thing; the label of the state says it.
A_MOVE = "{obj._meta.model_name}.{to}"
WRITERS = {"log_action", "entry_for"}
LIST = "common/auditlog/words.py"


@cache
def written() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """(texts given as a verb to the log, patterns made of f-strings, every text of the code)."""
    verbs, patterns, texts = set(), set(), set()
    for path in code():
        if relative(path) == LIST:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in WRITERS:
                for keyword in node.keywords:
                    if keyword.arg == "verb":
                        verbs |= {one.value for one in ast.walk(keyword.value) if _is_verb(one)}
                        patterns |= {_pattern(one) for one in ast.walk(keyword.value) if isinstance(one, ast.JoinedStr)}
    return frozenset(verbs), frozenset(patterns - {A_MOVE}), frozenset(texts)


def _is_verb(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"\w+(\.\w+)*[a-z]", node.value)
        and "." in node.value
    )


def _pattern(node: ast.JoinedStr) -> str:
    return "".join(
        one.value if isinstance(one, ast.Constant) else f"{{{ast.unparse(one.value)}}}" for one in node.values
    )


def test_every_verb_has_its_words():
    verbs, _patterns, _texts = written()
    assert len(verbs) > 100
    assert sorted(verb for verb in verbs if verb not in VERBS) == [], f"say it in {LIST}"


def test_a_verb_made_of_parts_is_told_too():
    _verbs, patterns, _texts = written()
    starts = {pattern: pattern.partition("{")[0] for pattern in patterns}
    told = {pattern for pattern, start in starts.items() if any(f"{verb}.".startswith(start) for verb in VERBS)}
    assert patterns - told == set()


def test_no_words_wait_for_a_verb_that_is_gone():
    _verbs, patterns, texts = written()
    starts = tuple(pattern.partition("{")[0] for pattern in patterns)
    assert [
        verb for verb in VERBS if verb not in texts and not f"{verb}.".startswith(starts) and not _is_state(verb)
    ] == []


def _is_state(verb: str) -> bool:
    model, _, state = verb.rpartition(".")
    return any(
        one._meta.model_name == model and any(state in dict(field.choices or ()) for field in one._meta.concrete_fields)
        for one in apps.get_models()
    )


def test_a_move_is_told_by_the_label_of_the_state_and_a_part_by_its_whole():
    assert verb_in_words(AuditEntry(verb="event.cancelled", object_type="events.event")) == "odwołane"
    assert verb_in_words(AuditEntry(verb="event.entities.host", object_type="events.event")) == (
        "zmieniono instytucje wydarzenia"
    )
    assert verb_in_words(AuditEntry(verb="nothing.known", object_type="")) == "nothing.known"
