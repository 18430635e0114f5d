"""The area box and the map: where runs are asked for, shown and measured."""

from __future__ import annotations

import json
from datetime import date

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapToolPan, QgsRubberBand
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QGuiApplication
from scene_slots.plugin.area_choice import AreaChoice
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.layers.asked import Place, place_of
from scene_slots.ui.form import Form

UTM = 32634
CONTEXT = QgsCoordinateTransformContext()
FORM = Form(date(2018, 3, 1), date(2018, 5, 31))


@pytest.fixture
def choice(project, canvas, qtbot):
    """Return the presenter, its box shown; the map shows 400 by 400 metres."""
    choice = AreaChoice(canvas, project)
    qtbot.addWidget(choice.box)
    choice.box.show()
    yield choice
    choice.close()


@pytest.fixture
def told(choice):
    """Return a function that has the area worked out and tells size and hint."""

    def told(form=FORM):
        choice.refresh(form)
        box = choice.box
        return " ".join(
            label.text()
            for label in (box.size_label, box.hint_label)
            if label.isVisible()
        )

    return told


@pytest.fixture
def fields(project, canvas):
    """Return a layer of three squares of a hectare, two of them selected."""
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:32634&field=name:string", "fields", "memory"
    )
    for number, name in enumerate(("Long acre", "", "Out")):
        feature = QgsFeature(layer.fields())
        corner = 500_000 + 200 * number
        feature.setGeometry(
            QgsGeometry.fromRect(
                QgsRectangle(corner, 5_000_000, corner + 100, 5_000_100)
            )
        )
        feature.setAttributes([name or None])
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    project.addMapLayer(layer)
    layer.selectByIds([1, 2])
    canvas.setLayers([layer])
    return layer


def bands(canvas):
    return [
        item
        for item in canvas.scene().items()
        if isinstance(item, QgsRubberBand) and item.isVisible()
    ]


def test_the_map_is_followed_until_it_is_not(choice, told, canvas, qtbot):
    assert "40 pixels of 10\u00a0m" in told()
    assert "UTM zone 34 N (EPSG:32634)" in told()
    assert not bands(canvas)
    with qtbot.waitSignal(choice.changed):
        canvas.setExtent(QgsRectangle(500000, 5000000, 500800, 5000800))
    assert "80 pixels of 10\u00a0m" in told()

    choice.box.follow_check.click()
    with qtbot.assertNotEmitted(choice.changed):
        canvas.setExtent(QgsRectangle(500000, 5000000, 500400, 5000400))
    assert "80 pixels of 10\u00a0m" in told()
    assert len(bands(canvas)) == 1

    choice.box.zoom_button.click()
    assert canvas.extent().contains(QgsRectangle(500000, 5000000, 500800, 5000800))


@pytest.mark.parametrize("is_locked", [False, True])
def test_what_was_asked_for_stays_while_the_map_is_resized(
    choice, told, canvas, is_locked, request
):
    size = canvas.size()
    request.addfinalizer(lambda: canvas.resize(size))
    request.addfinalizer(lambda: canvas.setScaleLocked(False))
    canvas.window().show()  # a hidden map does not hear of its size
    canvas.setScaleLocked(is_locked)
    (before,) = choice.places()
    choice.pin()
    canvas.resize(canvas.width() - 150, canvas.height() + 40)
    assert canvas.extent() != before.extent
    choice.pin()  # and once more, as a second run does
    assert choice.places()[0].extent == before.extent
    assert "map was resized" in told()
    assert len(bands(canvas)) == 1
    canvas.setExtent(QgsRectangle(500000, 5000000, 500800, 5000800))
    assert choice.places()[0].extent == canvas.extent()
    assert "resized" not in told()
    assert not bands(canvas)


def test_a_pan_costs_nothing_before_it_settles(choice, canvas, told):
    told()
    size = choice.box.size_label.text()
    canvas.setExtent(QgsRectangle(500000, 5000000, 500800, 5000800))
    assert choice.box.size_label.text() == size


