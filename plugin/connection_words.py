"""The words about a connection: how a test of it went, where accounts are made."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qgis.PyQt.QtCore import QCoreApplication

from .core.errors import AnswerError, CredentialsError, ServiceError
from .hub.endpoints import DASHBOARDS
from .language import localize
from .plan_words import format_units

if TYPE_CHECKING:
    from .core.job import Hub
    from .hub.probe import Finding

translate = QCoreApplication.translate

_WANTS_PROXY_ACCOUNT = 407
_NOT_LET_IN = (401, 403)
_BUSY = (408, 429)
_SERVER_ERROR = 500


def success_text(hub: Hub, finding: Finding, proxy: str) -> str:
    """Return what is said of a connection that works."""
    left = finding.units_left
    if left is None:
        text = translate(
            "SceneSlots",
            "The connection works: {hub} takes the account. How many processing units"
            " are left is unknown: this hub does not tell.",
        )
    elif left:
        text = translate(
            "SceneSlots",
            "The connection works: {hub} takes the account. {units} processing units"
            " are left.",
        )
    else:
        text = translate(
            "SceneSlots",
            "The connection works: {hub} takes the account. But no processing units"
            " are left: images come again when the quota is renewed.",
        )
    told = str(text).format(hub=hub.title, units=format_units(left or 0.0))
    if not proxy:
        return told
    way = translate("SceneSlots", "It was asked through the proxy {proxy}.")
    return f"{told} {str(way).format(proxy=proxy)}"


def failure_text(finding: Finding, proxy: str) -> str:
    """Return why a connection does not work, and what to do."""
    error = finding.error or ServiceError("")
    if proxy:
        way = translate(
            "SceneSlots",
            "It was asked through the proxy {proxy}: check it in QGIS Options,"
            " Network.",
        )
    elif error.status is None and not isinstance(error, AnswerError):
        way = translate("SceneSlots", "It was asked without a proxy.")
    else:
        return _reason(error, finding)
    return f"{_reason(error, finding)} {str(way).format(proxy=proxy)}"


def _reason(error: ServiceError, finding: Finding) -> str:
    status, host = error.status, urlsplit(finding.url).netloc
    if status == _WANTS_PROXY_ACCOUNT:
        text = translate(
            "SceneSlots",
            "The proxy asks for a user name and a password: enter them in QGIS Options,"
            " Network.",
        )
    elif not finding.is_known or isinstance(error, CredentialsError):
        return localize(str(error))
    elif status in _NOT_LET_IN:
        text = translate(
            "SceneSlots",
            "The client id and secret are right, but {host} does not let the account in"
            " (HTTP {status}): it may have ended, or belong to another hub.",
        )
    elif status is None and not isinstance(error, AnswerError):
        return localize(str(error))
    elif status is not None and (status in _BUSY or status >= _SERVER_ERROR):
        text = translate(
            "SceneSlots",
            "The client id and secret are right, but {host} is busy or out of order"
            " (HTTP {status}): try again later.",
        )
    else:
        text = translate(
            "SceneSlots",
            "The client id and secret are right, but {host} does not answer as a"
            " Sentinel Hub: check the address.",
        )
    return str(text).format(host=host, status=status)


def account_hint(name: str) -> str:
    """Return where an account of a hub is made, as rich text."""
    if name == "local":
        return str(
            translate(
                "SceneSlots",
                "The local hub runs on this computer, with sample scenes or scenes of"
                " your own: it needs no account.",
            )
        )
    made = translate(
        "SceneSlots",
        "An authentication configuration of the kind “Basic”: its user name is the"
        " client id, its password the client secret. QGIS keeps both encrypted, Scene"
        " Slots only the configuration's id.",
    )
    if name not in DASHBOARDS:
        return str(made)
    where = translate(
        "SceneSlots",
        "Client id and secret are made in the {dashboard} of the hub, under “OAuth"
        " clients”.",
    )
    word = translate("SceneSlots", "dashboard")
    link = str(where).format(dashboard=f'<a href="{DASHBOARDS[name]}">{word}</a>')
    return f"{made} {link}"
