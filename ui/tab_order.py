"""The order of the Tab key: as the widgets stand, whatever was added when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QGridLayout, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qgis.PyQt.QtWidgets import QLayout


def follow_places(root: QWidget) -> None:
    """Let Tab go through what stands in a widget's layouts, line by line."""
    stops = list(_stops(root))
    for before, after in zip(stops, stops[1:]):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    # What has a proxy is a frame around it.
    if takes_tab and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QScrollArea) and widget.widget() is not None:
        yield from _stops(widget.widget())
    elif widget.layout() is not None:
        yield from _stops_in(widget.layout())


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    numbers: Sequence[int] = range(layout.count())
    if isinstance(layout, QGridLayout):
        numbers = sorted(numbers, key=lambda one: layout.getItemPosition(one)[:2])
    for number in numbers:
        item = layout.itemAt(number)
        if item.widget() is not None:
            yield from _stops(item.widget())
        elif item.layout() is not None:
            yield from _stops_in(item.layout())
