"""The demo refuses wrong options in one sentence before anything starts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from scene_slots.plugin.core.errors import InputError
from scene_slots.tools.demo.options import read_options


def test_without_options_it_is_the_year_2018_by_months():
    options = read_options([])
    assert (options.period.first_day, options.period.last_day) == (
        date(2018, 1, 1),
        date(2018, 12, 31),
    )
    assert (options.rhythm, options.collection) == ("month", "sentinel-2-l2a")
    assert (options.product, options.rule) == ("true_color", "leastCC")
    assert options.resolution == 10
    assert options.scenes is None
    assert options.screenshot
    assert options.out.parts[-2:] == ("build", "demo")


def test_options_are_read(tmp_path: Path):
    (tmp_path / "catalog.json").write_text("{}")
    options = read_options(
        "--from 2019-03-01 --to 2019-03-31 --rhythm P10D --product ndvi"
        " --rule mostRecent --resolution 20 --bbox 1,2,3,4 --crs 32634"
        f" --scenes {tmp_path} --out {tmp_path / 'out'} --no-screenshot".split()
    )
    assert options.bbox == (1, 2, 3, 4)
    assert options.crs == "EPSG:32634"
    assert options.scenes == tmp_path
    assert options.out == tmp_path / "out"
    assert not options.screenshot


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--from", "2018-13-01"], "--from must be a day"),
        (["--from", "2019-01-01"], "before it starts"),
        (["--rhythm", "fortnight"], "not understood"),
        (["--product", "nothing"], "no product"),
        (["--rule", "best"], "no rule"),
        (["--collection", "s2"], "no collection"),
        (["--resolution", "-3"], "--resolution must be"),
        (["--resolution", "fine"], "--resolution must be"),
        (["--bbox", "1,2,3"], "--bbox must be"),
        (["--bbox", "5,5,1,1"], "--bbox must be"),
        (["--bbox", "nan,0,1,1"], "--bbox must be"),
        (["--bbox", "0,0,inf,1"], "--bbox must be"),
        (["--crs", "EPSG:99999999"], "--crs must be"),
        (["--scenes", "nowhere"], "no STAC catalog"),
        (["--nothing"], "--nothing"),
    ],
)
def test_a_wrong_option_is_one_sentence(arguments, told):
    with pytest.raises(InputError, match=told) as caught:
        read_options(arguments)
    assert "\n" not in str(caught.value)


def test_a_window_needs_a_screen(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(InputError, match="needs a screen"):
        read_options(["--gui"])
