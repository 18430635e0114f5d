"""Preferences: what the page remembers; never a secret."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from qgis.PyQt.QtCore import QStandardPaths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import QgsSettings

PREFIX = "scene_slots/"
_SHOWS_WELCOME = "shows_welcome"
_IS_OPEN = "dock_is_open"
_MOST_PATHS = 500

_ADDRESSES = ("base_url", "token_url")
_NO_ADDRESS = re.compile("[@?#]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True)
class Preferences:
    """The last choices of the page; days in the form ``2018-01-31``."""

    first_day: str = "2018-01-01"
    last_day: str = "2018-12-31"
    """The sample scenes of a newcomer have data here."""
    rhythm: str = "month"
    collection: str = "sentinel-2-l2a"
    product: str = "true_color"
    rule: str = "leastCC"
    resolution: float = 10.0
    hub: str = "local"
    base_url: str = ""
    token_url: str = ""
    authcfg: str = ""
    """Id of a QGIS authentication configuration."""
    scenes_folder: str = ""
    """Catalog of the local hub; empty for the sample scenes."""
    folder: str = ""
    """Where run folders go; empty for the default."""
    count_cloud: bool = False
    unit_limit: float = 50.0
    """Processing units that a run may cost without asking; 0 asks always."""
    max_cloud: float = 100.0
    orbit_direction: str = ""
    """Of radar; empty for the side with more scenes."""

    months: str = ""
    """Of the year, that are kept: ``6 7 8``; empty for all."""
    epsg: str = ""
    """CRS of the images; empty for the UTM zone of the area."""


@dataclass(frozen=True)
class AreaSource:
    """Where the area came from last."""

    area_source: str = "map"
    area_follows_map: bool = True
    area_is_one_each: bool = False
    """Whether every selected feature is a run of its own."""
    area_shape: str = ""
    """Of an area that is fixed: its CRS, a semicolon, its WKT."""


_T = TypeVar("_T", Preferences, AreaSource)


@dataclass(frozen=True)
class Connection:
    """Which hub, with which account; each as in `Preferences`."""

    hub: str
    base_url: str = ""
    token_url: str = ""
    authcfg: str = ""


def load_connection(settings: QgsSettings) -> Connection:
    """Return the stored connection."""
    preferences = load_preferences(settings)
    return Connection(
        **{field.name: getattr(preferences, field.name) for field in fields(Connection)}
    )


def save_connection(settings: QgsSettings, connection: Connection) -> None:
    """Store the connection, and leave the other preferences."""
    preferences = load_preferences(settings)
    save_preferences(settings, replace(preferences, **asdict(connection)))


def load_preferences(settings: QgsSettings) -> Preferences:
    """Return the stored preferences; what is missing or damaged has its default."""
    return _load(settings, Preferences())


def load_area(settings: QgsSettings) -> AreaSource:
    """Return where the area came from; what is missing or damaged has its default."""
    return _load(settings, AreaSource())


def save_area(settings: QgsSettings, source: AreaSource) -> None:
    """Store where the area comes from."""
    for name, value in asdict(source).items():
        settings.setValue(PREFIX + name, value)


def _load(settings: QgsSettings, defaults: _T) -> _T:
    stored = {
        field.name: settings.value(PREFIX + field.name, None)
        for field in fields(defaults)
    }
    values: dict[str, Any] = {
        name: _parse(value, getattr(defaults, name)) for name, value in stored.items()
    }
    return replace(defaults, **values)


def _parse(stored: Any, default: Any) -> Any:  # noqa: ANN401  Qt's
    """Return what is stored, as what the default is: a number, a day or a text."""
    if stored is None:
        return default
    text = str(stored)
    if isinstance(default, bool):
        return {"true": True, "false": False}.get(text.lower(), default)
    try:
        if isinstance(default, float):
            return float(text)
        if _DAY.match(default):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        return default
    return text


def save_preferences(settings: QgsSettings, preferences: Preferences) -> None:
    """Store the preferences; an address that carries an account is left out.

    It may have been typed and given up: a field that is not shown is not checked.
    """
    for field in fields(preferences):
        value = getattr(preferences, field.name)
        if field.name in _ADDRESSES and _NO_ADDRESS.search(value):
            value = ""
        settings.setValue(PREFIX + field.name, value)


def default_folder() -> Path:
    """Return where run folders go if the user does not say."""
    documents = QStandardPaths.writableLocation(
        QStandardPaths.StandardLocation.DocumentsLocation
    )
    return Path(documents or Path.home()) / "Scene Slots"


def load_paths(settings: QgsSettings, name: str) -> list[str]:
    """Return a list of paths that is remembered; empty where it is damaged."""
    stored = settings.value(PREFIX + name, None)
    # A list of one comes back as a text, an empty one as nothing.
    texts = [stored] if isinstance(stored, str) else stored
    if not isinstance(texts, (list, tuple)):
        return []
    return [text for text in texts if isinstance(text, str) and text]


def save_paths(settings: QgsSettings, name: str, paths: Iterable[str]) -> None:
    """Remember a list of paths, the first of many."""
    settings.setValue(PREFIX + name, list(paths)[:_MOST_PATHS])


def shows_welcome(settings: QgsSettings) -> bool:
    """Return whether the first steps are still shown."""
    return str(settings.value(PREFIX + _SHOWS_WELCOME, "true")).lower() != "false"


def hide_welcome(settings: QgsSettings) -> None:
    """Show the first steps no more."""
    settings.setValue(PREFIX + _SHOWS_WELCOME, "false")


def was_open(settings: QgsSettings) -> bool:
    """Return whether the dock was open when QGIS was left."""
    return str(settings.value(PREFIX + _IS_OPEN, "false")).lower() == "true"


def remember_open(settings: QgsSettings, *, is_open: bool) -> None:
    """Remember whether the dock is open."""
    settings.setValue(PREFIX + _IS_OPEN, is_open)
