"""The style of a header and the choices of the editor are the same thing."""

from __future__ import annotations

import pytest
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.evalscript.look import RAMPS, WRITTEN, Look, read_look, to_style
from scene_slots.plugin.evalscript.products import load_products, parse_style

LOOKS = [
    Look(),
    Look("rgb"),
    Look("gray", -20, 0.5),
    Look("rgb", 0, 3000),
    *(Look(name, -0.2, 0.9) for name in RAMPS),
]


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_is_read_as_it_was_written(look):
    style = to_style(look)
    script = f"// style: {style}\nreturn [B04]" if style else "return [B04]"
    assert read_look(script) == look
    if look.low is not None:
        assert (parse_style(style).minimum, parse_style(style).maximum) == (
            look.low,
            look.high,
        )


def test_a_style_that_no_choice_makes_stays_as_it_is_written():
    kinds = {product.name: read_look(product.evalscript) for product in load_products()}
    assert kinds["s1_vv_db"] == Look("gray", -20, 0)
    assert kinds["true_color"] == Look(WRITTEN, 0, 255)  # it has a gamma
    assert kinds["scl"].kind == WRITTEN
    assert read_look("// style: heat 1\nreturn [B04]") == Look(WRITTEN)
    assert to_style(Look(WRITTEN)) == ""


@pytest.mark.parametrize("look", [Look("gray", 1), Look("vegetation", 1, 1)])
def test_a_range_has_two_ends(look):
    with pytest.raises(InputError, match="range of values"):
        to_style(look)
