"""Prepared: a job with its plan and its price, before anything is fetched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..core.blind import say_blind
from ..core.price import Price, sum_prices

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ..core.images import Image
    from ..core.job import Job
    from ..core.plan import Plan
    from ..core.scenes import Scene
    from .earlier import Earlier, EarlierSlot
    from .scan import Scanned


@dataclass(frozen=True)
class Prepared:
    """A job with the plan and the price of every slot."""

    job: Job
    scenes: tuple[Scene, ...]
    """Every scene that the Catalog offers over the area in the period."""
    plans: tuple[Plan, ...]
    """Of each slot, in time order; as long as ``to_scan`` is not done, of those slots
    in an order that may change."""
    rows: Mapping[str, Image]
    """Of each slot before anything is fetched, with ``pu_estimated``."""
    search_units: float
    """What the search cost, by the documented formula."""
    prices: Mapping[str, Price] = field(default_factory=dict)
    """Of each slot, by its name."""
    to_scan: Mapping[str, tuple[Scene, ...]] = field(default_factory=dict)
    """Scenes whose cloud over the area is read before they are put in order, by slot;
    that is done, and paid, only when the run is fetched."""
    scanned: Mapping[str, Scanned] = field(default_factory=dict)
    """What was read of them, by slot, by this run or an earlier one."""
    lost: tuple[float | None, ...] = ()
    """Units of each answer to a scan that did not come to its end."""
    planless: str | None = None
    """Why there is no plan, a sentence; None where there is one."""
    factor: float = 1.0
    """By which the formula was multiplied for what the hub charged before."""
    searched: datetime | None = None
    """When the catalog was asked; None where that was not needed."""
    earlier: Earlier | None = None
    """What the folder holds of a run that this one goes on with."""
    kept: Mapping[str, EarlierSlot] = field(default_factory=dict)
    """Slots whose image is there and stays, by name."""
    outdated: Mapping[str, EarlierSlot] = field(default_factory=dict)
    """Slots whose image stays until the newer one has come."""
    quota_left: float | None = None
    """Units left of the account's quota before the run, None where the hub does not
    tell (see `hub/quota.py`): then it is known only when they are spent (HTTP 403)."""

    @property
    def price(self) -> Price:
        """Of all slots: at least, planned, at worst, and the cloud band's part."""
        return sum_prices(self.prices.values())

    @property
    def units(self) -> float:
        """Processing units that the images will cost, with their scans."""
        return sum(
            row.pu_estimated or 0.0
            for slot, row in self.rows.items()
            if slot not in self.kept
        )

    @property
    def held(self) -> Mapping[str, EarlierSlot]:
        """Slots of the run whose image is there, for good or for the time being."""
        return {**self.outdated, **self.kept}

    @property
    def beside(self) -> Mapping[str, EarlierSlot]:
        """Slots that are not asked for any more and have an image: it stays."""
        asked = [plan.slot for plan in self.plans]
        names = {slot.name for slot in asked}
        slots = self.earlier.slots if self.earlier else {}
        return {
            name: slot.as_part_of(asked)
            for name, slot in slots.items()
            if name not in names and slot.image.path and slot.has_files
        }

    @property
    def total_units(self) -> float:
        """Processing units of the whole job: its search, scans and images."""
        return self.search_units + self.units

    @property
    def scan_units(self) -> float:
        """Processing units of the scans that are not done yet; part of ``units``."""
        return sum(self.prices[slot].scan for slot in self.to_scan)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of the plan, in sentences."""
        new = [plan for plan in self.plans if plan.slot.name not in self.kept]
        return tuple(filter(None, (self.planless, say_blind(self.job.rule, new))))

    @property
    def requests(self) -> int:
        """Process requests of the plan, without its scans."""
        return self.price.requests

    @property
    def is_within_limit(self) -> bool:
        """Whether the run costs no more than the user's limit, however it goes."""
        limit = self.job.unit_limit
        return limit is None or self.price.worst <= limit
