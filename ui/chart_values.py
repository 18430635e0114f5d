"""What a chart shows: lines over time, of points and of gaps that stay gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class ChartPoint:
    """A value at a time."""

    key: str
    when: datetime
    value: float
    low: float | None
    """Of the spread around the value; None where there is none."""
    high: float | None
    is_hollow: bool
    """Whether the value is doubtful, such as that of a cloud."""
    words: str
    """A line about it."""
    tip: str
    """More about it, as rich text."""


@dataclass(frozen=True)
class ChartGap:
    """A time that has no value."""

    key: str
    when: datetime
    words: str
    tip: str


ChartEntry = Union[ChartPoint, ChartGap]


@dataclass(frozen=True)
class ChartLine:
    """A series; its line is drawn within parts, never from one to another."""

    title: str
    parts: tuple[tuple[ChartPoint, ...], ...]
    gaps: tuple[ChartGap, ...]

    @property
    def points(self) -> tuple[ChartPoint, ...]:
        """All points, in time order."""
        return tuple(point for part in self.parts for point in part)

    @property
    def entries(self) -> tuple[ChartEntry, ...]:
        """Points and gaps, in time order."""
        both: list[ChartEntry] = [*self.points, *self.gaps]
        return tuple(sorted(both, key=lambda one: one.when))
