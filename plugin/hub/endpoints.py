"""Endpoints: where each deployment of the service lives (service-facts 5)."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..core.errors import InputError
from ..core.job import Hub
from ..core.sentences import say

_MAIN_REALM = (
    "https://services.sentinel-hub.com/auth/realms/main/protocol/openid-connect/token"
)

CDSE = Hub(
    "cdse",
    "Copernicus Data Space Ecosystem",
    "https://sh.dataspace.copernicus.eu",
    "https://identity.dataspace.copernicus.eu"
    "/auth/realms/CDSE/protocol/openid-connect/token",
)
SH_EU = Hub(
    "sh-eu", "Sentinel Hub EU", "https://services.sentinel-hub.com", _MAIN_REALM
)
SH_US_WEST = Hub(
    "sh-us-west",
    "Sentinel Hub US-West",
    "https://services-uswest2.sentinel-hub.com",
    _MAIN_REALM,
)
HUBS = (CDSE, SH_EU, SH_US_WEST)
REQUESTS_A_MINUTE = {CDSE.name: 300}
"""What a deployment announces to its general users (service-facts 2.3)."""
DASHBOARDS = {
    CDSE.name: "https://shapps.dataspace.copernicus.eu/dashboard/#/account/settings",
    SH_EU.name: "https://apps.sentinel-hub.com/dashboard/#/account/settings",
    SH_US_WEST.name: "https://apps.sentinel-hub.com/dashboard/#/account/settings",
}
"""Where a person makes a client id and secret."""


def custom_hub(base_url: str, token_url: str) -> Hub:
    """Return a deployment by its two addresses.

    Raises:
        InputError: an address is none, or carries more than one.
    """
    base_url, token_url = base_url.strip(), token_url.strip()
    for url in (base_url, token_url):
        _check_url(url)
    return Hub("custom", urlsplit(base_url).netloc, base_url.rstrip("/"), token_url)


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        secret = parts.username or parts.password or parts.query or parts.fragment
    except ValueError:
        usable, secret = False, None
    if not usable:
        message = say(
            "The address of the hub is not complete: write it as https://host/path."
        )
        raise InputError(message)
    if secret:
        message = say(
            "An address must not carry a user name, a password or a query: put client"
            " id and secret into a QGIS authentication configuration."
        )
        raise InputError(message)
    if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost"):
        message = say(
            "The address must begin with https: over http the client secret would"
            " travel in the clear."
        )
        raise InputError(message)
