"""Tally: what the pieces of one slot say of its scenes, counted as they arrive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ..core.blocks import count_values, look_up
from ..core.clouds import CLOUD_SOURCES, NO_CLASS, cloud_shares, count_classes
from ..core.orbit import same_radar
from ..core.sentences import say
from ..core.summary import describe, describe_whole, list_candidates, list_usages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..core.images import Image, Usage
    from ..core.job import Job
    from ..core.plan import Plan
    from ..core.scenes import Scene
    from .errand import PieceImage


class Tally(Protocol):
    """What is known of a slot from the pieces that have arrived."""

    def add(self, arrived: PieceImage) -> np.ndarray:
        """Count a piece; return its values for the slot, above 0 where it has data."""
        ...

    def add_classes(self, classes: np.ndarray) -> None:
        """Count the classes of valid pixels inside the asked geometry."""
        ...

    @property
    def has_data(self) -> bool:
        """Whether any pixel is known, or may be thought, to have data."""
        ...

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes offered or delivered, with all that is known of them."""
        ...

    @property
    def legend(self) -> Sequence[tuple[int, Scene]] | None:
        """Each scene value with its scene; None where pixels do not tell theirs."""
        ...

    @property
    def made_of(self) -> str:
        """A sentence: what a complete image is made of."""
        ...

    def describe(self, image: Image) -> Image:
        """Return the row with everything that the pixels tell."""
        ...

    def usages(self) -> tuple[Usage, ...]:
        """Return one row per scene."""
        ...


def tally_of(job: Job, plan: Plan, pixels: int) -> Tally:
    """Return the empty tally of a slot.

    Args:
        job: the run as asked.
        plan: of the slot.
        pixels: number of pixels of the asked geometry.
    """
    if job.names_scenes:
        return SceneTally(job, plan, pixels)
    return WholeTally(plan, pixels)


def expected_usages(job: Job, plan: Plan) -> tuple[Usage, ...]:
    """Return one row per scene before anything has arrived."""
    return tally_of(job, plan, 0).usages()


class SceneTally:
    """Of an image whose pixels each tell their scene."""

    def __init__(self, job: Job, plan: Plan, pixels: int) -> None:
        self._job = job
        self._plan = plan
        self._pixels = pixels
        self._counts: dict[str, int] = {}
        self._scenes = {scene.key: scene for scene in plan.offered}
        self._values = plan.values
        self._classes = np.zeros(NO_CLASS + 1, dtype=np.int64)

    def add(self, arrived: PieceImage) -> np.ndarray:
        """Count a piece; return its scene values, those of extra scenes new."""
        self._scenes.update(arrived.scenes)
        values = self._number(arrived)
        for key in arrived.asked:
            self._counts.setdefault(key, 0)
        keys = {value: key for key, value in self._values.items()}
        for value, count in count_values(values, arrived.inside).items():
            key = keys[value]
            self._counts[key] = self._counts.get(key, 0) + count
        return values

    def add_classes(self, classes: np.ndarray) -> None:
        """Count the classes of valid pixels inside the asked geometry."""
        self._classes += count_classes(classes)

    @property
    def has_data(self) -> bool:
        """Whether any scene has a pixel."""
        return any(self._counts.values())

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes offered or delivered."""
        return tuple(self._scenes.values())

    @property
    def legend(self) -> Sequence[tuple[int, Scene]]:
        """Each scene value with its scene."""
        entries = [
            (self._values[scene.key], scene)
            for scene in self._scenes.values()
            if scene.key in self._counts
        ]
        return sorted(entries, key=lambda entry: entry[0])

    @property
    def made_of(self) -> str:
        """A sentence: how many scenes the image is made of."""
        used = [one for one in self.scenes if self._counts.get(one.key)]
        count = len(used)
        if not used[0].radar:
            one = count == 1
            return say("Made of 1 scene.") if one else say(f"Made of {count} scenes.")
        radar = same_radar(used)
        kind = ", ".join(
            filter(None, (radar.orbit_state, radar.mode, radar.polarization))
        )
        kind = kind or say("of several kinds")
        if count == 1:
            return say(f"Made of 1 pass ({kind}).")
        return say(f"Made of {count} passes ({kind}).")

    def describe(self, image: Image) -> Image:
        """Return the row with shares, times and the image's own cloud."""
        image = describe(image, self.scenes, self._counts, self._pixels)
        source = CLOUD_SOURCES.get(self._job.cloud_source or "")
        if source is None or not self._classes.any():
            return image
        shares = cloud_shares(self._classes, source)
        return replace(
            image,
            cloud_source=source.band,
            cloud_pct=shares.cloud,
            shadow_pct=shares.shadow,
            snow_pct=shares.snow,
            unclassified_pct=shares.unclassified,
        )

    def usages(self) -> tuple[Usage, ...]:
        """Return one row per scene, largest share first."""
        offered = {scene.key for scene in self._plan.offered}
        return list_usages(
            replace(
                self._plan,
                offered=tuple(self._scenes[one.key] for one in self._plan.offered),
            ),
            self._counts,
            self._values,
            self._pixels,
            [scene for scene in self.scenes if scene.key not in offered],
        )

    def _number(self, arrived: PieceImage) -> np.ndarray:
        """Return the values of a piece, its extra scenes numbered for the slot."""
        if not arrived.extra:
            return arrived.values
        offered = len(self._plan.offered)
        table = np.arange(offered + 1 + len(arrived.extra), dtype=np.uint16)
        for position, scene in enumerate(arrived.extra, offered + 1):
            value = self._values.setdefault(scene.key, len(self._values) + 1)
            table[position] = value
        return look_up(table, arrived.values)


class WholeTally:
    """Of an image whose pixels do not tell their scenes.

    A composite has candidates, of which nothing tells which ones it used; a collection
    without time has no scenes at all. Which pixels have data may be unknown, too.
    """

    legend = None

    def __init__(self, plan: Plan, pixels: int) -> None:
        self._plan = plan
        self._pixels = pixels
        self._valid: int | None = 0

    def add(self, arrived: PieceImage) -> np.ndarray:
        """Count the pixels of a piece that have data."""
        if not arrived.tells_valid:
            self._valid = None
        elif self._valid is not None:
            self._valid += int((arrived.inside & (arrived.values > 0)).sum())
        return arrived.values

    def add_classes(self, classes: np.ndarray) -> None:
        """Count nothing: a cloud source goes with the scenes of pixels."""

    @property
    def has_data(self) -> bool:
        """Whether any pixel has data, or nothing tells."""
        return self._valid != 0

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes offered."""
        return self._plan.offered

    @property
    def made_of(self) -> str:
        """A sentence: what little is known."""
        count = len(self._plan.planned)
        told = say(
            f"Composed by the script of {count} candidates; which of them it used is"
            " unknown"
        )
        if count == 1:
            told = say(
                "Composed by the script of 1 candidate; which of them it used is"
                " unknown"
            )
        if self._plan.timeless:
            told = say("This collection has no acquisitions")
        if self._valid is None:
            return say(f"{told}; which pixels have data is unknown.")
        return f"{told}."

    def describe(self, image: Image) -> Image:
        """Return the row with the share of pixels that have data."""
        return describe_whole(
            image,
            self._valid,
            self._pixels,
            has_scenes=not self._plan.timeless,
        )

    def usages(self) -> tuple[Usage, ...]:
        """Return one row per candidate."""
        return list_candidates(self._plan)
