from __future__ import annotations

import pytest
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.hub.endpoints import CDSE, HUBS, SH_EU, SH_US_WEST, custom_hub

TOKEN = "https://host/token"  # noqa: S105  an address


def test_every_deployment_has_its_own_addresses():
    assert len({hub.name for hub in HUBS}) == len(HUBS) == 3
    assert CDSE.token_url.startswith("https://identity.dataspace.copernicus.eu/")
    assert SH_EU.token_url == SH_US_WEST.token_url
    for hub in HUBS:
        assert hub.base_url.startswith("https://")
        assert not hub.base_url.endswith("/")


def test_a_custom_hub_is_named_by_its_host():
    hub = custom_hub(" https://host:8443/sh/ ", f"{TOKEN} ")

    assert (hub.name, hub.title) == ("custom", "host:8443")
    assert hub.base_url == "https://host:8443/sh"
    assert hub.token_url == TOKEN
    assert custom_hub("http://127.0.0.1:81", "http://localhost:81/t").name == "custom"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "not complete"),
        ("host/path", "not complete"),
        ("ftp://host", "not complete"),
        ("https://", "not complete"),
        ("https://[::1", "not complete"),
        ("https://me:pw@host", "must not carry"),
        ("https://me@host", "must not carry"),
        ("http://host", "begin with https"),
    ],
)
def test_an_address_that_cannot_be_is_one_clear_sentence(url, words):
    with pytest.raises(InputError, match=words) as caught:
        custom_hub(url, TOKEN)
    with pytest.raises(InputError, match=words):
        custom_hub("https://host", url)
    assert "pw" not in str(caught.value)
