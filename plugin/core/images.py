"""Images and usages: the rows that tell what each slot's mosaic is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from .sentences import say

if TYPE_CHECKING:
    from datetime import datetime


class State(str, Enum):
    """How a slot ended."""

    COMPLETE = say("complete")
    """Every request arrived, whatever the coverage."""
    PARTIAL = say("partial")
    """Some pieces are missing."""
    EMPTY = say("empty")
    """No scene, or no pixel with data; no file."""
    REJECTED = say("rejected")
    """Beyond the user's limit of cloud or coverage."""
    FAILED = say("failed")
    STOPPED = say("stopped")


UNFINISHED = (State.FAILED, State.PARTIAL, State.STOPPED)
"""What a further run fetches again."""


class Use(str, Enum):
    """Why a scene that was offered to a slot is, or is not, in its image."""

    USED = "used"
    COVERED = "covered by another scene"
    SUPERSEDED = "superseded"
    NO_DATA = "no data in the area"
    OVER_CLOUD_LIMIT = "over the cloud limit"
    EXCLUDED = "excluded"
    NOT_PLANNED = "not planned"
    CANDIDATE = "candidates only"
    """The script had all scenes of the slot; nothing tells which of them it used."""


@dataclass(frozen=True)
class Image:
    """A row of the layer ``images``; every slot asked for is one. None is unknown."""

    slot: str
    start: datetime
    end: datetime
    """Exclusive."""
    state: State
    reason: str
    """A sentence."""
    product: str
    rule: str
    collection: str
    hub: str
    path: str | None = None
    """Of the GeoTIFF, relative to the run folder, with forward slashes."""
    scenes_offered: int | None = None
    scenes_used: int | None = None
    acquisitions: int | None = None
    """Number of passes among the used scenes."""
    first_acquired: datetime | None = None
    last_acquired: datetime | None = None
    mean_acquired: datetime | None = None
    """Weighted by pixels."""
    main_acquired: datetime | None = None
    """Earliest time of the acquisition with the largest share."""
    main_share_pct: float | None = None
    valid_pct: float | None = None
    """Pixels with a scene / pixels inside the asked geometry."""
    cloud_pct: float | None = None
    """Cloud pixels / valid pixels, of the very pixels chosen."""
    shadow_pct: float | None = None
    snow_pct: float | None = None
    unclassified_pct: float | None = None
    cloud_source: str | None = None
    tile_cloud_min: float | None = None
    """Smallest of the providers' figures of the used tiles."""
    tile_cloud_max: float | None = None
    width: int | None = None
    height: int | None = None
    resolution: float | None = None
    pieces: int | None = None
    pieces_failed: int | None = None
    requests: int | None = None
    """Process requests sent."""
    pu_estimated: float | None = None
    pu_charged: float | None = None
    """What the image cost: the units charged for the answers it is made of, whichever
    run of its folder paid for them. What a run paid is `Run.paid`."""
    fetched: datetime | None = None


@dataclass(frozen=True)
class Usage:
    """A row of the layer ``usage``: one scene offered to one slot."""

    slot: str
    scene_key: str
    tile_id: str | None
    acquired: datetime
    cloud_coverage: float | None
    reason: Use
    pixels: int | None = None
    """Pixels of the image that came from this scene; None where it is unknown."""
    share_pct: float | None = None
    """``pixels`` / pixels inside the asked geometry."""
    scene_value: int | None = None
    """Value in the scene raster; None where the scene has none."""

    @property
    def used(self) -> bool | None:
        """Whether pixels of the image came from this scene; None is unknown."""
        return None if self.reason is Use.CANDIDATE else self.reason is Use.USED
