"""Profiles: what every image of a run has at a point or in a polygon, from disk."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..core.clouds import CLOUD_SOURCES
from ..core.errors import Stopped
from ..core.images import State
from .faults import known, said
from .folder import TABLES
from .reading import read_images, read_scenes, read_usages
from .tiff import open_tiff
from .turns import turn_of
from .windows import Window, read_window, window_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from ..core.images import Image
    from ..core.scenes import Scene

_PERCENT = 100.0
_TENTH, _NINTH = 10, 90
SHOWN = (State.COMPLETE, State.PARTIAL)
"""States of images whose values count; those of rejected ones do not."""


@dataclass(frozen=True)
class Figures:
    """The values of one band in one image; all are equal where it is one pixel."""

    mean: float
    p10: float
    p90: float
    minimum: float
    maximum: float


@dataclass(frozen=True)
class Sample:
    """What one slot has at a place; None is unknown."""

    image: Image
    figures: tuple[Figures, ...] = ()
    """By band; empty where there is no image, or no data at the place."""
    valid_pct: float | None = None
    """Pixels with data / pixels of the place."""
    cloud_pct: float | None = None
    """Cloud pixels / pixels with data at the place; not of the whole image."""
    cloud_class: int | None = None
    """The most frequent class of `Image.cloud_source` among the pixels with data."""
    scenes: tuple[Scene, ...] = ()
    """Those that the pixels came from, largest share first."""


@dataclass(frozen=True)
class Profile:
    """The values of a run at one place."""

    pixels: int
    """Of the place; 0 where it is outside of the images."""
    step: int
    """1 where every pixel was read, else every so many-th of a row and of a column."""
    bands: tuple[str, ...]
    units: tuple[str, ...]
    """By band; empty where unknown."""
    samples: tuple[Sample, ...]
    """One for every slot asked for, in time order."""


def read_profiles(
    folder: Path, places: Sequence[BaseGeometry], stop: Callable[[], bool]
) -> tuple[Profile, ...]:
    """Return the profile of each place.

    Args:
        folder: of the run; nothing else is asked.
        places: points or polygons in the CRS of the grid. Of a polygon the pixels
            count whose centre is inside, or else the one in its middle.
        stop: whether to stop, asked before every image.

    Raises:
        StoreError: a file is missing or damaged.
        Stopped: ``stop()`` became true.
    """
    facts = _Facts.read(folder / TABLES)
    profiles = [_Growing(place) for place in places]
    for image in facts.images:
        if stop():
            raise Stopped
        if image.path is None or image.state not in SHOWN:
            for profile in profiles:
                profile.samples.append(Sample(image))
        else:
            _read_image(folder, image, facts, profiles)
    return tuple(profile.finish() for profile in profiles)


@dataclass(frozen=True)
class _Facts:
    """What the tables say."""

    images: tuple[Image, ...]
    scenes: Mapping[str, Scene]
    keys: Mapping[tuple[str, int], str]

    @classmethod
    def read(cls, tables: Path) -> _Facts:
        # A run may be writing them just now.
        with turn_of(tables):
            images, usages = read_images(tables), read_usages(tables)
            scenes = {scene.key: scene for scene in read_scenes(tables)}
        keys = {
            (usage.slot, usage.scene_value): usage.scene_key
            for usage in usages
            if usage.scene_value is not None
        }
        return cls(images, scenes, keys)

    def named(self, slot: str, values: np.ndarray) -> tuple[Scene, ...]:
        """Return the scenes of these values of a scene raster, most pixels first."""
        counts = Counter(values[values > 0].tolist())
        keys = [self.keys.get((slot, value), "") for value, _ in counts.most_common()]
        return tuple(self.scenes[key] for key in keys if key in self.scenes)


class _Growing:
    """A profile while its images are read."""

    def __init__(self, place: BaseGeometry) -> None:
        self.place = place
        self.samples: list[Sample] = []
        self.bands: tuple[str, ...] = ()
        self.units: tuple[str, ...] = ()
        self._window: Window | None = None
        self._shape: object = None

    def window(self, size: tuple[int, int], geotransform: Sequence[float]) -> Window:
        """Return the pixels of the place; images of a run share their grid."""
        shape = (size, tuple(geotransform))
        if self._window is None or shape != self._shape:
            self._window = window_of(self.place, size, geotransform)
            self._shape = shape
        return self._window

    def finish(self) -> Profile:
        window = self._window
        return Profile(
            window.pixels if window else 0,
            window.step if window else 1,
            self.bands,
            self.units,
            tuple(self.samples),
        )


def _read_image(
    folder: Path, image: Image, facts: _Facts, profiles: Sequence[_Growing]
) -> None:
    path = folder / str(image.path)
    classes, names = (
        path.with_name(f"{path.stem}.{name}.tif") for name in ("cloud", "scene")
    )
    with said(f"The image {path} could not be read"):
        dataset = open_tiff(str(path))
        size = (dataset.RasterXSize, dataset.RasterYSize)
        bands = [
            known(dataset.GetRasterBand(number + 1))
            for number in range(dataset.RasterCount)
        ]
        for profile in profiles:
            window = profile.window(size, dataset.GetGeoTransform())
            profile.bands = tuple(
                band.GetDescription() or str(number)
                for number, band in enumerate(bands, start=1)
            )
            profile.units = tuple(str(band.GetUnitType() or "") for band in bands)
            valid = read_window(bands[0].GetMaskBand(), window) > 0
            values = [read_window(band, window) for band in bands]
            profile.samples.append(
                _sample(
                    image,
                    valid,
                    values,
                    _beside(classes, window, valid),
                    facts.named(image.slot, _beside(names, window, valid)),
                )
            )


def _beside(path: Path, window: Window, valid: np.ndarray) -> np.ndarray:
    """Return the valid pixels of a raster beside an image; none without one."""
    if not path.is_file():
        return np.empty(0, np.uint8)
    with said(f"The raster {path} could not be read"):
        dataset = open_tiff(str(path))
        values = read_window(known(dataset.GetRasterBand(1)), window)
    chosen: np.ndarray = values[valid]
    return chosen


def _sample(
    image: Image,
    valid: np.ndarray,
    values: Sequence[np.ndarray],
    classes: np.ndarray,
    scenes: tuple[Scene, ...],
) -> Sample:
    count = int(np.count_nonzero(valid))
    figures = [_figures(band[valid]) for band in values] if count else []
    found = [one for one in figures if one is not None]
    source = CLOUD_SOURCES.get(image.cloud_source or "")
    cloud: float | None = None
    if source is not None and classes.size:
        is_cloud = np.isin(classes, sorted(source.cloud))
        cloud = _PERCENT * int(np.count_nonzero(is_cloud)) / classes.size
    return Sample(
        image,
        # A band of NaN alone leaves nothing to show for the others' sake.
        tuple(found) if len(found) == len(values) else (),
        _PERCENT * count / valid.size if valid.size else None,
        cloud,
        int(np.bincount(classes).argmax()) if classes.size else None,
        scenes,
    )


def _figures(values: np.ndarray) -> Figures | None:
    values = values[np.isfinite(values)]
    if not values.size:
        return None
    low, high = np.percentile(values, (_TENTH, _NINTH))
    return Figures(
        float(values.mean(dtype=np.float64)),
        float(low),
        float(high),
        float(values.min()),
        float(values.max()),
    )
