"""A print layout on paper: PDF and PNG, page by page.

QGIS lays out with Qt's graphics scenes, which belong to the main thread. So pages
are drawn there, one in a step, and QGIS can do something else between two of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsLayoutExporter
from qgis.PyQt.QtCore import QMarginsF, QSize, QSizeF
from qgis.PyQt.QtGui import QPageSize, QPainter, QPdfWriter

from ..core.errors import StoreError
from ..core.sentences import say
from ..store.faults import said
from ..store.landing import discard, land, part_of

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from qgis.core import QgsPrintLayout

_DPI = 150


def paper_files(pdf: Path, pages: int) -> tuple[Path, ...]:
    """Return the PDF and a PNG for each page, beside it and named after it."""
    first = pdf.with_suffix(".png")
    others = (pdf.with_name(f"{pdf.stem}_{page}.png") for page in range(2, pages + 1))
    return (pdf, first, *others)


def print_pages(
    layout: QgsPrintLayout, pdf: Path
) -> Generator[float, None, tuple[Path, ...]]:
    """Write the `paper_files` of a layout; a step draws a page, or saves one.

    The files get their names in the end, all together.

    Yields:
        how much is done, in percent.

    Raises:
        StoreError: a file cannot be written.
    """
    paths = paper_files(pdf, layout.pageCollection().pageCount())
    sentence = say(f"The contact sheet {pdf} could not be written")
    # Qt does not say what keeps it from writing.
    with said(sentence):
        part_of(pdf).touch()
    try:
        yield from _draw(layout, paths)
        with said(sentence):
            for path in paths:
                land(path)
    finally:
        with said(sentence):
            for path in paths:
                discard(path)
    return paths


def _draw(
    layout: QgsPrintLayout, paths: tuple[Path, ...]
) -> Generator[float, None, None]:
    pdf, *pngs = paths
    layout.renderContext().setDpi(_DPI)
    exporter = QgsLayoutExporter(layout)
    painter = QPainter()
    # The painter needs the writer as long as it lives.
    writer = _open(layout, pdf)
    try:
        if not painter.begin(writer):
            raise _failure(pdf)
        for page, png in enumerate(pngs):
            if page and not writer.newPage():
                raise _failure(pdf)
            exporter.renderPage(painter, page)
            yield 100 * (page + 0.4) / len(pngs)
            picture = exporter.renderPageToImage(page, QSize(), _DPI)
            yield 100 * (page + 0.8) / len(pngs)
            if not picture.save(str(part_of(png)), "PNG"):
                raise _failure(png)
            yield 100 * (page + 1) / len(pngs)
    finally:
        if painter.isActive():
            painter.end()


def _open(layout: QgsPrintLayout, pdf: Path) -> QPdfWriter:
    writer = QPdfWriter(str(part_of(pdf)))
    size = layout.pageCollection().page(0).pageSize()
    millimetres = QPageSize.Unit.Millimeter
    writer.setPageSize(QPageSize(QSizeF(size.width(), size.height()), millimetres))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(_DPI)
    writer.setTitle(layout.name())
    writer.setCreator("Scene Slots")
    return writer


def _failure(path: Path) -> StoreError:
    return StoreError(say(f"The contact sheet {path} could not be written."))
