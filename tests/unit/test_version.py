from __future__ import annotations

import re
from pathlib import Path

from scene_slots.plugin.version import plugin_version

ROOT = Path(__file__).resolve().parents[2]


def test_the_version_is_the_one_of_the_metadata():
    metadata = (ROOT / "metadata.txt").read_text(encoding="utf-8")

    assert re.fullmatch(r"\d+\.\d+\.\d+", plugin_version())
    assert re.search(rf"^version *= *{re.escape(plugin_version())}$", metadata, re.M)
