"""What stands beside a picture of a slot, on paper and in an animation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

from ..core.images import State
from .dates import percent, short_dates

if TYPE_CHECKING:
    from ..core.images import Image

translate = QCoreApplication.translate


def state_word(image: Image) -> str:
    """Return the state in a word."""
    words = {
        State.COMPLETE: translate("SceneSlots", "complete"),
        State.PARTIAL: translate("SceneSlots", "parts missing"),
        State.EMPTY: translate("SceneSlots", "empty"),
        State.REJECTED: translate("SceneSlots", "rejected"),
        State.FAILED: translate("SceneSlots", "failed"),
        State.STOPPED: translate("SceneSlots", "not fetched"),
    }
    return str(words[image.state])


def cloud_line(image: Image) -> str:
    """Return image cloud, else tile cloud by its name, and the number of tiles."""
    if image.cloud_pct is not None:
        cloud = translate("SceneSlots", "image cloud {cloud}").format(
            cloud=percent(image.cloud_pct)
        )
    elif image.tile_cloud_min is not None and image.tile_cloud_max is not None:
        cloud = translate("SceneSlots", "image cloud unknown, tile cloud {cloud}")
        cloud = cloud.format(cloud=_range(image.tile_cloud_min, image.tile_cloud_max))
    else:
        cloud = translate("SceneSlots", "image cloud unknown")
    if image.scenes_used is None:
        return str(translate("SceneSlots", "{cloud} · tiles unknown")).format(
            cloud=cloud
        )
    text = (
        translate("SceneSlots", "{cloud} · 1 tile")
        if image.scenes_used == 1
        else translate("SceneSlots", "{cloud} · {count} tiles")
    )
    return str(text).format(cloud=cloud, count=image.scenes_used)


def burnt_line(image: Image) -> str:
    """Return what is written into a frame: slot and dates, or why there is no image."""
    if image.path is None or image.state is State.FAILED:
        return f"{image.slot} · {state_word(image)}"
    return f"{image.slot} · {short_dates(image)}"


def _range(low: float, high: float) -> str:
    return percent(low) if low == high else f"{low:.1f}–{high:.1f} %"  # noqa: RUF001  a range
