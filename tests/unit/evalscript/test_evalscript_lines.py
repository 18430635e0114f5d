"""What the service says of a script, in one line, in the lines of the user's file."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from scene_slots.plugin.evalscript.lines import explain, own_line


@dataclass(frozen=True)
class Sent:
    line_offset: int = 1


SCRIPT = "//VERSION=3\n" + "let a;\n" * 8
RAISED = """Local hub answered HTTP 400: Failed to evaluate script!
evalscript.js:{line}: {what}
  return [missing.B04];
          ^
{what}
    at evaluatePixel (evalscript.js:{line}:11)
    at Object.evaluatePixel (evalscript.js:315:10)
    at <anonymous>:14:15"""


def test_a_message_has_the_line_of_the_file_and_no_stack():
    message = RAISED.format(line=5, what="ReferenceError: missing is not defined")
    assert explain(message, Sent(), SCRIPT) == (
        "Local hub answered HTTP 400: Failed to evaluate script!"
        " evalscript.js:4: ReferenceError: missing is not defined."
    )


def test_what_the_wrapper_complains_of_is_a_sentence_without_a_line():
    message = RAISED.format(line=40, what="Error: The script has no function setup.")
    assert explain(message, Sent(), SCRIPT) == "The script has no function setup."


def test_the_same_words_of_the_script_itself_keep_their_line():
    message = RAISED.format(line=5, what="Error: The script has no function setup.")
    assert "evalscript.js:4: Error: The script" in explain(message, Sent(), SCRIPT)


@pytest.mark.parametrize(
    "message",
    ["Local hub answered HTTP 400: Collection 'S2L2A' has no band 'B77'.", "At 12:30."],
)
def test_other_messages_stay_as_they_are(message):
    assert explain(message, Sent(), SCRIPT) == message


def test_lines_never_fall_before_the_first():
    assert own_line("line 1: no", Sent(3)) == "line 1: no"
    assert own_line("line 9: no", Sent(0)) == "line 9: no"
