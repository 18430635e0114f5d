"""The contact sheet: a print layout with a map per slot, and what each is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemShape,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QColor, QFont

from ..core.errors import StoreError
from ..core.images import State
from ..store.faults import said
from .caption import cloud_line, state_word
from .dates import short_dates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qgis.core import QgsLayout, QgsProject, QgsRasterLayer

    from ..core.images import Image

PER_PAGE = 12
# Columns and rows for so many slots: few of them can be larger.
_GRIDS = ((2, (2, 1)), (6, (3, 2)), (PER_PAGE, (4, 3)))
# Millimetres on A4 landscape.
_PAGE = (297.0, 210.0)
_MARGIN, _GAP, _HEAD, _FOOT, _CAPTION = 10.0, 4.0, 11.0, 7.0, 13.5
_DPI = 150.0
_FAMILY = "DejaVu Sans"
_FRAME = QColor("#808080")

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Box:
    """A place on a page, in millimetres."""

    x: float
    y: float
    width: float
    height: float
    page: int = 0


def make_sheet(
    project: QgsProject,
    title: str,
    cells: Sequence[tuple[Image, QgsRasterLayer | None]],
    rights: str,
) -> QgsPrintLayout:
    """Return the contact sheet of a run; a sheet of the same name is replaced.

    Args:
        project: gets the layout.
        title: of the run.
        cells: every slot asked for, in time order, with its layer if there is one.
        rights: whose data they are; may be empty.
    """
    name = translate("SceneSlots", "Contact sheet: {run}").format(run=title)
    manager = project.layoutManager()
    old = manager.layoutByName(name)
    if old is not None:
        manager.removeLayout(old)
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(name)
    pages = max(1, -(-len(cells) // PER_PAGE))
    for page in range(pages):
        if page:
            layout.pageCollection().addPage(QgsLayoutItemPage(layout))
        sheet = layout.pageCollection().page(page)
        sheet.setPageSize(QgsLayoutSize(*_PAGE, QgsUnitTypes.LayoutMillimeters))
        _add_frame(layout, page, pages, title, rights)
    ratio = _ratio([layer for _, layer in cells if layer is not None])
    for number, (image, layer) in enumerate(cells):
        _add_cell(layout, _place(number, len(cells)), ratio, image, layer)
    manager.addLayout(layout)
    return layout


def export_sheet(layout: QgsPrintLayout, folder: Path) -> tuple[Path, ...]:
    """Write ``contact_sheet.pdf`` and a PNG per page; return their paths.

    Raises:
        StoreError: a file cannot be written.
    """
    exporter = QgsLayoutExporter(layout)
    pdf, png = folder / "contact_sheet.pdf", folder / "contact_sheet.png"
    to_pdf = QgsLayoutExporter.PdfExportSettings()
    to_pdf.dpi = _DPI
    to_png = QgsLayoutExporter.ImageExportSettings()
    to_png.dpi = _DPI
    # GDAL complains that a PNG takes no position afterwards: that is not asked for.
    with said("The contact sheet could not be written", strict=False):
        results = (
            exporter.exportToPdf(str(pdf), to_pdf),
            exporter.exportToImage(str(png), to_png),
        )
    for path, result in zip((pdf, png), results):
        if result != QgsLayoutExporter.Success:
            message = f"The contact sheet {path} could not be written."
            raise StoreError(message)
    pages = layout.pageCollection().pageCount()
    others = [folder / f"contact_sheet_{page}.png" for page in range(2, pages + 1)]
    return (pdf, png, *others)


def _place(number: int, count: int) -> Box:
    """Return the cell of a slot, one of ``count``."""
    grids = (grid for most, grid in _GRIDS if count <= most)
    columns, rows = next(grids, _GRIDS[-1][1])
    page, rest = divmod(number, PER_PAGE)
    row, column = divmod(rest, columns)
    width = (_PAGE[0] - 2 * _MARGIN - (columns - 1) * _GAP) / columns
    height = (_PAGE[1] - 2 * _MARGIN - _HEAD - _FOOT - (rows - 1) * _GAP) / rows
    return Box(
        _MARGIN + column * (width + _GAP),
        _MARGIN + _HEAD + row * (height + _GAP),
        width,
        height,
        page,
    )


def _add_frame(
    layout: QgsLayout, page: int, pages: int, title: str, rights: str
) -> None:
    width = _PAGE[0] - 2 * _MARGIN
    _add_label(layout, Box(_MARGIN, _MARGIN - 2, width, 8, page), title, 14, bold=True)
    words = translate(
        "SceneSlots",
        "Image cloud: counted over the image's own pixels. Tile cloud: the provider's"
        " figure for whole tiles. Shares are of the area. Days in UTC.",
    )
    foot = Box(_MARGIN, _PAGE[1] - _MARGIN - _FOOT + 2, width - 30, 8, page)
    _add_label(layout, foot, " ".join(filter(None, (words, rights))), 6.5)
    number = Box(_PAGE[0] - _MARGIN - 28, foot.y, 28, 8, page)
    text = translate("SceneSlots", "Page {page} of {pages}")
    label = _add_label(layout, number, text.format(page=page + 1, pages=pages), 6.5)
    label.setHAlign(Qt.AlignmentFlag.AlignRight)


def _add_cell(
    layout: QgsLayout,
    box: Box,
    ratio: float,
    image: Image,
    layer: QgsRasterLayer | None,
) -> None:
    slot = Box(box.x, box.y, box.width, 4.5, box.page)
    _add_label(layout, slot, " · ".join(_head(image)), 8.5, bold=True)
    below = Box(box.x, box.y + _CAPTION, box.width, box.height - _CAPTION, box.page)
    place = _fit(below, ratio)
    if layer is None:
        _add_empty(layout, place, image)
        return
    facts = Box(box.x, box.y + 4.3, box.width, _CAPTION - 4.3, box.page)
    lines = (short_dates(image, "\n"), cloud_line(image))
    _add_label(layout, facts, "\n".join(lines), 6)
    item = QgsLayoutItemMap(layout)
    item.setId(image.slot)
    layout.addLayoutItem(item)
    _put(item, place)
    item.setCrs(layer.crs())
    # Its own layer and style, whatever the project shows later.
    item.setLayers([layer])
    item.setKeepLayerSet(True)
    item.zoomToExtent(layer.extent())
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(_FRAME)


def _head(image: Image) -> list[str]:
    if image.state is State.COMPLETE:
        return [image.slot]
    return [image.slot, state_word(image)]


def _add_empty(layout: QgsLayout, place: Box, image: Image) -> None:
    shape = QgsLayoutItemShape(layout)
    shape.setId(image.slot)
    shape.setShapeType(QgsLayoutItemShape.Rectangle)
    symbol = shape.symbol().clone()
    symbol.setColor(QColor("#eeeeee"))
    symbol.symbolLayer(0).setStrokeColor(_FRAME)
    shape.setSymbol(symbol)
    layout.addLayoutItem(shape)
    _put(shape, place)
    text = image.reason
    if image.state in (State.COMPLETE, State.PARTIAL):
        text = translate("SceneSlots", "Its layer is not in the project.")
    inner = Box(place.x + 2, place.y + 2, place.width - 4, place.height - 4, place.page)
    label = _add_label(layout, inner, text, 7)
    label.setHAlign(Qt.AlignmentFlag.AlignHCenter)
    label.setVAlign(Qt.AlignmentFlag.AlignVCenter)


def _ratio(layers: Sequence[QgsRasterLayer]) -> float:
    """Return width / height of the images, which are all on one grid."""
    extent = layers[0].extent() if layers else None
    return extent.width() / extent.height() if extent is not None else 1.0


def _fit(place: Box, ratio: float) -> Box:
    """Return the largest box of the ratio width / height that fits, left and up."""
    width = min(place.width, place.height * ratio)
    return Box(place.x, place.y, width, width / ratio, place.page)


def _add_label(
    layout: QgsLayout, box: Box, text: str, points: float, *, bold: bool = False
) -> QgsLayoutItemLabel:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    font = QFont(_FAMILY)
    font.setPointSizeF(points)
    font.setBold(bold)
    label.setFont(font)
    label.setMarginX(0)
    label.setHAlign(Qt.AlignmentFlag.AlignLeft)
    layout.addLayoutItem(label)
    _put(label, box)
    return label


def _put(
    item: QgsLayoutItemLabel | QgsLayoutItemMap | QgsLayoutItemShape, box: Box
) -> None:
    millimetres = QgsUnitTypes.LayoutMillimeters
    item.attemptResize(QgsLayoutSize(box.width, box.height, millimetres))
    point = QgsLayoutPoint(box.x, box.y, millimetres)
    item.attemptMove(point, True, False, box.page)
