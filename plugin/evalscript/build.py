"""Build what is sent: a plain evalscript in the wrapper that tells its scenes."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.collections import Mode
from ..core.errors import InputError
from ..core.product import Family
from ..core.scenes import find_baseline, find_tile_name, strip_safe
from ..core.sentences import say
from .cloud import NO_CLASS, CloudBand
from .families import recognise
from .lines import enclose_lines, free_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

IMAGE_OUTPUT = "default"
SCENE_OUTPUT = "scene_slots_scene"
CLOUD_OUTPUT = "scene_slots_cloud"
# Highest scene value: one less than the type holds, which stays free for "many".
HIGHEST_VALUE = {False: 254, True: 65534}

_MOSAICKING = {Mode.TILE: "TILE", Mode.ORBIT: "ORBIT", Mode.STATIC: "SIMPLE"}
_FOLDER = Path(__file__).parent
_OWN_NAME = "sceneSlots"
_INCLUDE = re.compile(r"/\*INCLUDE (\w+\.js)\*/")


@dataclass(frozen=True)
class PlannedScene:
    """What is known of a scene before the request, to find its tile in the answer."""

    acquired: datetime
    """Sensing time, aware, UTC."""
    tile_name: str | None = None
    """``T33TWL`` or path/row ``199/024``."""
    product_id: str | None = None
    """Catalog id; ``.SAFE`` does not matter."""

    def __post_init__(self) -> None:
        """Refuse a time without zone.

        Raises:
            ValueError: ``acquired`` is naive.
        """
        if self.acquired.tzinfo is None:
            message = "A planned scene has a time without zone."
            raise ValueError(message)


@dataclass(frozen=True)
class Wrapped:
    """An evalscript ready to be sent."""

    evalscript: str
    line_offset: int
    """By how much the service's line numbers are above those of the user's file."""
    image_output: str = IMAGE_OUTPUT
    scene_output: str = SCENE_OUTPUT
    """One band: 0 = no scene, else 1 + position in the plan, above it unplanned."""
    cloud_output: str | None = None
    """One band, UINT8: class of the chosen pixel, 255 where there is no scene."""


def wrap(  # noqa: PLR0913  all that is sent is said in one place
    script: str,
    planned: Sequence[PlannedScene],
    *,
    wide: bool = False,
    excluded: Sequence[PlannedScene] = (),
    no_data: float = 0.0,
    cloud: CloudBand | None = None,
    clearest: bool = False,
    mode: Mode = Mode.TILE,
    raw: bool = False,
) -> Wrapped:
    """Enclose a plain evalscript so that it runs over the planned scenes, best first.

    ``planned`` is in the order of the rule. ``wide`` makes the scene output UINT16,
    for more than 254 scenes. ``excluded`` scenes never win a pixel. ``no_data`` is
    what the collection's bands hold where there is no data (NaN for Landsat). With
    ``cloud`` the class of each chosen pixel is an output of its own; ``clearest``
    lets the clearest class win, and the order of the plan only among equals.

    In the mode ORBIT the service gives one sample for each UTC day that has data, and
    the plan has one entry a day, at any time of it. In the mode STATIC there is one
    sample and no scene: the scene output is 1 where there are data.

    A ``raw`` image is of FLOAT32, whatever type the script asks for: to see what that
    type would take away.

    Raises:
        InputError: the script cannot be read, or is not of the plain form.
        ValueError: more scenes are planned than the scene output has values, or the
            clearest is wanted without a band that tells it.
    """
    maximum = HIGHEST_VALUE[wide]
    if len(planned) >= maximum:
        message = f"{len(planned)} planned scenes do not fit below {maximum}."
        raise ValueError(message)
    if clearest and cloud is None:
        message = "The clearest pixel needs a cloud band."
        raise ValueError(message)
    _refuse_other_families(script)
    settings = {
        "plan": [scene_facts(scene) for scene in planned],
        "excluded": [scene_facts(scene) for scene in excluded],
        "maximum": maximum,
        "sampleType": "UINT16" if wide else "UINT8",
        "mosaicking": _MOSAICKING[mode],
        "noData": no_data,
        "cloud": _cloud_facts(cloud, clearest=clearest) if cloud else None,
        **({"raw": True} if raw else {}),
    }
    return _enclose(script, settings)


def _refuse_other_families(script: str) -> None:
    family = recognise(script)
    if family is Family.COMPOSITE:
        message = say(
            "The evalscript reads several samples per pixel; it runs as it is."
        )
        raise InputError(message)
    if family is Family.BARE:
        message = say("The evalscript has no functions; it must be unfolded first.")
        raise InputError(message)


def _enclose(script: str, settings: dict[str, Any]) -> Wrapped:
    head, tail = _wrapper_text()
    own_name = free_name(_OWN_NAME, script)
    scene_output = free_name(SCENE_OUTPUT, script)
    cloud_output = free_name(CLOUD_OUTPUT, script)
    head = head.replace(_OWN_NAME, own_name)
    tail = tail.replace(_OWN_NAME, own_name).replace(SCENE_OUTPUT, scene_output)
    tail = tail.replace(CLOUD_OUTPUT, cloud_output)
    tail = tail.replace("/*SETTINGS*/", to_javascript(settings))
    evalscript, offset = enclose_lines(script, head, tail)
    told_cloud = cloud_output if settings["cloud"] else None
    return Wrapped(evalscript, offset, IMAGE_OUTPUT, scene_output, told_cloud)


@lru_cache(maxsize=1)
def _wrapper_text() -> tuple[str, str]:
    """Return what stands before and behind the script, without comments."""
    text = read_template("wrapper.js").split("/*HEAD*/")[1]
    head, tail = text.split("/*SCRIPT*/")
    return head.strip(), without_comments(tail)


def read_template(name: str) -> str:
    """Return one of our own scripts with the parts that it includes."""
    return _INCLUDE.sub(lambda found: _read(found[1]), _read(name))


def without_comments(text: str) -> str:
    """Return the lines of one of our own scripts without comments and indents."""
    lines = (line.strip() for line in text.splitlines())
    kept = (re.sub(r"\s+// .*", "", line) for line in lines if line[:2] != "//")
    return "\n".join(line for line in kept if line) + "\n"


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def scene_facts(scene: PlannedScene) -> dict[str, Any]:
    """Return what the JavaScript side compares tiles with."""
    product = strip_safe(scene.product_id)
    return {
        "time": scene.acquired.timestamp() * 1000,
        "day": _midnight(scene.acquired),
        "name": scene.tile_name or find_tile_name(product),
        "id": product,
        "baseline": find_baseline(product),
    }


def _cloud_facts(cloud: CloudBand, *, clearest: bool) -> dict[str, Any]:
    return {
        "band": cloud.name,
        "unit": cloud.unit,
        "levels": cloud.levels() if clearest else None,
        "none": NO_CLASS,
        "mask": cloud.mask,
    }


def _midnight(acquired: datetime) -> int:
    """Return the start of the UTC day in milliseconds since 1970."""
    day = 86_400_000
    return math.floor(acquired.timestamp() * 1000 / day) * day


def to_javascript(value: Any) -> str:  # noqa: ANN401  any JSON
    """Return a literal that is safe in a script, also one inside HTML.

    NaN is written as NaN, which JavaScript has and JSON has not.
    """
    return json.dumps(value, separators=(",", ":")).replace("</", "<\\/")
