"""Quota: what is left of an account, where the hub tells.

No answer of the documented APIs tells it. Sentinel Hub's own guard of rate limits
(github.com/sentinel-hub/rate-limiting-guard) reads it from an address of its own: the
units and requests that are left in each period, of the account that a token names.
Where that is not to be had, what is left is unknown, and nothing else fails for it.
"""

from __future__ import annotations

import base64
import math
import re
from typing import TYPE_CHECKING, Any

from ..core.errors import ServiceError
from ..core.told import told_json

if TYPE_CHECKING:
    from .service import Service
    from .transport import Stop

PATH = "/aux/ratelimit/statistics/tokenCounts/"
_UNITS = "PROCESSING_UNITS"
# PT1M, PT744H, P31D, P1M: a limit of a minute is no quota.
_PERIOD = re.compile(
    r"P(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:\d+S)?)?"
)
_A_DAY = 24.0
_HOURS = {"months": 31 * _A_DAY, "days": _A_DAY, "hours": 1.0, "minutes": 1 / 60}
_ACCOUNT = re.compile(r"[\w.@:-]+")


def read_units_left(service: Service, stop: Stop) -> float | None:
    """Return the units that are left of the account's quota, None where unknown.

    Raises:
        CredentialsError: the service refused client id and secret.
        Stopped: ``stop()`` became true.
    """
    account = find_account(service.token(stop))
    if account is None:
        return None
    try:
        told = service.get_json(f"{service.hub.base_url}{PATH}{account}", stop)
    except ServiceError:
        return None
    return find_units(told)


def find_account(token: str) -> str | None:
    """Return the account that a token (a JWT) names, None where it names none."""
    parts = token.split(".")
    if len(parts) < len(("head", "claims")):
        return None
    padded = parts[1] + "=" * (-len(parts[1]) % 4)
    try:
        account = told_json(base64.urlsafe_b64decode(padded)).get("sub")
    except (ValueError, AttributeError):
        return None
    # It becomes a part of an address: nothing in it may lead elsewhere.
    is_name = isinstance(account, str) and _ACCOUNT.fullmatch(account)
    return account if is_name else None


def find_units(told: Any) -> float | None:  # noqa: ANN401  any JSON
    """Return the least number of units left in a period of a day or more."""
    try:
        periods = told["data"][_UNITS].items()
        left = [float(units) for name, units in periods if _hours(name) >= _A_DAY]
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None
    known = [units for units in left if math.isfinite(units)]
    return max(0.0, min(known)) if known else None


def _hours(period: str) -> float:
    found = _PERIOD.fullmatch(period)
    if found is None:
        return 0.0
    return sum(
        int(found[name]) * hours for name, hours in _HOURS.items() if found[name]
    )
