"""What is sent keeps the lines of the user's file and is safe to send."""

from __future__ import annotations

import re
from datetime import datetime, timezone

import pytest
from py_mini_racer import JSEvalException
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.evalscript.build import PlannedScene, wrap
from scene_slots.plugin.evalscript.lines import own_line
from scene_slots.plugin.evalscript.tokens import tokenize

PLAN = [PlannedScene(datetime(2023, 8, 15, tzinfo=timezone.utc), "T33TWL")]
BODY = """function setup() { return {input: ["B04"], output: {bands: 1}}; }
function evaluatePixel(sample) {
  return [sample.B04];
}"""
TILES = [{"date": "2023-08-15T00:00:00Z"}]
PIXEL = {"0": {"B04": 1}}


@pytest.mark.parametrize(
    "before",
    [
        "",
        "//VERSION=3\n",
        "\n//VERSION=3\n",
        "/* a\n b */\n// VERSION=3\n\n",
        "//VERSION=3\r\n\r\n",
        "//VERSION=3\r",
        "\n/* beside */ ",
        "\ufeff",
        "'use strict';",
        "//VERSION=3\nvar a = 1;\n",
    ],
)
@pytest.mark.parametrize("after", ["", "\n", "\n// end", "\n/* end */", ";"])
def test_every_line_stays_or_moves_by_the_offset(before, after):
    script = before + BODY + after
    wrapped = wrap(script, PLAN)
    assert wrapped.evalscript.startswith("//VERSION=3\n")
    own = {(token.text, token.line) for token in tokenize(script)}
    sent = {(token.text, token.line) for token in tokenize(wrapped.evalscript)}
    assert {(text, line + wrapped.line_offset) for text, line in own} <= sent


def test_an_error_names_the_line_of_the_users_file(service):
    script = "//VERSION=3\n" + BODY.replace("[sample.B04]", "missing.B04")
    wrapped = wrap(script, PLAN)
    with pytest.raises(JSEvalException, match=r"<anonymous>:4") as caught:
        service.run(wrapped.evalscript, TILES, [PIXEL])
    assert own_line(str(caught.value), wrapped) == str(caught.value)


def test_an_error_of_a_script_without_first_line_is_corrected(service):
    wrapped = wrap(BODY.replace("[sample.B04]", "missing.B04"), PLAN)
    assert wrapped.line_offset == 1
    with pytest.raises(JSEvalException) as caught:
        service.run(wrapped.evalscript, TILES, [PIXEL])
    assert "<anonymous>:3" in own_line(str(caught.value), wrapped)


@pytest.mark.parametrize(
    ("told", "corrected"),
    [
        ("Error in line 7", "Error in line 6"),
        ("Line: 12 is wrong", "Line: 11 is wrong"),
        ("at evaluatePixel (script.js:4:11)", "at evaluatePixel (script.js:3:11)"),
        ("12 bands, 3 lines", "12 bands, 3 lines"),
    ],
)
def test_messages_of_several_forms_are_corrected(told, corrected):
    assert own_line(told, wrap(BODY, PLAN)) == corrected


def test_a_syntax_error_names_its_line(service):
    script = "//VERSION=3\n\n" + BODY.replace("return [sample", "return [sample sample")
    with pytest.raises(JSEvalException, match=r":5"):
        service.run(wrap(script, PLAN).evalscript, TILES, [PIXEL])


@pytest.mark.parametrize("script", ["", "//VERSION=3\n", "/* a */"])
def test_an_empty_script_is_refused(script):
    with pytest.raises(InputError, match="empty"):
        wrap(script, PLAN)


def test_a_script_cannot_close_our_scopes():
    with pytest.raises(InputError, match="closes nothing"):
        wrap(BODY + "\n})(); })(); setup = 1; (function () { (function () {", PLAN)


def test_ids_may_hold_any_character(service):
    product = "a\u2028b</script>'\"\\\n/*"
    plan = [PlannedScene(PLAN[0].acquired, None, product)]
    wrapped = wrap(BODY, plan)
    assert "</script" not in wrapped.evalscript
    assert "\u2028" not in wrapped.evalscript
    tiles = [{"productId": "other", **TILES[0]}, {"productId": product}]
    assert service.run(wrapped.evalscript, tiles, [{"1": {"B04": 1}}]).scenes == [1]


def test_safe_at_the_end_of_an_id_does_not_matter(service):
    plan = [PlannedScene(PLAN[0].acquired, None, "S2A.SAFE")]
    tiles = [{"productId": "S2A", "date": "2020-01-01T00:00:00Z"}]
    assert service.run(wrap(BODY, plan).evalscript, tiles, [PIXEL]).scenes == [1]


def test_the_wrapper_speaks_old_javascript_and_is_small():
    """ES5 runs anywhere; a script is sent with every request."""
    sent = wrap(BODY, PLAN).evalscript.replace(BODY, "")
    words = {token.text for token in tokenize(sent)}
    assert not words & {"let", "const", "=>", "class", "async", "...", "of"}
    assert not any(token.kind == "template" for token in tokenize(sent))
    assert not re.search(r"\s//", sent)
    assert len(sent) < 18_000


def test_names_of_ours_give_way_to_the_scripts():
    script = BODY + "\nvar sceneSlots = {}, scene_slots_scene, scene_slots_scene_;"
    wrapped = wrap(script, PLAN)
    assert wrapped.scene_output == "scene_slots_scene__"
    assert "sceneSlots_ = (function (script" in wrapped.evalscript
