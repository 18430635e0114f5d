"""Finds what can be translated: in Python, in forms, in the titles of products."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = "SceneSlotsSentences"
COUNTED = "counted"
"""The comment of words with a plural, which stand elsewhere without a count, too."""
MARKS = {"say", "said"}
"""Functions of the pure parts whose first argument is a sentence, or may be one."""
_TITLE = re.compile(r"^// title: (.+)$", re.MULTILINE)
_SPEAKS = re.compile(r"\b(?:translate|QT_TRANSLATE_NOOP|tr|count_of|say|said)\(")
"""Spares the parsing of most modules."""
_PLURAL_ARGUMENT = 2


@dataclass(frozen=True, order=True)
class Source:
    """Words in English, and where they belong."""

    context: str
    words: str
    comment: str = ""
    """Tells apart, or explains, what the words alone do not."""
    is_plural: bool = False
    """Whether the words go with a count."""
    path: str = ""


def find_sources(root: Path = ROOT) -> list[Source]:
    """Return all that can be translated, each once, in order.

    Raises:
        ValueError: something is to be translated that is no literal, or where Qt
            would not find it.
    """
    found: dict[tuple[str, str, str], Source] = {}
    for one in _all(root):
        found.setdefault((one.context, one.words, one.comment), one)
    return sorted(found.values())


def _all(root: Path) -> Iterator[Source]:
    modules = [*(root / "plugin").rglob("*.py"), *(root / "ui").rglob("*.py")]
    for path in (root / "__init__.py", *sorted(modules)):
        yield from _in_module(path, path.relative_to(root).as_posix())
    for path in sorted((root / "ui").glob("*.ui")):
        yield from _in_form(path, path.relative_to(root).as_posix())
    for path in sorted((root / "plugin" / "evalscript").rglob("*.js")):
        for title in _TITLE.findall(path.read_text(encoding="utf-8")):
            name = path.relative_to(root).as_posix()
            yield Source(SENTENCES, title.strip(), path=name)


def _in_form(path: Path, name: str) -> Iterator[Source]:
    root = ET.parse(path).getroot()  # noqa: S314  a file of ours
    context = root.findtext("class", "")
    for one in root.iter("string"):
        if one.text and one.get("notr") != "true" and re.search(r"[^\W\d]", one.text):
            yield Source(context, one.text, one.get("comment", ""), path=name)


def _in_module(path: Path, name: str) -> Iterator[Source]:
    text = path.read_text(encoding="utf-8")
    if not _SPEAKS.search(text):
        return
    tree = ast.parse(text)
    imported = (one for one in tree.body if isinstance(one, ast.ImportFrom))
    marks = {one.name for node in imported for one in node.names} & MARKS
    for owner, call in _calls(tree, ""):
        if isinstance(call.func, ast.Name) and call.func.id in marks:
            for words in _sentences(call.args[0], is_strict=call.func.id == "say"):
                yield Source(SENTENCES, words, path=name)
        for one in _of_call(call, owner):
            yield Source(one.context, one.words, one.comment, one.is_plural, name)


def _calls(node: ast.AST, owner: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield all calls, each with the class that it stands in."""
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.ClassDef) else owner
        if isinstance(child, ast.Call):
            yield owner, child
        yield from _calls(child, inner)


def _of_call(call: ast.Call, owner: str) -> Iterable[Source]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    name = call.func.id if isinstance(call.func, ast.Name) else name
    if name in ("translate", "QT_TRANSLATE_NOOP") and len(call.args) > 1:
        context = "".join(_literals(call.args[0]))
        comment = "".join(*(_literals(one) for one in call.args[2:3] or [call]))
        return [Source(context, one, comment) for one in _literals(call.args[1])]
    if name == "tr" and call.args:
        if not ast.unparse(call.func).startswith("self."):
            message = f"{ast.unparse(call.func)} asks for the words of another class."
            raise ValueError(message)
        return [Source(owner, one) for one in _literals(call.args[0])]
    if name == "count_of":
        words = _literals(call.args[_PLURAL_ARGUMENT])
        return [Source("SceneSlots", one, COUNTED, is_plural=True) for one in words]
    return []


def _literals(node: ast.AST) -> list[str]:
    """Return the words of a literal, or of both ends of a choice."""
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return []


def _sentences(node: ast.expr, *, is_strict: bool) -> list[str]:
    if isinstance(node, ast.JoinedStr):
        return [_template(node)]
    if found := _literals(node):
        return [one.replace("{", "{{").replace("}", "}}") for one in found]
    if not is_strict:
        return []  # marked where it was written
    message = f"What `say` marks must be written there, not {ast.unparse(node)}."
    raise ValueError(message)


def _template(node: ast.JoinedStr) -> str:
    """Return an f-string with a name for each of its values."""
    words, names = "", set[str]()
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            stem = _name_of(part.value)
            number = 1
            while (name := stem if number == 1 else f"{stem}{number}") in names:
                number += 1
            names.add(name)
            words += f"{{{name}}}"
        elif isinstance(part, ast.Constant):
            words += str(part.value).replace("{", "{{").replace("}", "}}")
    return words


def _name_of(node: ast.expr) -> str:
    """Return the noun in an expression: what translators read as a placeholder."""
    inner: ast.expr | None = None
    if isinstance(node, ast.Name):
        return node.id.strip("_").lower()
    if isinstance(node, ast.Attribute):
        return node.attr.strip("_").lower()
    if isinstance(node, ast.Call):
        inner = node.args[0] if node.args else node.func
    elif isinstance(node, ast.BoolOp):
        inner = node.values[0]
    elif isinstance(node, ast.BinOp):
        inner = node.left
    elif isinstance(node, (ast.Subscript, ast.Starred)):
        inner = node.value
    return _name_of(inner) if inner is not None else "value"
