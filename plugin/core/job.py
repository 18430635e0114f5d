"""A job: everything a person asks for in one run, and nothing secret."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .collections import Mode, find_collection
from .limits import Limits
from .product import Family

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from .grid import Grid
    from .images import Image
    from .product import Product
    from .slots import Period


@dataclass(frozen=True)
class Hub:
    """A deployment of the service."""

    name: str
    """Identifier: ``local``, ``cdse``, ``sh-eu``, ``sh-us-west`` or ``custom``."""
    title: str
    base_url: str
    token_url: str
    scenes: str = ""
    """Folder of the scenes that a local hub serves; empty for the samples."""


@dataclass(frozen=True)
class Job:
    """One run as asked."""

    hub: Hub
    collection: str
    """Catalog id, such as ``sentinel-2-l2a``."""
    product: Product
    rule: str
    """Name of a rule with its parameter, such as ``leastCC`` or ``closest:15``."""
    period: Period
    rhythm: str
    grid: Grid
    area: BaseGeometry
    """The asked geometry in the CRS of the grid."""
    folder: Path
    """The run folder; created by the run, must be new or of the same run."""
    area_name: str = ""
    """What the feature is called that the area came from; empty for other areas."""
    months: tuple[int, ...] = ()
    excluded_slots: frozenset[str] = frozenset()
    """Names of slots that are not asked for: they have no row and no image."""
    cloud_source: str | None = None
    """Band whose classes tell the image's own cloud, such as ``SCL``; None: unasked."""
    orbit_direction: str | None = None
    """``ascending``, ``descending`` or ``both``, for radar; None: the one with more
    scenes."""
    unit_limit: float | None = None
    """Processing units that the run may cost without asking; None: no limit."""
    limits: Limits = field(default_factory=Limits)
    """Of cloud and coverage; images beyond are ``rejected``, and their files stay."""
    excluded_scenes: frozenset[str] = frozenset()
    """Keys of scenes that a person left out by hand: they win no pixel of any slot."""
    refresh: bool = False
    """Whether images that the folder has already are fetched anew where the provider
    has changed their scenes since."""

    @property
    def names_scenes(self) -> bool:
        """Whether each pixel of an image can tell the scene it came from."""
        is_static = find_collection(self.collection).mode is Mode.STATIC
        return not is_static and self.product.family is not Family.COMPOSITE


@dataclass(frozen=True)
class Run:
    """One job with its folder, and how each slot ended."""

    job: Job
    images: tuple[Image, ...]
    """A row for every slot asked for, in time order."""
    kept: frozenset[str] = frozenset()
    """Slots whose image was there before and stayed; nothing was paid for it now."""
    search_units: float = 0.0
    """Processing units that it took to find the scenes, beside those of images."""
    notes: tuple[str, ...] = ()
    """What a person should know of its plan, in sentences."""
    paid: tuple[float | None, ...] = ()
    """Units charged for each answer that came in this run for its images and their
    scans, also where no image was made of it; None where the service did not tell."""

    @property
    def fetched(self) -> tuple[Image, ...]:
        """The rows of the slots that were not there before."""
        return tuple(image for image in self.images if image.slot not in self.kept)

    @property
    def folder(self) -> Path:
        """The run folder."""
        return self.job.folder
