"""What a hub does wrong on demand; switched per hub object, never by a request."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Faults:
    """All off by default."""

    only: str = "/api/"
    """Transport faults hit requests whose path contains this."""
    times: int | None = None
    """How many of those they hit; None: all. Set anew when faults are replaced."""
    latency: float = 0.0
    """Seconds before an answer."""
    status: int | None = None
    """Answer with this status (429, 500, 503, 403, 401 …)."""
    retry_after_ms: int = 3398
    """`Retry-After` of a 429."""
    reset: bool = False
    """Reset the connection instead of answering."""
    truncate: bool = False
    """Send half of the announced body, then close."""
    stall: float = 0.0
    """Stop in the middle of the body for so many seconds."""
    content_type: str | None = None
    """Claim this type."""
    broken_tar: bool = False
    """Damage the tar of an answer."""
    broken_json: bool = False
    """Cut a JSON answer, or the userdata.json of a tar."""
    expired_token: bool = False
    """Refuse every token that was given out before this was switched on."""

    missing: frozenset[str] = frozenset()
    """Fields left out of tile objects and Catalog properties (`productId`,
    `sentinel2ProductId`, `tileOriginalId`, `dataPath`, `cloudCoverage`,
    `eo:cloud_cover`, `platform` …)."""
    contexts: int = 1
    """Into how many JavaScript contexts a request is split."""
    shuffle: str = ""
    """Seed of a scene order other than the asked one."""
    shuffle_each: bool = False
    """Another order for each function of a script."""
    tile_seconds: str = "floor"
    """Seconds of tile dates: floor, round or fraction."""
    catalog_seconds: str = "fraction"
    """Seconds of Catalog datetimes: floor, round or fraction."""
    footprints: str = "true"
    """Footprints claim the truth, `more` or `less` than the data."""
    footprint_margin: float = 0.1
    """By which share of the extent, on each side."""
    duplicates: bool = False
    """Offer each scene a second time, as an older product of the same pass."""
