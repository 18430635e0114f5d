"""The mosaic of one slot: pieces become files, counts and a row."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from ..core.blind import say_blind
from ..core.errors import Stopped
from ..core.images import Image, State, Usage, Use
from ..core.limits import apply_limits
from ..core.sentences import say
from ..store.tags import image_tags
from .fetch import SentRequest, is_wide
from .files import SlotFiles
from .tally import tally_of

if TYPE_CHECKING:
    from ..core.errors import SceneSlotsError
    from ..core.job import Job
    from ..core.plan import Plan
    from ..core.scenes import Scene
    from ..hub.transport import Stop
    from ..store.folder import RunFolder
    from .errand import PieceImage
    from .overlay import Pixels


class Mosaic:
    """Collects the pieces of one slot; used by the run's thread alone."""

    def __init__(
        self,
        folder: RunFolder,
        job: Job,
        plan: Plan,
        image: Image,
        pieces: int,
        pixels: int,
        stop: Stop,
    ) -> None:
        """Hold an empty mosaic.

        Args:
            folder: where files go.
            job: the run as asked.
            plan: of the slot.
            image: the row before anything arrived.
            pieces: how many will be added or fail.
            pixels: number of pixels of the asked geometry.
            stop: whether the run is to stop, and so is not to be finished.
        """
        self.plan = plan
        self.requests: list[SentRequest] = []
        self._folder = folder
        self._job = job
        self._image = image
        self._pieces = pieces
        self._failures: list[SceneSlotsError] = []
        self._tally = tally_of(job, plan, pixels)
        self._stop = stop
        slot = plan.slot.name
        self._path = folder.image_path(slot, folder.next_version(slot))
        self._stack = ExitStack()
        self._files: SlotFiles | None = None

    def land(self, arrived: PieceImage, pixels: Pixels) -> None:
        """Write the pixels of a piece.

        Raises:
            StoreError: the disk refuses.
            Stopped: the run is to stop: the slot cannot be finished any more.
        """
        self.requests.extend(arrived.requests)
        values = self._tally.add(arrived)
        if self._files is None:
            files = SlotFiles(self._path, self._job, pixels, wide=is_wide(self.plan))
            self._files = self._stack.enter_context(files)
        for block in pixels.blocks():
            if self._stop():
                raise Stopped
            rows = slice(*block.rows)
            if block.classes is not None:
                counted = arrived.inside[rows] & (values[rows] > 0)
                self._tally.add_classes(block.classes[counted])
            self._files.write(arrived.piece, block, values[rows], self._stop)

    def fail(self, error: SceneSlotsError) -> None:
        """Note that a piece will not come."""
        self._failures.append(error)

    def finish(self) -> tuple[Image, tuple[Scene, ...], tuple[Usage, ...]]:
        """Give the files their names; return the slot's row, scenes and usages.

        Raises:
            StoreError: the disk refuses.
            Stopped: the run is to stop.
        """
        image = self._tally.describe(self._settled())
        usages = self._tally.usages()
        if image.state in (State.COMPLETE, State.PARTIAL) and self._tally.has_data:
            path = self._path.relative_to(self._folder.path).as_posix()
            limits = self._job.limits
            (image,) = apply_limits([replace(image, path=path)], limits)
            self._complete(image, usages)
        else:
            self._stack.close()
        return image, self._tally.scenes, usages

    def discard(self) -> None:
        """Leave nothing behind of files that were not finished."""
        self._stack.close()

    def _complete(self, image: Image, usages: tuple[Usage, ...]) -> None:
        with self._stack:
            if self._files is not None:
                self._files.finish(
                    self._tally.legend,
                    *image_tags(
                        image,
                        self._tally.scenes,
                        usages,
                        self._job.product.evalscript,
                        (request.hash for request in self.requests),
                    ),
                    self._stop,
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
            reason = say(
                f"{failed} of {self._pieces} pieces are missing. {self._failures[0]}"
            )
            return replace(image, state=State.PARTIAL, reason=reason)
        if not self._tally.has_data:
            skipped = list(self.plan.skipped.values())
            excluded = skipped.count(Use.EXCLUDED)
            reason = _no_data(len(self.plan.offered) - excluded)
            return replace(image, state=State.EMPTY, reason=reason)
        blind = say_blind(self._job.rule, [self.plan])
        reason = " ".join(filter(None, (self._tally.made_of, blind)))
        return replace(image, state=State.COMPLETE, reason=reason)


def _no_data(offered: int) -> str:
    if not offered:
        return say("There are no data in the area.")
    if offered == 1:
        return say("The one scene of this slot has no data in the area.")
    return say(f"None of the {offered} scenes of this slot has data in the area.")


def _charged(requests: list[SentRequest]) -> float | None:
    """Return the units of all requests, None if the service told none."""
    told = [request.units for request in requests if request.units is not None]
    return sum(told) if told else None
