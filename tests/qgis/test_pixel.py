"""The pixel tool: what a click on the map tells, from the run folder alone."""

from __future__ import annotations

import pytest
from qgis.core import QgsDateTimeRange, QgsPointXY
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import QDateTime, Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QDockWidget
from scene_slots.plugin.layers.group import RunGroup
from scene_slots.plugin.layers.pixel import class_name
from scene_slots.plugin.pixel_tool import PixelTool


@pytest.fixture
def shown_run(project, canvas, make_run):
    """A run of March and May on the map; April is empty."""
    run = make_run()
    group = RunGroup(project, canvas, run.job, "made", lambda: "")
    for image in run.images:
        group.add(image)
    group.finish()
    group.close()
    canvas.setLayers(
        [one.layer() for one in project.layerTreeRoot().findLayers() if one.isVisible()]
    )
    return run


@pytest.fixture
def tool(request, qgis_iface, canvas, project):
    request.getfixturevalue("shown_run")
    tool = PixelTool(qgis_iface.mainWindow(), canvas, project)
    canvas.setMapTool(tool)
    yield tool
    tool.close()


@pytest.fixture
def click(tool, qtbot):
    """Click on the map; return the pixels that the tool told."""

    def click(x, y):
        with qtbot.waitSignal(tool.told, timeout=5000) as told:
            tool.canvasClicked.emit(QgsPointXY(x, y), Qt.MouseButton.LeftButton)
        return told.args[0]

    return click


def rows_of(dock):
    table = dock.pixel_table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_a_click_tells_the_scene_of_the_visible_image(tool, click):
    [pixel] = click(500205, 5000205)
    assert pixel.image.slot == "2018-05"
    [row] = rows_of(tool.dock)
    tile = "S2A_MSIL2A_20180514T095031_N0500_R079_T34TCQ_X (id derived)"
    assert row[0] == "2018-05"
    assert row[1].startswith("R ")
    assert row[2:] == ["2018-05-14 09:50:31", tile, "5 %", "not asked for"]


def test_every_image_of_the_run_can_be_asked(tool, click, canvas, qtbot):
    click(500205, 5000205)
    with qtbot.waitSignal(tool.told, timeout=5000):
        tool.dock.hidden_check.click()
    assert [row[0] for row in rows_of(tool.dock)] == ["2018-05", "2018-03"]
    canvas.setTemporalRange(QgsDateTimeRange(QDateTime(), QDateTime()))
    tool.dock.hidden_check.click()
    assert len(click(500205, 5000205)) == 2


def test_footprint_and_part_are_drawn(tool, click, canvas):
    click(500205, 5000205)
    footprint, part = tool._bands
    assert not footprint.asGeometry().isEmpty()
    box = part.asGeometry().boundingBox()
    assert (box.xMinimum(), box.xMaximum()) == (500100.0, 500400.0)
    canvas.unsetMapTool(tool)
    assert part.asGeometry().isEmpty()


def test_a_row_is_found_by_its_slot_whatever_the_order(tool, click, canvas):
    canvas.setTemporalRange(QgsDateTimeRange(QDateTime(), QDateTime()))
    click(500205, 5000205)
    tool.dock.pixel_table.sortItems(0)
    shown = []
    tool.dock.row_chosen.connect(shown.append)
    tool.dock.pixel_table.cellClicked.emit(0, 3)
    [(_, slot)] = shown
    assert slot == "2018-03"


def test_rows_are_copied_as_text(tool, click, qtbot):
    click(500205, 5000205)
    tool.dock.copy_button.click()
    text = QGuiApplication.clipboard().text()
    place, _, row = text.splitlines()
    assert place == "500205.0, 5000205.0 (EPSG:32634)"
    assert row.split("\t")[4] == "5 %"
    # And by the keys, from the table.
    QGuiApplication.clipboard().clear()
    window = tool.dock.window()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    tool.dock.pixel_table.setFocus()
    qtbot.keyClick(
        tool.dock.pixel_table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier
    )
    assert QGuiApplication.clipboard().text() == text


def test_the_keys_choose_a_row(tool, click, canvas, qtbot):
    canvas.setTemporalRange(QgsDateTimeRange(QDateTime(), QDateTime()))
    click(500205, 5000205)
    with qtbot.waitSignal(tool.dock.row_chosen, timeout=2000) as chosen:
        qtbot.keyClick(tool.dock.pixel_table, Qt.Key.Key_Down)
    assert chosen.args[0][1] == rows_of(tool.dock)[1][0]


def test_a_place_without_image_says_so(tool, qtbot):
    tool.canvasClicked.emit(QgsPointXY(0, 0), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "outside" in tool.dock.place_label.text(), timeout=5000)
    assert rows_of(tool.dock) == []


def test_a_vanished_file_is_said_in_a_sentence(tool, shown_run, qtbot):
    (shown_run.job.folder / "images" / "2018-05.tif").unlink()
    tool.canvasClicked.emit(QgsPointXY(500205, 5000205), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2018-05.tif" in tool.dock.place_label.text(), timeout=5000)


def test_closing_leaves_nothing_on_the_map(qgis_iface, canvas, project, qtbot):
    window = qgis_iface.mainWindow()
    before = bands_on(canvas)
    tool = PixelTool(window, canvas, project)
    with qtbot.waitSignal(tool.destroyed, timeout=2000):
        tool.close()
    assert bands_on(canvas) == before
    qtbot.waitUntil(
        lambda: not window.findChildren(QDockWidget, "PixelDock"), timeout=2000
    )


def bands_on(canvas):
    return len(
        [one for one in canvas.scene().items() if isinstance(one, QgsRubberBand)]
    )


@pytest.mark.parametrize(
    ("source", "number", "words"),
    [
        ("SCL", 9, "SCL 9: cloud, high probability"),
        ("CLM", 1, "CLM 1: cloud"),
        ("CLD", 40, "CLD: cloud probability 40 %"),
        ("BQA", 8, "BQA 8: cloud"),
        (None, None, "not asked for"),
    ],
)
def test_a_class_is_named(source, number, words):
    assert class_name(source, number) == words
