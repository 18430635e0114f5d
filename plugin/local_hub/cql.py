"""The Catalog's filters: CQL2 as text and as JSON, `and` of comparisons."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .errors import HubError, bad_payload

if TYPE_CHECKING:
    from .jsonvalue import Json

Properties = dict[str, Any]
Predicate = Callable[[Properties], bool]
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
NAMED = {"eq": "=", "neq": "<>", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
TOKEN = re.compile(
    r"\s*(?:(?P<string>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r"|(?P<op><=|>=|<>|=|<|>)|(?P<paren>[()])"
    r"|(?P<quoted>\"[^\"]+\")|(?P<word>[A-Za-z_][\w:.\-]*))"
)


def compile_filter(given: Json, language: str) -> Predicate:
    """Return a filter as a function of an item's properties.

    Raises:
        HubError: it is not of the supported language.
    """
    if given is None or given == "":
        return lambda _: True
    if isinstance(given, str):
        if language == "cql2-json":
            raise _bad("a JSON filter must be an object")
        return _Text(given).parse()
    if isinstance(given, dict):
        if language == "cql2-text":
            raise _bad("a text filter must be a string")
        return _from_json(given)
    raise _bad("it must be text or an object")


def _bad(why: str) -> HubError:
    return bad_payload(f"Invalid filter: {why}.", "filter")


def _comparison(name: str, symbol: str, value: Json) -> Predicate:
    compare = COMPARE[symbol]

    def passes(properties: Properties) -> bool:
        found = properties.get(name)
        if found is None:
            return False
        if isinstance(found, (int, float)) != isinstance(value, (int, float)):
            return False
        return compare(found, value)

    return passes


def _between(name: str, low: Json, high: Json) -> Predicate:
    above, below = _comparison(name, ">=", low), _comparison(name, "<=", high)
    return lambda properties: above(properties) and below(properties)


def _all(parts: list[Predicate]) -> Predicate:
    return lambda properties: all(part(properties) for part in parts)


def _from_json(node: Json) -> Predicate:
    if not isinstance(node, dict) or not isinstance(node.get("args"), list):
        raise _bad("each step needs op and args")
    name, args = str(node.get("op")).lower(), node["args"]
    name = NAMED.get(name, name)
    if name == "and":
        return _all([_from_json(arg) for arg in args])
    if name == "between" and len(args) == 3:  # noqa: PLR2004 property, low, high
        return _between(_property(args[0]), _value(args[1]), _value(args[2]))
    if name in COMPARE and len(args) == 2:  # noqa: PLR2004 property, value
        return _comparison(_property(args[0]), name, _value(args[1]))
    raise _bad(f"operator {node.get('op')} is not supported")


def _property(node: Json) -> str:
    if isinstance(node, dict) and isinstance(node.get("property"), str):
        return str(node["property"])
    raise _bad("the first argument must be a property")


def _value(node: Json) -> Json:
    if isinstance(node, (str, int, float)):
        return node
    raise _bad("values must be text or numbers")


class _Text:
    """A parser of `property op value [and …]`."""

    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        place = 0
        while text[place:].strip():
            found = TOKEN.match(text, place)
            if not found:
                raise _bad(f"{text[place:].strip()[:20]!r} was not understood")
            kind = str(found.lastgroup)
            self._tokens.append((kind, found.group(kind)))
            place = found.end()

    def parse(self) -> Predicate:
        predicate = self._conjunction()
        if self._tokens:
            raise _bad(f"{self._tokens[0][1]!r} was not expected")
        return predicate

    def _conjunction(self) -> Predicate:
        parts = [self._step()]
        while self._tokens and self._tokens[0][1].lower() == "and":
            self._take()
            parts.append(self._step())
        return _all(parts)

    def _step(self) -> Predicate:
        kind, text = self._take()
        if text == "(":
            inner = self._conjunction()
            if self._take()[1] != ")":
                raise _bad("a bracket is not closed")
            return inner
        if kind not in ("word", "quoted"):
            raise _bad("a property must come first")
        name = text.strip('"')
        symbol = NAMED.get(self._peek(), self._peek())
        self._take()
        if symbol == "between":
            low = self._literal()
            if self._take()[1].lower() != "and":
                raise _bad("between needs two values joined by and")
            return _between(name, low, self._literal())
        if symbol not in COMPARE:
            raise _bad(f"operator {symbol} is not supported")
        return _comparison(name, symbol, self._literal())

    def _literal(self) -> Json:
        kind, text = self._take()
        if kind == "number":
            return float(text)
        if kind == "string":
            return text[1:-1].replace("''", "'")
        raise _bad("a value must be a number or quoted text")

    def _peek(self) -> str:
        return self._tokens[0][1].lower() if self._tokens else ""

    def _take(self) -> tuple[str, str]:
        if not self._tokens:
            raise _bad("it ends too early")
        return self._tokens.pop(0)
