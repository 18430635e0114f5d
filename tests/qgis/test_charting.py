"""The chart: values of a run at a point or in polygons, on real widgets."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime, time, timezone

import numpy as np
import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsVertexMarker
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QMessageBox
from scene_slots.plugin.chart_lines import line_of
from scene_slots.plugin.charting import Charting
from scene_slots.plugin.core.images import Image, State
from scene_slots.plugin.evalscript.products import find_product
from scene_slots.plugin.layers.group import RunGroup
from scene_slots.plugin.layers.runs import find_run
from scene_slots.plugin.means import Means
from scene_slots.plugin.messages import Messages
from scene_slots.plugin.store.profile import Figures, Profile, Sample
from scene_slots.plugin.store.rasters import ImageWriter
from scene_slots.ui.chart_values import ChartGap, ChartPoint

# Columns 0 to 9 have no data; values grow from 0 at the upper left to 1.
INSIDE = QgsPointXY(500205, 5000205)


def series(*slots):
    """Return a profile of one pixel: slots as first and last day, value or None."""
    samples = []
    for first, last, value in slots:
        image = Image(
            f"{first}",
            datetime.combine(date.fromisoformat(first), time(), timezone.utc),
            datetime.combine(date.fromisoformat(last), time(), timezone.utc),
            *(State.COMPLETE, "", "ndvi", "leastCC", "sentinel-2-l2a", "local"),
        )
        figures = () if value is None else (Figures(*[value] * 5),)
        samples.append(Sample(image, figures))
    return Profile(1, 1, ("NDVI",), ("",), tuple(samples))


@pytest.mark.parametrize(
    ("slots", "parts", "gaps"),
    [
        # Months, and one without a value.
        (
            (
                ("2018-01-01", "2018-02-01", 1.0),
                ("2018-02-01", "2018-03-01", 2.0),
                ("2018-03-01", "2018-04-01", None),
                ("2018-04-01", "2018-05-01", 4.0),
            ),
            [[1.0, 2.0], [4.0]],
            1,
        ),
        # Months of two summers.
        (
            (
                ("2018-06-01", "2018-07-01", 1.0),
                ("2018-07-01", "2018-08-01", 2.0),
                ("2019-06-01", "2019-07-01", 3.0),
            ),
            [[1.0, 2.0], [3.0]],
            0,
        ),
        # Days with an acquisition, which never touch.
        (
            (("2018-06-01", "2018-06-02", 1.0), ("2018-06-11", "2018-06-12", 2.0)),
            [[1.0, 2.0]],
            0,
        ),
        # A month that was cut by the end of the period, and is whole now.
        (
            (
                ("2018-06-01", "2018-07-01", 1.0),
                ("2018-07-01", "2018-07-15", 2.0),
                ("2018-07-01", "2018-08-01", 3.0),
            ),
            [[1.0, 3.0]],
            0,
        ),
    ],
)
def test_gaps_stay_gaps(slots, parts, gaps):
    line = line_of(series(*slots), "place", 0, "tenths")
    assert [[point.value for point in part] for part in line.parts] == parts
    assert len(line.gaps) == gaps


@pytest.fixture
def run(make_run, project, canvas):
    """NDVI of March and May 2018 on the map; May is clouded, April empty."""
    run = make_run(find_product("ndvi"), "f4")
    may = replace(run.images[2], cloud_pct=80.0, cloud_source="SCL")
    usages = [one for one in run.folder.read_usages() if one.slot == may.slot]
    run.folder.write_slot(may, run.folder.read_scenes(), usages)
    grid = run.job.grid
    path = run.folder.image_path("2018-05").with_suffix(".cloud.tif")
    with ImageWriter(path, grid, ("SCL",), "uint8") as classes:
        nine = np.full((1, grid.height, grid.width), 9, np.uint8)
        classes.write(next(grid.pieces()), nine, nine[0] > 0)
        classes.finish({}, {})
    group = RunGroup(project, canvas, run.job, "made", lambda: "")
    for image in run.folder.read_images():
        group.add(image)
    group.finish()
    group.close()
    return run


@pytest.fixture
def activated():
    return []


@pytest.fixture
def around(around, activated):
    return replace(around, activate=activated.append)


@pytest.fixture
def charting(run, around, qtbot):
    parent = QObject()
    messages = Messages(around.message_bar, parent)
    charting = Charting(Means(None, None, None, (), None, messages, around), parent)
    qtbot.addWidget(charting.page)
    charting.page.setParent(None)
    charting.page.resize(420, 700)
    charting.page.show()
    assert charting.page.run == str(run.job.folder)
    yield charting
    charting.close()
    messages.close()


@pytest.fixture
def lines(charting):
    return lambda: charting.page.chart._lines


@pytest.fixture
def click(charting, lines, qtbot):
    """Click on the map with the tool of the chart."""

    def click(point=INSIDE):
        before = lines()
        charting.page.point_button.click()
        charting.tool.canvasClicked.emit(point, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: lines() != before, timeout=5000)

    return click


def test_a_click_shows_values_gaps_and_hollow_points(charting, click, lines, canvas):
    click()

    [line] = lines()
    march, may = line.points
    assert line.parts == ((march,), (may,))
    assert march.value == pytest.approx(0.4878, abs=0.001)
    assert (march.is_hollow, may.is_hollow) == (False, True)
    assert (march.low, march.high) == (None, None)
    assert line.gaps[0].words == "2018-04 · No acquisition in this slot."
    assert march.words == (
        "2018-03 · 0.4878 · 2018-03-14 09:50 UTC, tile T34TCQ, tile cloud 5 %"
        " · image cloud unknown"
    )
    assert "image cloud 80 % · SCL 9: cloud, high probability" in may.words
    assert (
        charting.page.place_label.text() == "Values at 500205.0, 5000205.0 (EPSG:32634)"
    )
    marks = [one for one in canvas.scene().items() if isinstance(one, QgsVertexMarker)]
    assert len(marks) == 1


def test_clicking_a_point_shows_its_image_and_row_and_back(
    charting, click, run, project, canvas, qtbot, activated
):
    click()
    chart, table = (
        charting.page.chart,
        find_run(project, run.job.folder).tables["images"],
    )
    march = chart._lines[0].points[0]
    place = chart.place_of(march).toPoint()
    assert chart.entry_at(chart.place_of(march)) is march

    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)

    assert canvas.temporalRange().begin().toString("yyyy-MM") == "2018-03"
    assert [layer.name() for layer in activated] == ["2018-03"]
    assert [row["slot"] for row in table.selectedFeatures()] == ["2018-03"]
    assert charting.page.words_label.text() == march.words

    table.selectByExpression("slot = '2018-05'")
    assert chart.current.key == "2018-05"


def test_keys_step_through_points_and_gaps(charting, click, qtbot, canvas):
    click()
    chart = charting.page.chart
    seen = []
    for key in ("Right", "Right", "Right", "Right", "Home", "End", "Left", "Return"):
        qtbot.keyClick(chart, getattr(Qt.Key, f"Key_{key}"))
        seen.append(chart.current.key[-2:])
    assert seen == ["03", "04", "05", "05", "03", "05", "04", "04"]
    assert isinstance(chart.current, ChartGap)
    charting.page.step_bar.buttons["previous"].click()
    charting.page.step_bar.buttons["show"].click()
    assert isinstance(chart.current, ChartPoint)
    assert canvas.temporalRange().begin().toString("yyyy-MM") == "2018-03"


def test_polygons_have_a_line_each_with_their_spread(charting, lines, project, qtbot):
    fields = QgsVectorLayer(
        "Polygon?crs=EPSG:32634&field=name:string", "fields", "memory"
    )
    for name, west in (("Maize", 500100), ("Wood", 500300), ("Far", 600000)):
        feature = QgsFeature(fields.fields())
        feature["name"] = name
        box = QgsRectangle(west, 5000100, west + 50, 5000200)
        feature.setGeometry(QgsGeometry.fromRect(box))
        fields.dataProvider().addFeature(feature)
    project.addMapLayer(fields)
    charting.page.polygons_button.click()
    assert "No polygon is selected" in charting.page.note_label.text()

    fields.selectAll()
    charting.page.polygons_button.click()
    qtbot.waitUntil(lambda: len(lines()) > 0, timeout=5000)

    assert [line.title for line in lines()] == ["Maize", "Wood"]
    assert charting.page.place_label.text() == (
        "Means over 2 of 3 polygons, 1 lies outside the images"
    )
    march = lines()[0].points[0]
    assert march.low < march.value < march.high
    assert "100 % of the place has data" in march.words
    widths = {}
    for index in range(3):
        charting.page.spread_combo.setCurrentIndex(index)
        point = lines()[0].points[0]
        widths[charting.page.spread] = point.low and point.high - point.low
    assert widths["none"] is None
    assert widths["tenths"] < widths["range"]


def test_values_are_saved_and_no_file_is_taken_without_asking(
    charting, click, tmp_path, qtbot
):
    click()
    path = tmp_path / "values.csv"
    asked = []

    def reply():
        """Say no to the question that is shown, as soon as one is."""
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            poll.stop()
            asked.append(box.text())
            box.button(QMessageBox.StandardButton.No).click()

    poll = QTimer()
    poll.timeout.connect(reply)

    def save():
        charting.page.csv_button.click()
        dialog = next(
            one for one in charting.page.findChildren(QFileDialog) if one.isVisible()
        )
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile("values")
        poll.start(20)
        dialog.accept()
        poll.stop()
        return dialog

    save()
    qtbot.waitUntil(path.is_file, timeout=5000)
    assert asked == []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["slot"], row["state"], bool(row["mean"])) for row in rows] == [
        ("2018-03", "complete", True),
        ("2018-04", "empty", False),
        ("2018-05", "complete", True),
    ]

    path.write_text("mine", encoding="utf-8")
    save().reject()
    assert len(asked) == 1
    assert path.read_text(encoding="utf-8") == "mine"


def test_without_a_run_the_page_says_what_to_do(charting, click, project, lines):
    click()
    project.clear()
    charting._offer()
    assert lines() == ()
    assert "shows no run" in charting.page.chart._message


def test_a_project_that_is_opened_anew_is_followed(
    charting, click, run, project, tmp_path
):
    click()
    project.write(str(tmp_path / "p.qgz"))
    project.read(str(tmp_path / "p.qgz"))
    charting._offer()
    table = find_run(project, run.job.folder).tables["images"]
    table.selectByExpression("slot = '2018-05'")
    assert charting.page.chart.current.key == "2018-05"
