"""Report: a run folder told in lines, one per slot, and how it ended."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WIDTH = 100
_GOOD = ("complete", "partial", "empty")
_BAR = 40


@dataclass(frozen=True)
class Row:
    """One slot as it ended."""

    slot: str
    state: str
    reason: str
    scenes: tuple[dict[str, Any], ...]
    """As in ``metadata.json``, largest share first."""
    estimated: float | None = None
    """Processing units that it was to cost."""
    charged: float | None = None
    """Those that it did cost; None is unknown."""

    @property
    def is_good(self) -> bool:
        """Whether the slot ended as it may."""
        return self.state in _GOOD


def read_rows(folder: Path) -> list[Row]:
    """Return the slots of a run folder in time order."""
    text = (folder / "metadata.json").read_text(encoding="utf-8")
    scenes: dict[str, list[dict[str, Any]]] = json.loads(text)
    with closing(sqlite3.connect(folder / "scene_slots.gpkg")) as tables:
        found = tables.execute(
            "SELECT slot, state, reason, pu_estimated, pu_charged FROM images"
            " ORDER BY start, slot"
        ).fetchall()
    return [
        Row(slot, state, reason or "", tuple(scenes.get(slot, ())), *units)
        for slot, state, reason, *units in found
    ]


def plan_line(images: int, requests: int, units: float) -> str:
    """Return what is about to be fetched, and its price."""
    return (
        f"{_count(images, 'image')}, {_count(requests, 'request')}:"
        f" about {units:.3g} processing units."
    )


def table_lines(rows: list[Row]) -> list[str]:
    """Return a line per slot, and one more for each tile beyond its first."""
    width = max((len(row.slot) for row in rows), default=0)
    lines = [f"{'slot':{width}}  state     date          cloud  tile"]
    lines.append("-" * len(lines[0]))
    for row in rows:
        start = f"{row.slot:{width}}  {row.state:8}  "
        told = [_tile(scene) for scene in row.scenes] or [row.reason]
        lines.append((start + told[0]).rstrip())
        lines.extend(" " * len(start) + tile for tile in told[1:])
    return lines


def closing_lines(rows: list[Row], files: Mapping[str, str]) -> list[str]:
    """Return how many slots ended how, and where everything is."""
    states = [row.state for row in rows]
    counts = [f"{states.count(state)} {state}" for state in dict.fromkeys(states)]
    lines = [f"{_count(len(rows), 'slot')}: {', '.join(counts)}. {_units(rows)}"]
    if any(scene.get("id_is_derived") for row in rows for scene in row.scenes):
        lines.append("derived: the id is made up from the date; no product has it.")
    width = max(map(len, files))
    lines += [f"{name:{width}}  {path}" for name, path in files.items()]
    return lines


class ProgressBar:
    """A bar that moves on a terminal, and is a few lines in a log."""

    def __init__(self, stream: TextIO = sys.stdout) -> None:
        self._stream = stream
        self._moves = stream.isatty()
        self._told = -1

    def show(self, percent: float, text: str) -> None:
        """Show how much is done."""
        step = round(percent) if self._moves else int(percent) // 25 * 25
        if step <= self._told:
            return
        self._told = step
        filled = round(_BAR * step / 100)
        bar = f"[{'#' * filled}{'.' * (_BAR - filled)}] {step:3d} %  {text}"
        if self._moves:
            self._stream.write(f"\r{bar:<{WIDTH - 1}}")
        else:
            self._stream.write(f"{bar.rstrip()}\n")
        self._stream.flush()

    def say(self, text: str) -> None:
        """Write a line, above the bar."""
        start = "\r" if self._moves else ""
        width = WIDTH - 1 if self._moves else 0
        self._stream.write(f"{start}{text:<{width}}\n")
        self._stream.flush()

    def __enter__(self) -> ProgressBar:
        """Return the bar itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the bar's line."""
        if self._moves and self._told >= 0:
            self._stream.write("\n")
            self._stream.flush()


def _units(rows: list[Row]) -> str:
    """Return the units charged, which may be unknown, beside those estimated."""
    estimated = sum(row.estimated or 0.0 for row in rows)
    told = [row.charged for row in rows if row.charged is not None]
    charged = f"{sum(told):.3g}" if told else "Unknown"
    return f"{charged} processing units charged, {estimated:.3g} estimated."


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def _tile(scene: Mapping[str, Any]) -> str:
    cloud = scene.get("cloud_coverage")
    told = "unknown" if cloud is None else f"{cloud:.1f} %"
    derived = "  derived" if scene.get("id_is_derived") else ""
    # The id last: those of the service are up to 70 characters long.
    return f"{str(scene.get('date'))[:10]}  {told:>7}  {scene.get('tile_id')}{derived}"
