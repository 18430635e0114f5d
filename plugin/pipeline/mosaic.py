"""The mosaic of one slot: pieces become files, counts and a row."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import numpy as np

from ..core.clouds import CLOUD_SOURCES, NO_CLASS, cloud_shares, count_classes
from ..core.images import Image, State, Usage
from ..core.summary import describe, list_usages
from ..store.tags import image_tags
from .fetch import SentRequest, is_wide
from .files import SlotFiles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.errors import SceneSlotsError
    from ..core.job import Job
    from ..core.plan import Plan
    from ..core.scenes import Scene
    from ..store.folder import RunFolder
    from .piece import PieceImage


class Mosaic:
    """Collects the pieces of one slot; used by the run's thread alone."""

    def __init__(
        self,
        folder: RunFolder,
        job: Job,
        plan: Plan,
        image: Image,
        pieces: int,
        inside: np.ndarray,
    ) -> None:
        """Hold an empty mosaic.

        Args:
            folder: where files go.
            job: the run as asked.
            plan: of the slot.
            image: the row before anything arrived.
            pieces: how many will be added or fail.
            inside: pixels of the asked geometry, ``(height, width)`` of the grid.
        """
        self.plan = plan
        self.requests: list[SentRequest] = []
        self._folder = folder
        self._job = job
        self._image = image
        self._pieces = pieces
        self._inside = inside
        self._failures: list[SceneSlotsError] = []
        self._arrived = 0
        self._counts: dict[str, int] = {}
        self._scenes = {scene.key: scene for scene in plan.offered}
        self._values = plan.values
        slot = plan.slot.name
        self._path = folder.image_path(slot, folder.next_version(slot))
        self._classes = np.zeros(NO_CLASS + 1, dtype=np.int64)
        self._stack = ExitStack()
        self._files: SlotFiles | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every piece has arrived or failed."""
        return self._arrived + len(self._failures) == self._pieces

    def add(self, arrived: PieceImage) -> None:
        """Write the pixels of a piece.

        Raises:
            StoreError: the disk refuses.
        """
        self._arrived += 1
        self.requests.extend(arrived.requests)
        self._scenes.update(arrived.scenes)
        values = self._number(arrived)
        self._count(arrived, values)
        if self._files is None:
            self._files = self._stack.enter_context(
                SlotFiles(self._path, self._job, arrived.image, wide=is_wide(self.plan))
            )
        self._files.write(arrived, values)

    def fail(self, error: SceneSlotsError) -> None:
        """Note that a piece will not come."""
        self._failures.append(error)

    def finish(self) -> tuple[Image, tuple[Scene, ...], tuple[Usage, ...]]:
        """Give the files their names; return the slot's row, scenes and usages.

        Raises:
            StoreError: the disk refuses.
        """
        scenes = tuple(self._scenes.values())
        inside = int(self._inside.sum())
        image = describe(self._settled(), scenes, self._counts, inside)
        image = self._with_clouds(image)
        offered = {scene.key for scene in self.plan.offered}
        usages = list_usages(
            replace(
                self.plan,
                offered=tuple(self._scenes[scene.key] for scene in self.plan.offered),
            ),
            self._counts,
            self._values,
            inside,
            [scene for scene in scenes if scene.key not in offered],
        )
        if image.state in (State.COMPLETE, State.PARTIAL) and image.scenes_used:
            path = self._path.relative_to(self._folder.path).as_posix()
            image = replace(image, path=path)
            self._land(image, scenes, usages)
        else:
            self._stack.close()
        return image, scenes, usages

    def discard(self) -> None:
        """Leave nothing behind of files that were not finished."""
        self._stack.close()

    def _number(self, arrived: PieceImage) -> np.ndarray:
        """Return the values of a piece, its extra scenes numbered for the slot."""
        offered = len(self.plan.offered)
        table = np.arange(offered + 1 + len(arrived.extra), dtype=np.uint16)
        for position, scene in enumerate(arrived.extra, offered + 1):
            value = self._values.setdefault(scene.key, len(self._values) + 1)
            table[position] = value
        return np.asarray(table[arrived.values])

    def _count(self, arrived: PieceImage, values: np.ndarray) -> None:
        inside = self._inside[arrived.piece.window]
        if arrived.classes is not None:
            self._classes += count_classes(arrived.classes, inside & (values > 0))
        for key in arrived.asked:
            self._counts.setdefault(key, 0)
        keys = {value: key for key, value in self._values.items()}
        counts = np.bincount(values[inside])
        for value in np.flatnonzero(counts[1:]) + 1:
            key = keys[int(value)]
            self._counts[key] = self._counts.get(key, 0) + int(counts[value])

    def _land(
        self, image: Image, scenes: tuple[Scene, ...], usages: tuple[Usage, ...]
    ) -> None:
        entries = [
            (self._values[scene.key], scene)
            for scene in scenes
            if scene.key in self._counts
        ]
        with self._stack:
            if self._files is not None:
                self._files.finish(
                    sorted(entries, key=lambda entry: entry[0]),
                    *image_tags(image, scenes, usages),
                )

    def _with_clouds(self, image: Image) -> Image:
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

    def _settled(self) -> Image:
        """Return the row with its state, by what arrived and what did not."""
        failed = len(self._failures)
        image = replace(
            self._image,
            pieces=self._pieces,
            pieces_failed=failed,
            requests=len(self.requests),
            pu_charged=_charged(self.requests),
            fetched=datetime.now(timezone.utc),
        )
        if failed == self._pieces:
            return replace(
                image, state=State.FAILED, reason=str(self._failures[0]), fetched=None
            )
        if failed:
            reason = (
                f"{failed} of {self._pieces} pieces are missing. {self._failures[0]}"
            )
            return replace(image, state=State.PARTIAL, reason=reason)
        if not any(self._counts.values()):
            reason = _no_data(len(self.plan.offered))
            return replace(image, state=State.EMPTY, reason=reason)
        return replace(image, state=State.COMPLETE, reason=_arrived(self._counts))


def scene_counts(counts: Mapping[str, int]) -> int:
    """Return how many scenes have a pixel."""
    return sum(1 for pixels in counts.values() if pixels)


def _arrived(counts: Mapping[str, int]) -> str:
    used = scene_counts(counts)
    return f"Made of {used} scene{'' if used == 1 else 's'}."


def _no_data(offered: int) -> str:
    scenes = "The one scene" if offered == 1 else f"None of the {offered} scenes"
    return f"{scenes} of this slot has {'no ' if offered == 1 else ''}data in the area."


def _charged(requests: list[SentRequest]) -> float | None:
    """Return the units of all requests, None if the service told none."""
    told = [request.units for request in requests if request.units is not None]
    return sum(told) if told else None
