"""Earlier: what a run folder holds already of the run that is asked for."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..core.errors import StoreError
from ..core.images import State
from ..core.keeping import is_past, say_part
from ..core.times import parse_time
from ..store.claim import check_same
from ..store.document import load_document
from ..store.folder import RUN
from ..store.landing import read_entry
from .document import describe_job
from .facts import describe_identity, parse_facts
from .history import known_factor
from .modes import is_timeless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from ..core.images import Image, Usage
    from ..core.job import Job
    from ..core.keeping import SlotFacts
    from ..core.scenes import Scene
    from ..core.slots import Slot

_SETTLED = (State.COMPLETE, State.EMPTY, State.REJECTED)


@dataclass(frozen=True)
class EarlierSlot:
    """A slot as the folder tells of it."""

    image: Image
    usages: tuple[Usage, ...]
    scenes: tuple[Scene, ...]
    """Those of the usages, with the facts of service and Catalog."""
    told: Mapping[str, Any] = field(repr=False)
    """What ``run.json`` says of its plan and its requests."""
    has_files: bool = True
    """Whether the files are there that its row names, or would name."""

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it is missing."""
        state = self.image.state in _SETTLED and not self.image.pieces_failed
        return state and self.has_files

    @property
    def facts(self) -> SlotFacts | None:
        """What its image was made of; None where it has none, or none is told."""
        return parse_facts(self.told, self.image.rule)

    def as_part_of(self, slots: Iterable[Slot]) -> EarlierSlot:
        """Return the slot, saying which of others holds its days, if one does."""
        start, end = self.image.start, self.image.end
        around = (one for one in slots if one.start <= start and end <= one.end)
        image = say_part(self.image, next((one.name for one in around), None))
        return replace(self, image=image, told={**self.told, "reason": image.reason})

    def is_of(self, image: Image) -> bool:
        """Return whether a row is that of this image."""
        return (image.path, image.fetched) == (self.image.path, self.image.fetched)

    @property
    def searched(self) -> datetime | None:
        """When the catalog was last asked for its scenes."""
        return _time(self.told.get("searched"))


@dataclass(frozen=True)
class Earlier:
    """A run in the folder of a job that may go on there."""

    path: Path
    run: Mapping[str, Any] = field(repr=False)
    slots: Mapping[str, EarlierSlot] = field(repr=False)
    scenes: tuple[Scene, ...] = field(repr=False)
    stamp: tuple[int, int] = (0, 0)
    """Time and size of the document that was read."""

    @property
    def is_current(self) -> bool:
        """Whether the document stands as it was read."""
        return self.stamp == _stamp(self.path)

    @property
    def factor(self) -> float:
        """What its estimates were multiplied by."""
        return known_factor(self.run.get("calibration"))

    def asked(self) -> list[str]:
        """Return the names of the slots that were asked for last, in time order."""
        told = self.run.get("asked")
        return [str(slot) for slot in told] if isinstance(told, list) else []

    def answers(self, job: Job) -> bool:
        """Return whether the job was done, and no search can change that.

        Args:
            job: as it runs.
        """
        asked = self.asked()
        if job.refresh or not asked or self.run.get("job") != describe_job(job):
            return False
        if self.run.get("excluded_slots", []) != sorted(job.excluded_slots):
            return False
        slots = [self.slots.get(name) for name in asked]
        return all(slot and slot.is_settled for slot in slots) and (
            is_timeless(job)
            or all(
                slot and is_past(job.period.end, slot.searched, job.collection)
                for slot in slots
            )
        )


def has_run(folder: Path) -> bool:
    """Return whether a folder is that of a run."""
    return (folder / RUN).is_file()


def holds(folder: Path, job: Job) -> bool:
    """Return whether a folder holds a run that the job can go on with."""
    try:
        found = read_entry(folder / RUN, "identity")
    except StoreError:
        return False
    return bool(found == json.loads(json.dumps(describe_identity(job))))


def read_earlier(job: Job) -> Earlier | None:
    """Return the run in the job's folder, None where there is none.

    Raises:
        StoreError: it is damaged, or a run that the job cannot go on with.
    """
    path = job.folder
    if not has_run(path):
        return None
    stamp = _stamp(path)  # before it is read: what comes meanwhile is read again
    document = load_document(path / RUN)
    check_same(path, document.identity, describe_identity(job))
    slots = {}
    told = document.run.get("slots", {})
    for name, image in document.images.items():
        usages = tuple(document.usages.get(name, ()))
        keys = [use.scene_key for use in usages if use.scene_key in document.scenes]
        slots[name] = EarlierSlot(
            image,
            usages,
            tuple(document.scenes[key] for key in keys),
            told.get(name, {}),
            all(one.is_file() for one in _files(path, image, told.get(name, {}), job)),
        )
    scenes = tuple(document.scenes.values())
    return Earlier(path, document.run, slots, scenes, stamp)


def find_earlier(job: Job) -> Earlier | None:
    """Return the run in the job's folder, None where the job cannot go on with it."""
    with suppress(StoreError):
        return read_earlier(job)
    return None


def _stamp(folder: Path) -> tuple[int, int]:
    try:
        told = (folder / RUN).stat()
    except OSError:
        return 0, 0
    return told.st_mtime_ns, told.st_size


def _files(
    folder: Path, image: Image, told: Mapping[str, Any], job: Job
) -> Iterator[Path]:
    """Yield the files of a slot that has an image."""
    if image.path is None:
        return
    path = folder / image.path
    yield path
    if job.names_scenes:
        yield path.with_name(f"{path.stem}.scene.tif")
        if told.get("cloud_source"):
            yield path.with_name(f"{path.stem}.cloud.tif")


def _time(told: object) -> datetime | None:
    try:
        return parse_time(str(told))
    except ValueError:
        return None
