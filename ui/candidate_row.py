"""One row of the candidates, and what each column of the table shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

USE, SLOT, ACQUIRED, TILE, CLOUD, COVERAGE, PLATFORM, ORBIT, STATE = range(9)


@dataclass(frozen=True)
class CandidateRow:
    """One scene that is offered to one slot; None is unknown."""

    key: str
    """Of the scene; it has a row in each slot that it is offered to."""
    slot: str
    acquired: datetime
    """UTC."""
    tile: str | None = None
    cloud: float | None = None
    """Of the whole tile, in percent."""
    coverage: float | None = None
    """Of the area by the tile's claimed outline, in percent."""
    platform: str | None = None
    orbit: int | None = None
    state: str = ""
    """In words."""
    reason: str = ""
    """A sentence that explains the state."""
    is_planned: bool = False
    is_used: bool = True
    """Whether it may be asked for; a person can take that back."""
    can_change: bool = True
    """Whether that is up to a person."""
    names: frozenset[str] = frozenset()
    """Keys by which it is left out, where it is not its own: a pass has those of its
    tiles."""

    @property
    def excluded_by(self) -> frozenset[str]:
        """The keys by which it is left out."""
        return self.names or frozenset((self.key,))


VALUES: tuple[Callable[[CandidateRow], Any], ...] = (
    lambda row: row.is_used,
    lambda row: row.slot,
    lambda row: row.acquired,
    lambda row: row.tile,
    lambda row: row.cloud,
    lambda row: row.coverage,
    lambda row: row.platform,
    lambda row: row.orbit,
    lambda row: row.state,
)
"""What a column sorts by; None is unknown."""
