"""run.json: what the pipeline tells of the run, and every row, enough to rebuild."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import shapely

from ..core.errors import SceneSlotsError, StoreError
from ..core.grid import Grid
from ..core.scenes import Radar, Scene, acquisition_keys
from ..core.sentences import say
from ..core.times import format_exact, parse_time
from .landing import read_json
from .rows import (
    IMAGES,
    SCENES,
    USAGE,
    Kind,
    Row,
    image_row,
    scene_row,
    to_image,
    to_scene,
    to_usage,
    usage_row,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from ..core.images import Image, Usage


@dataclass(frozen=True)
class RunDocument:
    """The content of ``run.json`` as values."""

    run: Mapping[str, Any]
    """JSON values of the pipeline; ``identity`` is what makes a run."""
    grid: Grid
    area: BaseGeometry
    images: Mapping[str, Image] = field(default_factory=dict)
    """By slot, in time order."""
    scenes: Mapping[str, Scene] = field(default_factory=dict)
    """By key."""
    usages: Mapping[str, Sequence[Usage]] = field(default_factory=dict)
    """By slot."""
    slot_rows: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    """Images and usages as JSON values, kept: the document is written per slot."""
    scene_rows: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    """Scenes as JSON values, by key."""

    @property
    def identity(self) -> Mapping[str, Any]:
        """What is equal for the same run: its value by a word for each."""
        told = self.run.get("identity")
        return told if isinstance(told, dict) else {}

    def with_rows(
        self, images: Iterable[Image], scenes: Iterable[Scene], usages: Iterable[Usage]
    ) -> RunDocument:
        """Return the document with these slots and scenes added or replaced."""
        added = {image.slot: image for image in images}
        rows: dict[str, list[Usage]] = {slot: [] for slot in added}
        for usage in usages:
            rows.setdefault(usage.slot, []).append(usage)
        merged = {**self.images, **added}
        order = sorted(merged, key=lambda slot: (merged[slot].start, merged[slot].end))
        known = {scene.key: scene for scene in scenes}
        return replace(
            self,
            images={slot: merged[slot] for slot in order},
            scenes={**self.scenes, **known},
            usages={**self.usages, **rows},
            slot_rows={
                **self.slot_rows,
                **{slot: _slot_row(added[slot], rows[slot]) for slot in added},
            },
            scene_rows={
                **self.scene_rows,
                **{key: _scene_row(scene) for key, scene in known.items()},
            },
        )

    def to_json(self) -> dict[str, Any]:
        """Return the document as JSON values."""
        told = self.run.get("slots", {})
        passes = acquisition_keys(self.scenes.values())
        return {
            **self.run,
            "grid": asdict(self.grid),
            "area": _to_wkt(self.area),
            "slots": {
                slot: {**told.get(slot, {}), **self.slot_rows[slot]}
                for slot in self.images
            },
            "scenes": [
                {**row, "acquisition_key": passes[key]}
                for key, row in self.scene_rows.items()
            ],
        }


def load_document(path: Path) -> RunDocument:
    """Return the document on disk.

    Raises:
        StoreError: it is missing, damaged or not ours.
    """
    told = read_json(path)
    try:
        if not isinstance(told, dict):
            message = say("it is no JSON object")
            raise TypeError(message)
        return _parse(told)
    except (
        *(AttributeError, KeyError, TypeError, ValueError),
        *(OverflowError, shapely.errors.ShapelyError, SceneSlotsError),
    ) as error:
        message = say(f"The file {path} is damaged: {type(error).__name__}, {error}.")
        raise StoreError(message) from error


def _parse(told: dict[str, Any]) -> RunDocument:
    slots = told["slots"]
    run = _without(told, _OURS)
    facts_of = {slot: _without(facts, _OURS_OF_A_SLOT) for slot, facts in slots.items()}
    run["slots"] = {slot: facts for slot, facts in facts_of.items() if facts}
    scenes = [_to_scene(row) for row in told["scenes"]]
    area = shapely.from_wkt(str(told["area"]))
    empty = RunDocument(run, Grid(**told["grid"]), area)
    return empty.with_rows(
        [to_image(_cells(IMAGES, facts["image"])) for facts in slots.values()],
        scenes,
        [
            to_usage(_cells(USAGE, row))
            for facts in slots.values()
            for row in facts["usage"]
        ],
    )


_OURS = {"grid", "area", "slots", "scenes"}
_OURS_OF_A_SLOT = {"image", "usage"}


def _slot_row(image: Image, usages: Iterable[Usage]) -> dict[str, Any]:
    rows = [_plain(usage_row(usage)) for usage in usages]
    return {"image": _plain(image_row(image)), "usage": rows}


def _scene_row(scene: Scene) -> dict[str, Any]:
    row = {**_plain(scene_row(scene, None)), "footprint": _to_wkt(scene.footprint)}
    # No column: it decides which scenes a plan may mix.
    return {**row, "radar": asdict(scene.radar)} if scene.radar else row


def _to_scene(row: Mapping[str, Any]) -> Scene:
    scene = to_scene(_cells(SCENES, row), _from_wkt(row["footprint"]))
    radar = row.get("radar")
    return replace(scene, radar=Radar(**radar)) if radar else scene


def _without(facts: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: fact for name, fact in facts.items() if name not in names}


def _plain(row: Row) -> dict[str, Any]:
    return {
        name: format_exact(cell) if isinstance(cell, datetime) else cell
        for name, cell in row.items()
    }


def _cells(columns: Mapping[str, Kind], row: Mapping[str, Any]) -> Row:
    return {
        name: parse_time(row[name])
        if kind is Kind.TIME and row[name] is not None
        else row[name]
        for name, kind in columns.items()
    }


def _to_wkt(geometry: BaseGeometry | None) -> str | None:
    if geometry is None:
        return None
    return str(shapely.to_wkt(geometry, rounding_precision=-1))


def _from_wkt(text: str | None) -> BaseGeometry | None:
    return None if text is None else shapely.from_wkt(text)
