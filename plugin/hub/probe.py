"""Probe: whether a hub can be reached and knows an account; it costs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.errors import ServiceError
from .quota import read_units_left

if TYPE_CHECKING:
    from .service import Service
    from .transport import Stop

PATH = "/api/v1/catalog/1.0.0/collections"
"""A short answer that only an account gets."""


@dataclass(frozen=True)
class Finding:
    """What a hub answered."""

    url: str
    """What was asked last."""
    error: ServiceError | None = None
    """Why the account cannot be used, None where it can."""
    is_known: bool = False
    """Whether the account got a token."""
    units_left: float | None = None
    """Processing units, None where the hub does not tell."""


def probe(service: Service, stop: Stop) -> Finding:
    """Return whether the hub takes the account, and what is left of it.

    Raises:
        Stopped: ``stop()`` became true.
    """
    hub, is_known = service.hub, False
    url = hub.token_url
    try:
        service.token(stop)
        is_known, url = True, f"{hub.base_url}{PATH}"
        service.get_json(url, stop)
        left = read_units_left(service, stop)
    except ServiceError as error:
        return Finding(url, error, is_known)
    return Finding(url, None, is_known, left)
