"""The tokens of an evalscript: enough JavaScript to see where a script begins and ends.

The wrapper encloses a script in functions. Only text whose brackets, strings,
comments and templates are whole may go in there, so it is read here first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ..core.errors import InputError
from ..core.sentences import say

_NEWLINE = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_SPACE = re.compile(r"[\s\ufeff]+")
# A sloppy script knows the comments of HTML too; "-->" only at the start of a line.
_LINE_COMMENT = re.compile(r"(?://|<!--)[^\n\r\u2028\u2029]*")
_CLOSING_COMMENT = re.compile(r"-->[^\n\r\u2028\u2029]*")
_NAME = re.compile(r"(?:[\w$\u200c\u200d]|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]+\})+")
_NUMBER = re.compile(
    r"0[xXbBoO]\w+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?n?"
)
_STRING = re.compile(
    r"""'(?:[^'\\\n\r]|\\(?:\r\n|[\s\S]))*'|"(?:[^"\\\n\r]|\\(?:\r\n|[\s\S]))*\""""
)
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?P<end>`|\$\{)")
_REGEX = re.compile(r"/(?:[^/\\\[\n\r]|\\[^\n\r]|\[(?:[^\]\\\n\r]|\\[^\n\r])*\])+/\w*")
_PUNCTUATION = re.compile(
    r"=>|\+\+|--|\.\.\.|\?\.(?!\d)|[<>=!&|*+\-%^?:/]=+|.", re.DOTALL
)

_CLOSERS = {")": "(", "]": "[", "}": "{"}
# Behind these words an expression begins, so "/" opens a regular expression.
_BEFORE_EXPRESSION = frozenset(
    {
        *("return", "typeof", "instanceof", "in", "of", "new", "delete", "void"),
        *("throw", "case", "do", "else", "yield", "await"),
    }
)
_BEFORE_CONDITION = frozenset(("if", "while", "for", "with"))


@dataclass(frozen=True)
class Token:
    """A word, number, literal or sign of a script."""

    kind: str
    """``name``, ``number``, ``string``, ``template``, ``regex`` or ``sign``."""
    text: str
    line: int
    """1-based."""
    start: int
    """Offset in the script."""
    depth: int
    """Number of brackets that are open around it."""


@dataclass(frozen=True)
class _Bracket:
    sign: str
    line: int
    condition: bool = False
    """Opened behind ``if``, ``while``, ``for`` or ``with``."""
    value: bool = False
    """A brace that opens an object, not a block."""


@lru_cache(maxsize=8)
def tokenize(script: str) -> tuple[Token, ...]:
    """Return the tokens of a script, without comments.

    Raises:
        InputError: a bracket, string, comment, template or regular expression is
            not whole; the sentence names the line.
    """
    return _Scanner(script).scan()


def count_lines(text: str) -> int:
    """Return how many line ends JavaScript sees in the text."""
    return len(_NEWLINE.findall(text))


@dataclass
class _Scanner:
    script: str
    position: int = 0
    line: int = 1
    tokens: list[Token] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    closed: _Bracket | None = None
    """The bracket that the last token closed."""

    def scan(self) -> tuple[Token, ...]:
        while self._skip_space():
            sign = self.script[self.position]
            if sign in "'\"":
                self._take("string", _STRING, say("A string is not closed"))
            elif sign == "`":
                self._template("`")
            elif sign.isdigit() or self._is_fraction():
                self._take("number", _NUMBER, say("A number is not whole"))
            elif _NAME.match(self.script, self.position):
                self._take("name", _NAME, "")
            elif sign == "/" and self._expects_value():
                self._take("regex", _REGEX, say("A regular expression is not closed"))
            else:
                self._sign()
        if self.brackets:
            left = self.brackets[-1]
            raise _broken(say(f"'{left.sign}' is never closed"), left.line)
        return tuple(self.tokens)

    def _skip_space(self) -> bool:
        """Pass over space and comments; return whether any text is left."""
        while self.position < len(self.script):
            here = self.position
            fresh_line = not self.tokens or self.tokens[-1].line < self.line
            if self.script.startswith("/*", here):
                end = self.script.find("*/", here + 2)
                if end < 0:
                    raise _broken(say("A comment is not closed"), self.line)
                self._advance(end + 2)
            elif found := (
                _SPACE.match(self.script, here)
                or _LINE_COMMENT.match(self.script, here)
                or (fresh_line and _CLOSING_COMMENT.match(self.script, here))
            ):
                self._advance(found.end())
            else:
                return True
        return False

    def _is_fraction(self) -> bool:
        return (
            re.match(r"\.\d", self.script[self.position : self.position + 2])
            is not None
        )

    def _take(self, kind: str, pattern: re.Pattern[str], complaint: str) -> None:
        found = pattern.match(self.script, self.position)
        if found is None:
            raise _broken(complaint, self.line)
        self._add(kind, found.end())

    def _template(self, opening: str) -> None:
        """Take a template up to its end, or to the next expression inside it."""
        found = _TEMPLATE.match(self.script, self.position + len(opening))
        if found is None:
            raise _broken(say("A template is not closed"), self.line)
        line = self.line
        self._add("template", found.end())
        if found["end"] == "${":
            self.brackets.append(_Bracket("${", line))

    def _sign(self) -> None:
        found = _PUNCTUATION.match(self.script, self.position)
        sign = found[0] if found else ""
        if sign in _CLOSERS:
            self._close(sign)
        elif sign in ("(", "[", "{"):
            opened = self._opened(sign)
            self._add("sign", self.position + 1)
            self.brackets.append(opened)
        else:
            self._add("sign", self.position + len(sign))

    def _opened(self, sign: str) -> _Bracket:
        before = self.tokens[-1].text if self.tokens else ""
        if sign == "(":
            return _Bracket(sign, self.line, condition=before in _BEFORE_CONDITION)
        is_value = sign == "{" and (
            before in ("(", "[", ",", "=", ":", "?", "&&", "||", "!")
            or before in _BEFORE_EXPRESSION - {"do", "else"}
        )
        return _Bracket(sign, self.line, value=is_value)

    def _close(self, sign: str) -> None:
        left = self.brackets.pop() if self.brackets else None
        if left is not None and left.sign == "${" and sign == "}":
            self._template("}")
            return
        if left is None:
            raise _broken(say(f"'{sign}' closes nothing"), self.line)
        if left.sign != _CLOSERS[sign]:
            opened = say(f"'{left.sign}' of line {left.line}")
            raise _broken(
                say(f"'{sign}' stands where {opened} is still open"), self.line
            )
        self._add("sign", self.position + 1)
        self.closed = left

    def _expects_value(self) -> bool:
        """Return whether an expression may begin here, so that "/" cannot divide."""
        if not self.tokens:
            return True
        last = self.tokens[-1]
        if last.kind == "name":
            return last.text in _BEFORE_EXPRESSION and not self._is_member(last)
        if last.kind != "sign":
            return False
        if last.text == ")":
            return self.closed is not None and self.closed.condition
        if last.text == "}":
            return self.closed is not None and not self.closed.value
        return last.text not in ("]", "++", "--")

    def _is_member(self, last: Token) -> bool:
        before = self.tokens[-2].text if len(self.tokens) > 1 else ""
        return last is self.tokens[-1] and before in (".", "?.")

    def _add(self, kind: str, end: int) -> None:
        text = self.script[self.position : end]
        self.tokens.append(
            Token(kind, text, self.line, self.position, len(self.brackets))
        )
        self._advance(end)

    def _advance(self, end: int) -> None:
        self.line += count_lines(self.script[self.position : end])
        self.position = end


def _broken(what: str, line: int) -> InputError:
    return InputError(say(f"The evalscript cannot be read: {what} (line {line})."))
