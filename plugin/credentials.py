"""Client id and secret from QGIS's authentication manager; main thread only.

A connection is a Basic configuration: the user name is the client id, the password
the secret. Only its id is ever stored by the plugin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsAuthMethodConfig

from .core.errors import InputError
from .core.sentences import say
from .hub.session import Credentials

if TYPE_CHECKING:
    from qgis.core import QgsAuthManager


def read_credentials(manager: QgsAuthManager, authcfg: str) -> Credentials:
    """Return what the configuration holds.

    Raises:
        InputError: there is none, it cannot be unlocked, or it is no Basic one.
    """
    if not authcfg:
        message = say(
            "Choose an authentication configuration first: its user name is the client"
            " id, its password the client secret."
        )
        raise InputError(message)
    _check_usable(manager)
    if authcfg not in manager.configIds():
        message = say(
            "The chosen authentication configuration does not exist any more: choose"
            " another one."
        )
        raise InputError(message)
    config = QgsAuthMethodConfig()
    loaded, config = manager.loadAuthenticationConfig(
        authcfg,
        config,
        True,  # with its secret
    )
    if not loaded:
        message = say(
            "The authentication configuration could not be read: enter QGIS's master"
            " password and try again."
        )
        raise InputError(message)
    if config.method() != "Basic":
        message = say(
            "The authentication configuration must be of the kind “Basic"
            " authentication”: user name is the client id, password the client secret."
        )
        raise InputError(message)
    client_id = str(config.config("username")).strip()
    secret = str(config.config("password")).strip()
    if not client_id or not secret:
        message = say(
            "The authentication configuration has no client id or no secret: fill in"
            " both."
        )
        raise InputError(message)
    return Credentials(client_id, secret)


def store_credentials(
    manager: QgsAuthManager, name: str, credentials: Credentials
) -> str:
    """Store a new Basic configuration and return its id.

    Raises:
        InputError: the authentication database cannot be unlocked or written.
    """
    _check_usable(manager)
    config = QgsAuthMethodConfig("Basic")
    config.setName(name)
    config.setConfig("username", credentials.client_id)
    config.setConfig("password", credentials.secret)
    stored, config = manager.storeAuthenticationConfig(config)
    if not stored:
        message = say(
            "The client id and secret could not be stored: set QGIS's master password"
            " first."
        )
        raise InputError(message)
    return str(config.id())


def _check_usable(manager: QgsAuthManager) -> None:
    if manager.isDisabled():
        message = say(
            "QGIS's authentication system is switched off, so no account can be read:"
            " install the Qt plugin qca-ossl, or choose the local hub."
        )
        raise InputError(message)
