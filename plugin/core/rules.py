"""Rules: which scene wins a pixel; each is one total order over scenes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .scenes import Scene

_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True)
class Rule:
    """A total order over scenes: the first one with data wins the pixel."""

    name: str
    title: str
    value: Callable[[Scene], Any]
    """What the rule itself compares; smaller wins."""
    needs_cloud: bool = False
    """Whether the rule means nothing for collections without a cloud figure."""

    def order(self, scenes: Iterable[Scene]) -> tuple[Scene, ...]:
        """Return the scenes, best first.

        Ties of the rule go to the later acquisition, then to the higher processing
        baseline, then to the product id, so that the order is total.
        """
        return tuple(sorted(scenes, key=self._key))

    def _key(self, scene: Scene) -> tuple[Any, ...]:
        baseline = scene.processing_baseline or "00.00"
        return (
            self.value(scene),
            -_seconds(scene),
            -float(baseline),
            scene.product_id or scene.key,
        )


def find_rule(name: str) -> Rule:
    """Return the rule of that name.

    Raises:
        InputError: there is none.
    """
    try:
        return RULES[name]
    except KeyError:
        message = f"There is no rule “{name}”: use one of {', '.join(RULES)}."
        raise InputError(message) from None


def _tile_cloud(scene: Scene) -> tuple[bool, float]:
    # A tile of unknown cloud comes after all known ones: unknown is not clear.
    return scene.cloud_coverage is None, scene.cloud_coverage or 0.0


def _seconds(scene: Scene) -> float:
    return (scene.acquired - _EPOCH).total_seconds()


RULES = {
    rule.name: rule
    for rule in (
        Rule("leastCC", "Least tile cloud", _tile_cloud, needs_cloud=True),
        Rule("mostRecent", "Most recent", lambda scene: -_seconds(scene)),
        Rule("leastRecent", "Least recent", _seconds),
    )
}
