"""Every English sentence in the code that a reader may be shown, as a template with empty places."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]

# What these are given is read by programmers, operators or the document of the API, never shown on a page.
_NOT_SHOWN: Final = frozenset(
    {
        "AssertionError", "ConfigDict", "Cookie", "Field", "File", "Form", "Function", "Header", "HTTPBearer",
        "InvariantBroken", "LookupError", "NotLinear", "Path", "Query", "RuntimeError", "SecuredRouter", "TypeError",
        "compile", "text",
    }
)  # fmt: skip
_WORDS: Final = re.compile(r"[A-Za-z]{2,} .*[a-z]{2,}|[A-Za-z]{2,}.* [a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands."""

    place: str
    template: str


def sentences_of(path: Path) -> Iterator[Sentence]:
    """Return what a module says in words: every text with more than one word that is no documentation."""
    tree = ast.parse(path.read_text())
    hidden = set(_hidden(tree))
    for node in _texts(tree, hidden):
        template = template_of(node)
        if _WORDS.search(template.replace("{}", " ")):
            yield Sentence(f"{path.relative_to(ROOT)}:{node.lineno}", template)


def template_of(node: ast.expr) -> str:
    """Return a text with ``{}`` where a value stands."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    assert isinstance(node, ast.Constant)
    return str(node.value)


def _texts(node: ast.AST, hidden: set[int]) -> Iterator[ast.expr]:
    if id(node) in hidden:
        return
    if isinstance(node, ast.JoinedStr):
        yield node
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from _texts(part.value, hidden)
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node
        return
    for child in ast.iter_child_nodes(node):
        yield from _texts(child, hidden)


def _hidden(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            yield from (
                id(each) for each in body if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
            )
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in _NOT_SHOWN:
                yield id(node)
        if isinstance(node, ast.Subscript | ast.Assert):
            yield id(node)