@pytest.mark.usefixtures("fields")
def test_the_extent_of_a_layer_is_the_area(choice, told):
    choice.box.layer_button.click()
    assert "50 × 10 pixels" in told()  # noqa: RUF001
    (place,) = choice.places()
    assert place.geometry is None


def test_selected_features_are_one_area_or_one_run_each(
    choice, told, fields, canvas, qtbot
):
    box = choice.box
    canvas.setCurrentLayer(fields)
    box.selection_button.click()
    text = told()
    assert "0.02 km²" in text
    assert "30 × 10 pixels" in text  # noqa: RUF001  with the gap between them
    assert "One area of 2 features" in box.one_radio.text().replace("&", "")
    assert "2 runs, one per feature" in box.each_radio.text().replace("&", "")
    assert len(bands(canvas)) == 2  # the grid is larger than the area

    box.each_radio.click()
    assert "2 runs" in told()
    assert [place.name for place in choice.places()] == ["Long acre", "feature-2"]

    with qtbot.waitSignal(choice.changed):
        fields.selectByIds([3])
    assert "10 × 10 pixels" in told()  # noqa: RUF001
    assert [place.name for place in choice.places()] == ["Out"]
    fields.removeSelection()
    assert "select polygons" in told()
    assert not box.each_radio.isVisible()
    with pytest.raises(InputError, match="No feature is selected"):
        choice.places()


@pytest.mark.usefixtures("fields")
def test_a_layer_may_go_while_its_selection_is_the_area(choice, told, project):
    choice.box.selection_button.click()
    assert "km²" in told()
    project.removeAllMapLayers()
    assert "No feature is selected" in told()


def drag(canvas, qtbot, *points, button=Qt.MouseButton.LeftButton):
    """Press at the first pixel, move over the others, release at the last."""
    view = canvas.viewport()
    first, last = QPoint(*points[0]), QPoint(*points[-1])
    qtbot.mousePress(view, button, pos=first)
    for point in points[1:]:
        qtbot.mouseMove(view, QPoint(*point))
    qtbot.mouseRelease(view, button, pos=last)


def test_a_box_is_dragged_and_the_former_tool_comes_back(choice, told, canvas, qtbot):
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    choice.box.draw_button.click()
    assert choice.box.draw_box_button.isChecked()
    assert canvas.mapTool() is not pan
    drag(canvas, qtbot, (100, 100), (180, 150), (200, 200))
    assert canvas.mapTool() is pan
    assert not choice.box.draw_box_button.isChecked()
    (place,) = choice.places()
    scale = canvas.mapUnitsPerPixel()
    assert place.extent.width() == pytest.approx(100 * scale, rel=0.05)
    assert place.geometry is None
    assert "km²" in told()
    assert len(bands(canvas)) == 1
    canvas.unsetMapTool(pan)


def test_a_polygon_is_clicked_and_esc_gives_up(choice, told, canvas, qtbot):
    view = canvas.viewport()
    choice.box.draw_button.click()
    choice.box.draw_polygon_button.click()
    for point in ((100, 100), (200, 100), (300, 300), (200, 200)):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(*point))
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    (drawn,) = choice.places()
    assert drawn.geometry.constGet().exteriorRing().numPoints() == 4
    assert "km²" in told()

    choice.box.draw_box_button.click()
    assert told().startswith("Drag a box")
    assert not bands(canvas)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert "km²" in told()
    assert len(bands(canvas)) == 2
    (place,) = choice.places()
    assert place.geometry.equals(drawn.geometry)
    assert choice.box.source == "draw"


def test_to_give_up_the_first_drawing_leaves_the_former_source(
    choice, canvas, qtbot, told
):
    choice.box.draw_button.click()
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert choice.box.source == "map"
    assert choice.box.map_button.isChecked()
    assert "40 pixels of 10\u00a0m" in told()


