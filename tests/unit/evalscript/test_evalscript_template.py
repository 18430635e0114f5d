"""The script to begin with runs over every collection, and says what it is."""

from __future__ import annotations

import pytest
from scene_slots.plugin.core.collections import COLLECTIONS
from scene_slots.plugin.core.product import Family
from scene_slots.plugin.evalscript.families import input_bands
from scene_slots.plugin.evalscript.own import draft_product
from scene_slots.plugin.evalscript.template import template


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_template_is_a_plain_script_in_bands_of_its_collection(name, service):
    bands = tuple(COLLECTIONS[name].bands)
    script = template(name, bands, "Mine: a, b")
    product = draft_product(script)
    assert (product.title, product.family) == ("Mine: a, b", Family.PLAIN)
    assert product.collections == (name,)
    used = input_bands(script)
    assert used
    assert set(used) <= set(bands)
    pixel = {band: 0.1 * at for at, band in enumerate(used, 1)}
    tiles = [{"date": "2023-08-15T00:00:00Z"}]
    ((value,),) = service.run(script, tiles, [{"0": pixel}]).images
    assert isinstance(value, (int, float))
