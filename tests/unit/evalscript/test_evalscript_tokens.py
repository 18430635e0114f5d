"""Only a script that is whole may be enclosed."""

from __future__ import annotations

import pytest
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.evalscript.tokens import count_lines, tokenize


def texts(script: str) -> list[str]:
    return [token.text for token in tokenize(script)]


def test_words_numbers_and_signs():
    assert texts("var a1$ = 0x1F + 1.5e-3*.5 - 7n;") == [
        *("var", "a1$", "=", "0x1F", "+", "1.5e-3", "*", ".5", "-", "7n", ";")
    ]


def test_comments_and_space_are_no_tokens():
    script = "\ufeff// { \n/* ( \n */ a <!-- [\n--> {\nb"
    assert [(token.text, token.line) for token in tokenize(script)] == [
        ("a", 3),
        ("b", 5),
    ]


def test_a_decrement_is_no_comment():
    assert texts("while (n --> 0) x--") == [
        *("while", "(", "n", "--", ">", "0", ")", "x", "--")
    ]


@pytest.mark.parametrize(
    "string", ["'}'", '"\\"{"', "'a\\\nb'", '"\u2028"', "'\\u{7d}'", "''"]
)
def test_brackets_in_strings_do_not_count(string):
    (token,) = tokenize(string)
    assert token.kind == "string"


def test_templates_nest():
    script = "`a ${ {b: `}${c}`}.b } \\` $ {`;"
    assert texts(script) == [
        *("`a ${", "{", "b", ":", "`}${", "c", "}`", "}", ".", "b", "} \\` $ {`", ";")
    ]


@pytest.mark.parametrize(
    "script",
    [
        "x = /[}/\\]]\\//g.test(y)",
        "return /{/;",
        "if (a) /(/.test(b);",
        "{ } /{/.exec(a)",
        "f(/`/)",
        "a = b ? /{/ : /}/u",
        "case /'/: x",
    ],
)
def test_regular_expressions_are_literals(script):
    assert sum(token.kind == "regex" for token in tokenize(script)) >= 1


@pytest.mark.parametrize(
    "script",
    [
        "a / b / c",
        "f(x) / 2 / g",
        "a[0] / 2 / 3",
        "i++ / 2 / 3",
        "x = {} / 2 / 3",
        "object.return / 2 / 3",
        "5 / 2 / 1",
        "a /= 2; b /= 3",
    ],
)
def test_divisions_are_signs(script):
    assert not any(token.kind == "regex" for token in tokenize(script))


def test_depth_counts_open_brackets():
    tokens = tokenize("a(b[c]{d})e")
    depth = {token.text: token.depth for token in tokens if token.kind == "name"}
    assert depth == {"a": 0, "b": 1, "c": 2, "d": 2, "e": 0}


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("a\n}", r"'}' closes nothing \(line 2\)"),
        ("a\n(\nb", r"'\(' is never closed \(line 2\)"),
        ("f(\n]", r"']' stands where '\(' of line 1 is still open \(line 2\)"),
        ("\n'abc", r"A string is not closed \(line 2\)"),
        ("'abc\n'", r"A string is not closed \(line 1\)"),
        ("\n\n`abc", r"A template is not closed \(line 3\)"),
        ("`${a", r"'\$\{' is never closed \(line 1\)"),
        ("/* a", r"A comment is not closed \(line 1\)"),
        ("x = /abc\n/", r"A regular expression is not closed \(line 1\)"),
        ("})(); stolen = function () {", r"'}' closes nothing"),
    ],
)
def test_what_is_not_whole_is_refused_with_its_line(script, complaint):
    with pytest.raises(InputError, match=complaint):
        tokenize(script)


def test_lines_end_as_in_javascript():
    assert count_lines("a\r\nb\rc\nd\u2028e\u2029f") == 5
