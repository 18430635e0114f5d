"""The tables of a run as CSV: comma, UTF-8, UTC times, nothing for unknown."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

from ..core.scenes import acquisition_keys
from ..core.times import format_second
from .landing import write_text
from .rows import IMAGES, SCENES, USAGE, Row, image_row, scene_row, usage_row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .folder import RunFolder


def table_files(target: Path) -> tuple[Path, ...]:
    """Return the files that are written into a folder."""
    return tuple(target / f"{name}.csv" for name in ("images", "usage", "scenes"))


def export_tables(folder: RunFolder, target: Path) -> tuple[Path, ...]:
    """Write ``images.csv``, ``usage.csv`` and ``scenes.csv``; return their paths.

    Args:
        folder: of the run.
        target: an existing folder.

    Raises:
        StoreError: the tables cannot be read, or the files not written.
    """
    scenes = folder.read_scenes()
    passes = acquisition_keys(scenes)
    tables: tuple[tuple[Iterable[str], Iterable[Row]], ...] = (
        (IMAGES, map(image_row, folder.read_images())),
        (USAGE, map(usage_row, folder.read_usages())),
        (SCENES, (scene_row(one, passes[one.key]) for one in scenes)),
    )
    paths = table_files(target)
    for path, (columns, rows) in zip(paths, tables):
        write_text(path, _to_csv(columns, rows))
    return paths


def _to_csv(columns: Iterable[str], rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(cell) for cell in row.values()])
    return text.getvalue()


def _cell(cell: object) -> object:
    if isinstance(cell, datetime):
        return format_second(cell)
    return str(cell).lower() if isinstance(cell, bool) else cell
