"""What is left of an account is told where the hub tells it, and else unknown."""

from __future__ import annotations

import base64
import json

import numpy as np
import pytest
from scene_slots.plugin.core.job import Hub
from scene_slots.plugin.hub.quota import find_account, find_units, read_units_left
from scene_slots.plugin.hub.service import Service
from scene_slots.plugin.hub.session import Credentials


def token_of(claims) -> str:
    part = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"head.{part}.signature"


@pytest.fixture
def left(scene, write_scenes, serve, http_transport):
    """Serve an account with a quota; return it and a function that tells the rest."""
    folder = write_scenes(
        scene("a", "2020-06-01T10:00:00Z", {"B02": np.ones((4, 4), np.uint16)})
    )

    def start(**options):
        hub = serve(folder, **options)
        service = Service(
            Hub("custom", "Here", hub.url, hub.token_url),
            Credentials(hub.client_id, hub.client_secret),
            http_transport,
        )
        return hub, lambda: read_units_left(service, lambda: False)

    return start


def test_what_is_left_goes_down_with_what_is_charged(left):
    hub, rest = left(quota=20.0)
    assert rest() == 20.0
    hub.ledger.charge(12.5)
    assert rest() == 7.5
    # An account that has nothing left is told so, and not refused.
    hub.ledger.charge(9.0)
    assert rest() == 0.0


def test_without_a_quota_or_its_address_the_rest_is_unknown(left):
    _, rest = left()
    assert rest() is None
    assert find_units({"data": {"REQUESTS": {"PT744H": 10}}}) is None
    for odd in (None, [], {"data": 3}, {"data": {"PROCESSING_UNITS": {"PT744H": "x"}}}):
        assert find_units(odd) is None


def test_the_least_of_the_long_periods_counts():
    units = {"PT1M": 3.0, "PT744H": 400.5, "P1D": 90, "odd": 1.0}
    assert find_units({"data": {"PROCESSING_UNITS": units}}) == 90
    assert find_units({"data": {"PROCESSING_UNITS": {"PT1M": 3.0}}}) is None
    assert find_units({"data": {"PROCESSING_UNITS": {"P1M": -2}}}) == 0


@pytest.mark.parametrize(
    ("token", "account"),
    [
        (token_of({"sub": "30641222-602c-40b5"}), "30641222-602c-40b5"),
        (token_of({"sub": "../../oauth"}), None),
        (token_of({"sub": 7}), None),
        (token_of({}), None),
        (token_of([1]), None),
        ("opaque", None),
        ("a.%%%.c", None),
    ],
)
def test_the_account_is_named_by_the_token(token, account):
    assert find_account(token) == account
