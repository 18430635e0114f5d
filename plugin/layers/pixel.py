"""A pixel in words: a row of cells for a table, and a line of text to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ..core.clouds import landsat_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..core.scenes import Scene
    from ..store.pixel import Pixel

translate = QCoreApplication.translate

HEADERS = (
    QT_TRANSLATE_NOOP("SceneSlots", "Slot"),
    QT_TRANSLATE_NOOP("SceneSlots", "Value"),
    QT_TRANSLATE_NOOP("SceneSlots", "Acquired (UTC)"),
    QT_TRANSLATE_NOOP("SceneSlots", "Tile id"),
    QT_TRANSLATE_NOOP("SceneSlots", "Tile cloud, provider"),
    QT_TRANSLATE_NOOP("SceneSlots", "Class"),
)
_SCL = (
    QT_TRANSLATE_NOOP("SceneSlots", "no data"),
    QT_TRANSLATE_NOOP("SceneSlots", "saturated or defective"),
    QT_TRANSLATE_NOOP("SceneSlots", "dark area"),
    QT_TRANSLATE_NOOP("SceneSlots", "cloud shadow"),
    QT_TRANSLATE_NOOP("SceneSlots", "vegetation"),
    QT_TRANSLATE_NOOP("SceneSlots", "bare soil"),
    QT_TRANSLATE_NOOP("SceneSlots", "water"),
    QT_TRANSLATE_NOOP("SceneSlots", "unclassified"),
    QT_TRANSLATE_NOOP("SceneSlots", "cloud, medium probability"),
    QT_TRANSLATE_NOOP("SceneSlots", "cloud, high probability"),
    QT_TRANSLATE_NOOP("SceneSlots", "thin cirrus"),
    QT_TRANSLATE_NOOP("SceneSlots", "snow or ice"),
)

_BQA = {
    "clear": QT_TRANSLATE_NOOP("SceneSlots", "clear"),
    "dilated": QT_TRANSLATE_NOOP("SceneSlots", "around a cloud, unclassified"),
    "cirrus": QT_TRANSLATE_NOOP("SceneSlots", "thin cirrus"),
    "cloud": QT_TRANSLATE_NOOP("SceneSlots", "cloud"),
    "shadow": QT_TRANSLATE_NOOP("SceneSlots", "cloud shadow"),
    "snow": QT_TRANSLATE_NOOP("SceneSlots", "snow or ice"),
}


def headers() -> tuple[str, ...]:
    """Return the titles of the cells."""
    return tuple(str(translate("SceneSlots", text)) for text in HEADERS)


def cells_of(pixel: Pixel) -> tuple[str, ...]:
    """Return the pixel as cells, in the order of `headers`."""
    scene = pixel.scene
    return (
        pixel.image.slot,
        _value(pixel),
        _time(pixel),
        _tile(scene) if scene else _unknown(pixel),
        _cloud(scene) if scene else _unknown(pixel),
        class_name(pixel.image.cloud_source, pixel.cloud_class),
    )


def to_text(place: str, pixels: Sequence[Pixel]) -> str:
    """Return the pixels as text with tabs, for a spreadsheet or a letter."""
    lines = [place, "\t".join(headers())]
    lines += ["\t".join(cells_of(pixel)) for pixel in pixels]
    return "\n".join(lines) + "\n"


def class_name(source: str | None, number: int | None) -> str:
    """Return a class of a cloud band with its number, source and meaning."""
    if number is None:
        return str(translate("SceneSlots", "not asked for"))
    if source == "SCL" and 0 <= number < len(_SCL):
        return f"SCL {number}: {translate('SceneSlots', _SCL[number])}"
    if source == "CLM":
        words = {
            0: translate("SceneSlots", "no cloud"),
            1: translate("SceneSlots", "cloud"),
        }
        return f"CLM {number}: {words.get(number, number)}"
    if source == "CLD":
        text = translate("SceneSlots", "CLD: cloud probability {percent} %")
        return str(text).format(percent=number)
    if source == "BQA":
        kind = landsat_kind(number)
        return f"BQA {number}: {translate('SceneSlots', _BQA[kind])}"
    return f"{source or ''} {number}".strip()


def _value(pixel: Pixel) -> str:
    if not pixel.bands:
        return str(translate("SceneSlots", "no data"))
    if len(pixel.bands) == 1:
        return f"{pixel.bands[0][1]:.6g}"
    return ", ".join(f"{name} {value:.6g}" for name, value in pixel.bands)


def _time(pixel: Pixel) -> str:
    scene = pixel.scene
    if scene is not None:
        return f"{scene.acquired:%Y-%m-%d %H:%M:%S}"
    return _unknown(pixel)


def _unknown(pixel: Pixel) -> str:
    """Return that something is unknown; of a pixel without data there is nothing."""
    return str(translate("SceneSlots", "unknown") if pixel.bands else "")


def _tile(scene: Scene) -> str:
    tile = scene.tile_id or scene.product_id or scene.key
    if scene.id_is_derived:
        return str(translate("SceneSlots", "{tile} (id derived)")).format(tile=tile)
    return tile


def _cloud(scene: Scene) -> str:
    if scene.cloud_coverage is None:
        return str(translate("SceneSlots", "unknown"))
    return f"{scene.cloud_coverage:.3g} %"
