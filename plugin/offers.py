"""Offers: what a hub has, as far as is known, so that nothing else is offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .core.collections import COLLECTIONS
from .core.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..ui.form import Form
    from .core.collections import Collection
    from .core.product import Product
    from .core.rules import Rule
    from .jobs.local_hubs import LocalHubs


@dataclass(frozen=True)
class Offer:
    """What one hub has."""

    hub: str
    """Its name."""
    local: Mapping[str, Mapping[str, Any]] | None = None
    """What the local hub says of its collections, by id; None until it does, and for
    other hubs."""

    @property
    def collections(self) -> tuple[Collection, ...]:
        """The collections; all that are known where nothing is known of the hub."""
        return tuple(one for one in COLLECTIONS.values() if self.has(one))

    def has(self, collection: Collection) -> bool:
        """Return whether the hub has a collection."""
        if self.local is not None:
            return collection.id in self.local
        return collection.is_offered(self.hub)

    def cloud_band(self, collection: Collection) -> str | None:
        """Return the band that tells the class of a pixel; None if there is none."""
        if self.local is None:
            return collection.cloud_band(self.hub)
        there = self.local.get(collection.id, {}).get("bands", ())
        return next((one for one in collection.cloud_bands if one in there), None)

    def rules(self, collection: Collection) -> tuple[Rule, ...]:
        """Return the rules that mean something for a collection."""
        return tuple(one for one in RULES.values() if self.suits(one, collection))

    def suits(self, rule: Rule, collection: Collection) -> bool:
        """Return whether the collection has what the rule needs."""
        if rule.needs_cloud and not collection.has_cloud:
            return False
        return not rule.needs_class or self.cloud_band(collection) is not None


def offer_of(form: Form, hubs: LocalHubs) -> Offer:
    """Return what the hub of a form has, as far as is known; start nothing."""
    local = hubs.known(form.scenes_folder) if form.hub == "local" else None
    return Offer(form.hub, local.collections if local else None)


def products_of(
    collection: Collection, products: Iterable[Product]
) -> tuple[Product, ...]:
    """Return the products that are made for a collection, or for any."""
    return tuple(
        one
        for one in products
        if not one.collections or collection.id in one.collections
    )
