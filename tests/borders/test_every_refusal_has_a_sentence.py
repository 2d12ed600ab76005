"""Every way in which the till says no has a sentence, and every sentence has its error.

The errors are looked up in the syntax trees, so that nothing has to be imported for it.
"""

import ast
import functools
import string
from pathlib import Path

import pytest

from pos.domain.errors import PosError
from ui.text.refusals import SENTENCES, sentence

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pos", "models", "sync", "ui")
BASES = {"PosError", "RefusedError", "UnavailableError"}
WRITTEN_FIELD_BY_FIELD = {"pos.domain.strict_json.FieldRefusedError"}
SENTENCE_CHARS_MAX = 160


@functools.cache
def errors() -> dict[str, ast.ClassDef]:
    """Return every subclass of the base errors, by its full name."""
    classes = {
        f"{module}.{node.name}": node
        for module, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    names = set(BASES)
    while True:
        found = {name: node for name, node in classes.items() if names & set(_bases(node))}
        grown = names | {node.name for node in found.values()}
        if grown == names:
            return {name: node for name, node in found.items() if node.name not in BASES}
        names = grown


def _trees() -> list[tuple[str, ast.Module]]:
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return [
        (
            ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"),
            ast.parse(path.read_text(encoding="utf-8")),
        )
        for path in paths
    ]


def _bases(node: ast.ClassDef) -> list[str]:
    return [base.id for base in node.bases if isinstance(base, ast.Name)]


def test_the_errors_are_found() -> None:
    assert "pos.domain.payment.OverpaidError" in errors()


def test_every_refusal_has_a_sentence() -> None:
    assert sorted(set(errors()) - set(SENTENCES) - WRITTEN_FIELD_BY_FIELD) == []


def test_every_sentence_has_its_error() -> None:
    assert sorted(set(SENTENCES) - set(errors())) == []


def test_every_error_explains_itself() -> None:
    assert sorted(name for name, node in errors().items() if not ast.get_docstring(node)) == []


@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_a_sentence_is_short_and_whole(name: str) -> None:
    text = SENTENCES[name]

    assert text[0].isupper() or text[0] in "“{"
    assert text.endswith(".")
    assert len(text) <= SENTENCE_CHARS_MAX


@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_a_sentence_can_be_said(name: str) -> None:
    module, _, kind = name.rpartition(".")
    facts = {field: "7" for _, field, _, _ in string.Formatter().parse(SENTENCES[name]) if field}
    named = type(kind, (PosError,), {"__module__": module, "__qualname__": kind})

    said = sentence(named(**facts))

    assert not {"?", "{", "}"} & set(said)
