"""Profiles as CSV: a row for each place, slot and band; gaps are rows without value."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ..core.times import format_second
from .landing import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from .profile import Profile, Sample

COLUMNS = (
    "place",
    "slot",
    "start",
    "end",
    "state",
    "reason",
    "acquired",
    "band",
    "mean",
    "p10",
    "p90",
    "minimum",
    "maximum",
    "pixels",
    "valid_pct",
    "place_cloud_pct",
    "image_cloud_pct",
    "cloud_source",
    "tiles",
    "tile_clouds",
    "path",
)
"""Times are UTC and ``end`` is exclusive; several tiles are separated by ``;``."""


def write_profiles(path: Path, profiles: Sequence[tuple[str, Profile]]) -> None:
    """Write profiles, each with the title of its place.

    Raises:
        StoreError: the file could not be written.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for title, profile in profiles:
        for sample in profile.samples:
            writer.writerows(_rows(title, profile, sample))
    write_text(path, text.getvalue())


def _rows(title: str, profile: Profile, sample: Sample) -> Iterator[tuple[object, ...]]:
    image = sample.image
    head = (
        title,
        image.slot,
        format_second(image.start),
        format_second(image.end),
        image.state.value,
        image.reason,
        ";".join(format_second(scene.acquired) for scene in sample.scenes),
    )
    tail = (
        profile.pixels,
        sample.valid_pct,
        sample.cloud_pct,
        image.cloud_pct,
        image.cloud_source,
        ";".join(scene.tile_id or scene.key for scene in sample.scenes),
        ";".join(_known(scene.cloud_coverage) for scene in sample.scenes),
        image.path,
    )
    if not sample.figures:
        yield (*head, *("",) * 6, *tail)
    for band, one in zip(profile.bands, sample.figures):
        figures = (one.mean, one.p10, one.p90, one.minimum, one.maximum)
        yield (*head, band, *figures, *tail)


def _known(number: float | None) -> str:
    return "" if number is None else str(number)
