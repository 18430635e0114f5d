"""What the demo prints of a run."""

from __future__ import annotations

import io

from scene_slots.tools.demo.report import (
    ProgressBar,
    Row,
    closing_lines,
    plan_line,
    table_lines,
)

TILE = {
    "date": "2018-03-01T09:12:00Z",
    "tile_id": "S2B_MSIL2A_20180301T091039_N0206_R050_T34TFS_20180301T120000",
    "cloud_coverage": 12.345,
    "id_is_derived": False,
}
OTHER = {**TILE, "tile_id": "made-up", "cloud_coverage": None, "id_is_derived": True}


def test_a_slot_is_a_line_with_its_tile():
    (_, _, line) = table_lines([Row("2018-03", "complete", "", (TILE,))])
    assert line.split() == [
        *("2018-03", "complete", "2018-03-01", "12.3", "%", TILE["tile_id"])
    ]
    assert len(line) <= 100


def test_further_tiles_stand_below_the_first():
    lines = table_lines([Row("2018-03", "complete", "", (TILE, OTHER))])[2:]
    assert lines[1].split() == ["2018-03-01", "unknown", "made-up", "derived"]
    assert lines[1].index("2018-03-01") == lines[0].index("2018-03-01")


def test_an_empty_slot_says_why():
    line = table_lines([Row("2018-12", "empty", "No acquisition.", ())])[-1]
    assert line == "2018-12  empty     No acquisition."


def test_the_end_counts_states_and_names_files():
    rows = [
        Row("a", "complete", "", (OTHER,), 0.06, 0.0572),
        Row("b", "empty", "No.", (), 0.0, 0.0),
    ]
    lines = closing_lines(rows, {"project": "here/project.qgz"})
    assert lines[0] == (
        "2 slots: 1 complete, 1 empty. 0.0572 processing units charged, 0.06 estimated."
    )
    assert "derived" in lines[1]
    assert lines[2] == "project  here/project.qgz"


def test_units_that_nobody_told_are_unknown():
    line = closing_lines([Row("a", "stopped", "", (), 0.06, None)], {"project": "x"})[0]
    assert line.endswith("Unknown processing units charged, 0.06 estimated.")


def test_what_is_planned_is_told_with_its_price():
    line = plan_line(images=1, requests=12, units=0.6294)
    assert line == "1 image, 12 requests: about 0.629 processing units."


def test_a_line_stands_above_the_bar():
    stream = io.StringIO()
    with ProgressBar(stream) as bar:
        bar.say("2 images")
        bar.show(25, "fetching")
    assert stream.getvalue().splitlines()[0] == "2 images"


def test_a_slot_that_failed_is_not_good():
    states = ("complete", "partial", "empty", "rejected", "failed", "stopped")
    good = [state for state in states if Row("a", state, "", ()).is_good]
    assert good == ["complete", "partial", "empty"]


def test_in_a_log_the_bar_is_a_few_lines():
    stream = io.StringIO()
    with ProgressBar(stream) as bar:
        for percent in range(101):
            bar.show(percent, "fetching")
    lines = stream.getvalue().splitlines()
    assert len(lines) == 5
    assert lines[-1].startswith("[" + "#" * 40 + "] 100 %")
