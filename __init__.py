"""Scene Slots: one mosaic per time slot, and the truth about each image."""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:  # noqa: ANN401  QGIS has no types
    """Return the plugin; QGIS calls this when it loads the plugin."""
    from .plugin.entry import SceneSlotsPlugin

    return SceneSlotsPlugin(iface)
