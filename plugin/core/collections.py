"""Collections: what Sentinel Hub offers and how each is asked for.

Figures are those of the service's data pages (service-facts 1.4, 2.3 and 7).
"""

from __future__ import annotations

from dataclasses import dataclass

from .errors import InputError


@dataclass(frozen=True)
class Collection:
    """A data collection of the service."""

    id: str
    """Its id in Catalog and Process API."""
    title: str
    resolution: float
    """Of the finest bands, in metres."""
    max_resolution: float
    """Coarsest pixel that the service renders, in metres."""
    has_cloud: bool = True
    """Whether tiles carry a cloud figure that requests can filter by."""
    no_data: float = 0.0
    """Band value where there is no data."""


COLLECTIONS = {
    collection.id: collection
    for collection in (
        Collection("sentinel-2-l2a", "Sentinel-2 L2A", 10, 1500),
        Collection("sentinel-2-l1c", "Sentinel-2 L1C", 10, 1500),
    )
}


def find_collection(name: str) -> Collection:
    """Return the collection of that id.

    Raises:
        InputError: there is none.
    """
    try:
        return COLLECTIONS[name]
    except KeyError:
        message = (
            f"There is no collection “{name}”: use one of {', '.join(COLLECTIONS)}."
        )
        raise InputError(message) from None