def test_unloading_while_drawing_gives_the_map_back(project, canvas):
    choice = AreaChoice(canvas, project)
    before = len(canvas.scene().items())
    choice.box.draw_button.click()
    choice.close()
    assert canvas.mapTool() is None
    assert len(canvas.scene().items()) == before - 3
    choice.box.deleteLater()
    choice.deleteLater()


@pytest.mark.parametrize(
    ("side", "words"),
    [
        (24_000, "km²"),
        (60_000, "9 pieces"),
        (60_000, "Large: each image takes 9 requests"),
        (200_000, "Very large: each image takes 64 requests"),
        (300_000, "reaches over 2 UTM zones"),
        (400_000, "more than 30\u202f000 a side"),
    ],
)
def test_what_is_large_or_impossible_is_said(choice, told, side, words):
    crs, context = QgsCoordinateReferenceSystem(f"EPSG:{UTM}"), CONTEXT
    extent = QgsRectangle(500_000, 5_000_000, 500_000 + side, 5_000_000 + side)
    choice.keep(Place(extent, crs, context), "Large")
    assert words in told()
    assert choice.box.hint_label.isVisible() is (side > 25_000)
    assert choice.box.size_label.isVisible() is (side < 400_000)


def test_an_area_is_copied_as_geojson(choice, told):
    told()
    choice.box.copy_button.click()
    copied = json.loads(QGuiApplication.clipboard().text())
    assert copied["type"] == "Polygon"
    longitude, latitude = copied["coordinates"][0][0]
    assert (longitude, latitude) == pytest.approx((21.0, 45.15), abs=0.1)


def test_the_crs_of_the_images_is_a_field_of_the_form(choice, told, qtbot):
    box = choice.box
    assert box.values() == {"epsg": None}
    with qtbot.waitSignal(box.changed):
        box.crs_combo.setCurrentIndex(box.crs_combo.findData("3857"))
    assert box.values() == {"epsg": 3857}
    form = Form(date(2018, 3, 1), date(2018, 5, 31), epsg=32635)
    box.show_form(form)
    assert box.values() == {"epsg": 32635}
    assert "zone 35 N" in told(form)


def test_an_area_over_the_180th_meridian_is_drawn_and_zoomed_to(choice, told, canvas):
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    canvas.setDestinationCrs(degrees)
    shape = "Polygon ((179.9 -17, 180.1 -17, 180.1 -16.8, 179.9 -17))"
    choice.keep(place_of(QgsGeometry.fromWkt(shape), degrees, CONTEXT), "Fiji")
    assert "UTM zone 1 S" in told()
    drawn = [
        shape for band in bands(canvas) for shape in band.asGeometry().asMultiPolygon()
    ]
    assert len(drawn) == 4  # of the area and of the grid, on either side
    for [ring] in drawn:
        longitudes = [point.x() for point in ring]
        assert max(longitudes) - min(longitudes) < 0.2
    choice.box.zoom_button.click()
    extent = canvas.extent()
    assert extent.xMinimum() < 179.9
    assert extent.xMaximum() > 180.1
    assert extent.width() < 2


def test_the_area_of_an_earlier_run_is_kept(choice, told, canvas):
    shape = QgsGeometry.fromWkt("Polygon ((500000 5e6, 500100 5e6, 500000 5000100))")
    crs = QgsCoordinateReferenceSystem("EPSG:32634")
    choice.keep(place_of(shape, crs, CONTEXT), "May")
    assert "10 × 10 pixels" in told()  # noqa: RUF001
    assert choice.box.kept_label.text() == "May"
    assert not choice.box.map_button.isChecked()
    choice.show_outline(False)
    assert not bands(canvas)
    choice.show_outline(True)
    assert len(bands(canvas)) == 2
    choice.box.map_button.click()
    assert "40 pixels of 10\u00a0m" in told()
