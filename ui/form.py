"""What the dialog holds: plain values as a person chose and typed them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Form:
    """A run as it is asked for, unchecked; the area is the map's extent."""

    first_day: date
    last_day: date
    """Included."""
    rhythm: str = "month"
    """An id of the list, a duration (``P10D``), parts (``6 parts``) or days."""
    collection: str = "sentinel-2-l2a"
    product: str = "true_color"
    rule: str = "leastCC"
    """An id of the list; its parameter follows a colon (``closest:15``)."""
    resolution: float = 10.0
    """In units of the grid's CRS: metres."""
    hub: str = "local"
    """``local``, ``cdse``, ``sh-eu``, ``sh-us-west`` or ``custom``."""
    base_url: str = ""
    token_url: str = ""
    """Addresses of a custom hub."""
    authcfg: str = ""
    """Id of a QGIS authentication configuration; for every hub but the local one."""
    scenes_folder: str = ""
    """Static STAC catalog of the local hub; empty for the sample scenes."""
    folder: str = ""
    """In here the run makes its own folder; empty for the default."""
    count_cloud: bool = False
    """Whether the image's own cloud is counted, from a band that is paid for."""
    unit_limit: float = 50.0
    """Processing units that a run may cost without asking; 0 asks always."""
    max_cloud: float = 100.0
    """Percent: cloudier images are rejected; 100 rejects none."""
    months: tuple[int, ...] = ()
    """Of the year, 1 to 12, that slots are clipped to; none keeps all."""
    excluded_slots: frozenset[str] = frozenset()
    """Names of slots that are not asked for."""
    excluded_scenes: frozenset[str] = frozenset()
    """Keys of scenes that take part in no image."""
    orbit_direction: str = ""
    """``ascending``, ``descending`` or ``both``, for radar; empty: more scenes."""
    epsg: int | None = None
    """CRS of the grid, None for the UTM zone of the map's centre."""
