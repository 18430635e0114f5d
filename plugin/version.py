"""The plugin's version; metadata.txt is its single source."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

_METADATA = Path(__file__).resolve().parents[1] / "metadata.txt"


def plugin_version() -> str:
    """Return the version, such as ``0.1.0``."""
    metadata = ConfigParser(interpolation=None)
    metadata.read(_METADATA, encoding="utf-8")
    return metadata.get("general", "version")
