"""The scan before a run: the class of each pixel in each scene, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .build import (
    IMAGE_OUTPUT,
    PlannedScene,
    read_template,
    scene_facts,
    to_javascript,
    without_comments,
)
from .cloud import NO_CLASS, CloudBand

if TYPE_CHECKING:
    from collections.abc import Sequence

SCAN_OUTPUT = IMAGE_OUTPUT
"""One UINT8 band per scene, in their order: its class, 255 where it has no data."""


def scan_script(planned: Sequence[PlannedScene], band: CloudBand) -> str:
    """Return the evalscript that tells the classes of the scenes side by side.

    Tiles are known by what they say of themselves, as in the wrapper; its user data
    name them in the wrapper's form. Scenes that are not planned are not read.

    Raises:
        ValueError: there is no scene.
    """
    if not planned:
        message = "A scan needs a scene."
        raise ValueError(message)
    settings = {
        "plan": [scene_facts(scene) for scene in planned],
        # Far above every scene: tiles that are none of the plan are numbered, too.
        "maximum": 65535,
        "band": band.name,
        "unit": band.unit,
        "none": NO_CLASS,
        "mask": band.mask,
    }
    text = without_comments(read_template("scan.js").split("/*HEAD*/")[1])
    return "//VERSION=3\n" + text.replace("/*SETTINGS*/", to_javascript(settings))
