"""A print layout on paper: PDF and PNG, page by page.

QGIS lays out with Qt's graphics scenes, which belong to the main thread. So words are
drawn there, page by page, and QGIS can do something else between two steps; maps are
drawn, and pictures packed, on other threads.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Callable

from qgis.core import QgsLayoutExporter, QgsLayoutItemMap
from qgis.PyQt.QtCore import QMarginsF, QSize, QSizeF
from qgis.PyQt.QtGui import QPageSize, QPainter, QPdfWriter

from ..core.errors import StoreError
from ..core.sentences import say
from ..store.faults import said
from ..store.landing import discard, land, part_of
from .pictures import draw_maps

if TYPE_CHECKING:
    from collections.abc import Generator
    from concurrent.futures import Future
    from pathlib import Path

    from qgis.core import QgsPrintLayout

_DPI = 150

Aside = Callable[[Callable[[], bool]], "Future[bool]"]


def paper_files(pdf: Path, pages: int) -> tuple[Path, ...]:
    """Return the PDF and a PNG for each page, beside it and named after it."""
    first = pdf.with_suffix(".png")
    others = (pdf.with_name(f"{pdf.stem}_{page}.png") for page in range(2, pages + 1))
    return (pdf, first, *others)


def print_pages(
    layout: QgsPrintLayout, pdf: Path, aside: Aside
) -> Generator[float, None, tuple[Path, ...]]:
    """Write the `paper_files` of a layout; needs an event loop between two steps.

    The files get their names in the end, all together.

    Args:
        layout: with its maps.
        pdf: where it goes.
        aside: does something on another thread.

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
    maps = [one for one in layout.items() if isinstance(one, QgsLayoutItemMap)]
    _show(layout, maps, visible=False)
    try:
        yield from _draw(layout, paths, aside)
        with said(sentence):
            for path in paths:
                land(path)
    finally:
        _show(layout, maps, visible=True)
        for path in paths:
            # One that is still being written goes when that has ended.
            with suppress(OSError):
                discard(path)
    return paths


def _show(
    layout: QgsPrintLayout, maps: list[QgsLayoutItemMap], *, visible: bool
) -> None:
    # Nothing that a person did, and could undo.
    layout.undoStack().blockCommands(True)
    for item in maps:
        item.setVisibility(visible)
    layout.undoStack().blockCommands(False)


def _draw(
    layout: QgsPrintLayout, paths: tuple[Path, ...], aside: Aside
) -> Generator[float, None, None]:
    pdf, *pngs = paths
    layout.renderContext().setDpi(_DPI)
    painter = QPainter()
    # The painter needs the writer as long as it lives.
    writer = _open(layout, pdf)
    try:
        if not painter.begin(writer):
            raise _failure(pdf)
        yield 0.0
        for page, png in enumerate(pngs):
            if page and not writer.newPage():
                raise _failure(pdf)
            done = 100 * page / len(pngs)
            for _ in _page(layout, page, painter, png, aside):
                yield done
    finally:
        if painter.isActive():
            painter.end()


def _page(
    layout: QgsPrintLayout, page: int, painter: QPainter, png: Path, aside: Aside
) -> Generator[None, None, None]:
    """Draw a page of which the maps are hidden, then these; and save it as PNG."""
    exporter = QgsLayoutExporter(layout)
    items = layout.pageCollection().itemsOnPage(page)
    maps = [one for one in items if isinstance(one, QgsLayoutItemMap)]
    pictures = yield from draw_maps(maps, _DPI)
    exporter.renderPage(painter, page)
    yield
    for picture in pictures:
        picture.draw(painter)
        yield
    whole = exporter.renderPageToImage(page, QSize(), _DPI)
    yield
    copier = QPainter(whole)
    for picture in pictures:
        picture.draw(copier)
    copier.end()
    saved = aside(lambda: whole.save(str(part_of(png)), "PNG"))
    try:
        while not saved.done():
            yield
    except GeneratorExit:
        # Who cancels does not wait for the other thread.
        saved.add_done_callback(lambda _: discard(png))
        raise
    if not saved.result():
        raise _failure(png)


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
