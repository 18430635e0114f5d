"""Bare scripts become plain ones, line by line."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from py_mini_racer import JSEvalException
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.evalscript.bare import (
    probe,
    read_probe,
    unfold,
)
from scene_slots.plugin.evalscript.build import PlannedScene, wrap
from scene_slots.plugin.evalscript.lines import own_line
from scene_slots.plugin.evalscript.reading import count_outputs, free_bands

PLAN = [PlannedScene(datetime(2023, 8, 15, tzinfo=timezone.utc))]
TILES = [{"date": "2023-08-15T00:00:00Z"}]
BANDS = ("B02", "B03", "B04", "B08", "B8A", "SCL", "dataMask")
PIXELS = [{"0": {"B02": 2, "B03": 3, "B04": 4, "B08": 8, "B8A": 9, "SCL": 5}}, {}]

SCRIPTS = {
    "return [2.5*B04, 2.5*B03, 2.5*B02]": ([10, 7.5, 5], [0, 0, 0]),
    "//VERSION=3\nreturn [B04, B08, dataMask]": ([4, 8, 1], [0, 0, 0]),
    "let index = (B08 - B04); return [index]": ([4], [0]),
    "if (B04 > 3) { return [1, 0, 0]; }\nreturn [0, 1, 0]": ([1, 0, 0], [0, 1, 0]),
    "return B8A": ([9], [0]),
    "function half(x) { return x / 2; }\nreturn [half(B04), half(B08)]": (
        [2, 4],
        [0, 0],
    ),
    "// B03 is not used\nvar o = {B03: 1, x: B04}; return [o.B03, o.x] // end": (
        [1, 4],
        [1, 0],
    ),
    "switch (SCL) { case 5: return [1]; default: return [0]; }": ([1], [0]),
    "i = 0; for (k of [B04, B08]) i += k; return [i]": ([12], [0]),
    "let B04 = 7; return [B04, B08]": ([7, 8], [7, 0]),
    "let B04x = B04, sceneSlotsBare = 1; return [B04x ? B04 : B08]": ([4], [0]),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_bare_script_runs_like_a_plain_one(service, script):
    first, second = SCRIPTS[script]
    plain = unfold(script, BANDS, len(first))
    alone = service.run(plain, TILES, PIXELS)
    wrapped = service.run(wrap(plain, PLAN).evalscript, TILES, PIXELS)
    assert alone.images == wrapped.images == [first, second]
    assert wrapped.request["output"][0]["bands"] == len(first)
    assert wrapped.scenes == [1, 0]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_dry_run_counts_the_values(service, script):
    answer = service.run(probe(script, BANDS).evalscript, TILES, PIXELS)
    count = read_probe(answer.userData)
    assert count == len(SCRIPTS[script][0])
    assert count_outputs(script) in (count, None)


@pytest.mark.parametrize(
    ("script", "count"),
    [
        ("return [B04]", 1),
        ("return [f(B04, 1), [1, 2][0], 3,];", 3),
        ("if (B04) { return [1, 2] }\nreturn [3, 4]", 2),
        ("var f = function (x) { return 7; }; return [f(1)];", 1),
        ("var f = x => { return 7; }; return [f(1)];", 1),
        ("while (B04) { return [1, 2, 3]; }", 3),
        ("return [1, 2].map(f)", None),
        ("return [1, 2]\n.map(f)", 2),
        ("return [...a]", None),
        ("return f(B04)", None),
        ("return", None),
        ("if (a) return [1, 2]; return f(B04)", None),
    ],
)
def test_lists_are_counted_where_they_stand(script, count):
    assert count_outputs(script) == count


def test_lists_of_several_lengths_are_refused():
    with pytest.raises(InputError, match="several lengths: 1 and 3"):
        count_outputs("if (B04) { return [1]; } return [1, 2, 3];")
    with pytest.raises(InputError, match="several lengths: 1 and 3"):
        read_probe({"scene_slots_probe": ["1", "3"]})


@pytest.mark.parametrize("seen", [[], ["undefined"], ["object", "3"]])
def test_what_is_no_list_is_refused(seen):
    with pytest.raises(InputError, match="neither a list nor a number"):
        read_probe({"scene_slots_probe": seen})


def test_bands_come_in_the_order_of_the_collection():
    assert free_bands("return [B08, B02, SCL]", BANDS) == ("B02", "B08", "SCL")


@pytest.mark.parametrize(
    ("script", "used"),
    [
        ("B04 = 2 * B04; return [B04]", ("B04",)),
        ("function f(B04, B99) { return B99; } return [f(B04, B08)]", ("B04", "B08")),
        ("var a = 1, B99 = 2, f = (B98) => B98 + B99; return [f(B08)]", ("B08",)),
        (
            "return [{B99: 1, B04: 2}.B99 + B08 + [B02].map(B97 => B97)[0]]",
            ("B02", "B08"),
        ),
        ("return [B02 ? B03 : B04]", ("B02", "B03", "B04")),
    ],
)
def test_names_of_the_script_are_no_bands(script, used):
    assert free_bands(script, BANDS) == used


def test_a_band_that_the_collection_lacks_is_refused():
    with pytest.raises(InputError, match="no band B10, B1A"):
        free_bands("return [B10, B04, B1A, BANDS]", BANDS)
    with pytest.raises(InputError, match="uses no band"):
        free_bands("return [1]", BANDS)


def test_lines_are_those_of_the_users_file(service):
    for script, line in (
        ("return [\nB04 + a]", 2),
        ("//VERSION=3\n\nreturn [B04*a]", 3),
    ):
        wrapped = wrap(unfold(script, BANDS, 1), PLAN)
        with pytest.raises(JSEvalException) as caught:
            service.run(wrapped.evalscript, TILES, PIXELS)
        assert f"<anonymous>:{line}" in own_line(str(caught.value), wrapped)
