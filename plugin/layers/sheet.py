"""The contact sheet: a print layout with a map per slot, and what each is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import (
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

from ..compat import set_label_font
from ..core.images import State
from ..language import localize
from .caption import cloud_line, state_word
from .dates import short_dates

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from qgis.core import QgsLayout, QgsProject, QgsRasterLayer

    from ..core.images import Image
    from .cells import Cell

PER_PAGE = 12
# Columns and rows for so many slots: few of them can be larger.
_GRIDS = ((2, (2, 1)), (6, (3, 2)), (PER_PAGE, (4, 3)))
# Millimetres on A4 landscape.
_PAGE = (297.0, 210.0)
_MARGIN, _GAP, _HEAD, _FOOT, _CAPTION = 10.0, 4.0, 11.0, 7.0, 13.5
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
    cells: Sequence[Cell],
    rights: str,
) -> Generator[float, None, QgsPrintLayout]:
    """Make the contact sheet of a run, a slot in a step; the project has none of it.

    Args:
        project: whose layers they are.
        title: of the run.
        cells: every slot asked for, in time order.
        rights: whose data they are; may be empty.

    Yields:
        how much is done, in percent.
    """
    layout = QgsPrintLayout(project)
    # A new sheet has nothing to undo.
    layout.undoStack().blockCommands(True)
    layout.initializeDefaults()
    layout.setName(_free_name(project, title))
    pages = pages_of(len(cells))
    ratio = _ratio([layer for cell in cells if (layer := cell.find_layer(project))])
    for page in range(pages):
        if page:
            layout.pageCollection().addPage(QgsLayoutItemPage(layout))
        sheet = layout.pageCollection().page(page)
        sheet.setPageSize(QgsLayoutSize(*_PAGE, QgsUnitTypes.LayoutMillimeters))
        _add_frame(layout, page, pages, title, rights)
        first = page * PER_PAGE
        for number, cell in enumerate(cells[first : first + PER_PAGE], first):
            place, layer = _place(number, len(cells)), cell.find_layer(project)
            _add_cell(layout, place, ratio, cell.image, layer)
            yield 100 * (number + 1) / len(cells)
    layout.undoStack().blockCommands(False)
    return layout


def pages_of(slots: int) -> int:
    """Return how many pages so many slots need."""
    return max(1, -(-slots // PER_PAGE))


def _free_name(project: QgsProject, title: str) -> str:
    """Return a name that no layout has: one may have been worked on."""
    name = str(translate("SceneSlots", "Contact sheet: {run}")).format(run=title)
    taken = {layout.name() for layout in project.layoutManager().layouts()}
    names = (name, *(f"{name} ({number})" for number in range(2, len(taken) + 3)))
    return next(free for free in names if free not in taken)


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
    # First: QGIS 3.22 asks the project for one else, and may end if that has none.
    item.setCrs(layer.crs())
    layout.addLayoutItem(item)
    _put(item, place)
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
    text = localize(image.reason)
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
    # What a table says is no expression of QGIS.
    label.setText(text.replace("[%", "[ %"))
    font = QFont(_FAMILY)
    font.setPointSizeF(points)
    font.setBold(bold)
    set_label_font(label, font)
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
