"""Rules: which scene wins a pixel; each is one total order over scenes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .days import distance_to_day
from .errors import InputError
from .sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .scenes import Scene
    from .slots import Slot

_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
DEFAULT_DEPTH = 3
MAX_DEPTH = 12


@dataclass(frozen=True)
class Setting:
    """What an order may depend on beside the scenes."""

    slot: Slot
    area_cloud: Mapping[str, float] = field(default_factory=dict)
    """Cloud inside the asked geometry in percent, by scene key, where it is known."""


@dataclass(frozen=True)
class Rule:
    """A total order over scenes: the first one with data wins the pixel."""

    name: str
    """Such as ``leastCC`` or ``closest:15``, with its parameter."""
    title: str
    value: Callable[[Scene, Setting], Any]
    """What the rule itself compares; smaller wins."""
    needs_cloud: bool = False
    """Whether the rule means nothing for collections without a cloud figure."""
    needs_class: bool = False
    """Whether it needs a band that tells the class of a pixel."""
    scans: bool = False
    """Whether the cloud inside the area is read before the order is known; until then
    the order is that of the ties."""
    depth: int = 1
    """How often the area is covered: above 1 the clearest sample of a pixel wins, and
    the order only among equally clear ones."""

    def order(self, scenes: Iterable[Scene], setting: Setting) -> tuple[Scene, ...]:
        """Return the scenes, best first.

        Ties of the rule go to the later acquisition, then to the higher processing
        baseline, then to the product id, so that the order is total.
        """
        return tuple(sorted(scenes, key=lambda scene: self._key(scene, setting)))

    def _key(self, scene: Scene, setting: Setting) -> tuple[Any, ...]:
        baseline = scene.processing_baseline or "00.00"
        return (
            self.value(scene, setting),
            -_seconds(scene),
            -float(baseline),
            scene.product_id or scene.key,
        )


def find_rule(name: str) -> Rule:
    """Return the rule of that name; a parameter follows a colon.

    ``closest`` takes a day of the month (``closest:15``) or of the year
    (``closest:07-15``), ``clearest`` the number of samples a pixel (``clearest:5``).

    Raises:
        InputError: there is none, or its parameter is wrong.
    """
    kind, _, parameter = name.partition(":")
    if kind in RULES and not parameter:
        return RULES[kind]
    if kind == "closest":
        return _closest(name, parameter)
    if kind == "clearest":
        return _clearest(name, parameter)
    message = say(f"There is no rule “{name}”: use one of {', '.join(RULES)}.")
    raise InputError(message)


def _tile_cloud(scene: Scene, _setting: Setting) -> tuple[bool, float]:
    # A tile of unknown cloud comes after all known ones: unknown is not clear.
    return scene.cloud_coverage is None, scene.cloud_coverage or 0.0


def _area_cloud(scene: Scene, setting: Setting) -> tuple[bool, float]:
    cloud = setting.area_cloud.get(scene.key)
    return cloud is None, cloud or 0.0


def _seconds(scene: Scene) -> float:
    return (scene.acquired - _EPOCH).total_seconds()


def _closest(name: str, day: str) -> Rule:
    distance = distance_to_day(day)
    title = (
        say(f"Closest to {day}") if day else say("Closest to the middle of the slot")
    )

    def value(scene: Scene, setting: Setting) -> tuple[float, float]:
        # At equal distance the earlier wins, against the ties of the other rules.
        return distance(scene.acquired, setting.slot), _seconds(scene)

    return Rule(name, title, value)


def _clearest(name: str, depth: str) -> Rule:
    count = int(depth) if depth.isdigit() else DEFAULT_DEPTH if not depth else 0
    if not 1 < count <= MAX_DEPTH:
        message = say(f"The clearest pixel is chosen of 2 to {MAX_DEPTH} samples.")
        raise InputError(message)
    return Rule(
        name,
        say(f"Clearest of {count}"),
        _tile_cloud,
        needs_cloud=True,
        needs_class=True,
        depth=count,
    )


RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("leastCC", say("Least tile cloud"), _tile_cloud, needs_cloud=True),
        Rule("mostRecent", say("Most recent"), lambda scene, _: -_seconds(scene)),
        Rule("leastRecent", say("Least recent"), lambda scene, _: _seconds(scene)),
        _closest("closest", ""),
        Rule(
            "leastAreaCC",
            say("Least cloud over the area"),
            _area_cloud,
            needs_class=True,
            scans=True,
        ),
        _clearest("clearest", ""),
    )
}
