"""Area and time in the dock: from a selection on the map to layers in the strip."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from scene_slots.plugin.store.folder import RunFolder

LIMIT = 5000


@pytest.fixture
def page(plugin, form):
    """Return the page that asks for a run, shown, with a form that is right."""
    plugin.controller.show()
    page = plugin.controller.series
    page.set_form(form)
    return page


@pytest.fixture
def asking(plugin, page):
    """Return the presenter of the page."""
    assert page.isVisible()
    return plugin.controller.pages.asking


@pytest.fixture
def fields(project, canvas):
    """Return a layer of two selected triangles, each half of 200 by 200 metres."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:32634&field=name", "fields", "memory")
    for number, name in enumerate(("North", "South")):
        feature = QgsFeature(layer.fields())
        x, y = 499_850, 5_000_000 + 200 * number
        shape = f"Polygon (({x} {y}, {x + 200} {y}, {x} {y + 200}, {x} {y}))"
        feature.setGeometry(QgsGeometry.fromWkt(shape))
        feature.setAttributes([name])
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    project.addMapLayer(layer)
    layer.selectAll()
    canvas.setCurrentLayer(layer)
    return layer


def looks(asking):
    return {cell.name: cell.look for cell in asking.time.part.strip.cells}


@pytest.mark.usefixtures("fields")
def test_each_selected_feature_gets_a_run_of_its_own(
    asking, page, plugin, finish, qtbot, canvas
):
    asking.area.box.selection_button.click()
    asking.area.box.each_radio.click()
    asking.time.part.set_excluded({"2018-04"})
    qtbot.waitUntil(lambda: "2 runs of 2 slots" in page.cost_line.text(), timeout=LIMIT)
    qtbot.mouseClick(page.run_button, Qt.MouseButton.LeftButton)
    runs = list(plugin.controller.runs.live)
    assert [run.job.folder.name.split("_")[0] for run in runs] == ["North", "South"]
    for run in runs:
        job = run.job
        outcome, done = finish(run.task)
        assert outcome == "succeeded", done
        assert [row.slot for row in done.images] == ["2018-03", "2018-05"]
        # The western half of the box has no data. Of the box that is a half, of
        # the triangle three quarters.
        assert all(20 < row.valid_pct < 30 for row in done.images)
        assert RunFolder.open(job.folder).area.area == pytest.approx(20_000)
        assert job.grid.width == job.grid.height == 20

    # The strip shows the first of them, the latest that the form asks for.
    states = {"2018-03": "complete", "2018-04": "excluded", "2018-05": "complete"}
    qtbot.waitUntil(lambda: looks(asking) == states, timeout=LIMIT)
    strip = asking.time.part.strip
    place = strip.box_of("2018-03").center().toPoint()
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
    shown = canvas.temporalRange()
    assert shown.begin().toString("yyyy-MM") == "2018-03"
    assert shown.end().toString("yyyy-MM") == "2018-03"
    # What is asked for is no longer what was run: plans are all that can be told.
    page.set_form(replace(page.form(), product="ndvi"))
    qtbot.waitUntil(lambda: looks(asking)["2018-03"] == "asked", timeout=LIMIT)


def test_a_plan_is_seen_in_the_strip_and_leaving_out_needs_no_other(
    asking, page, qtbot
):
    page.plan_button.click()
    planned = {"2018-03": "planned", "2018-04": "empty", "2018-05": "planned"}
    qtbot.waitUntil(lambda: looks(asking) == planned, timeout=LIMIT)
    strip = asking.time.part.strip
    assert "1 planned of 2 scenes" in strip.cells[0].words
    place = strip.box_of("2018-03").center().toPoint()
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
    assert looks(asking) == {**planned, "2018-03": "excluded"}
    qtbot.waitUntil(
        lambda: asking.planning.plan is not None
        and len(asking.planning.plan.plans) == 2,
        timeout=LIMIT,
    )
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: looks(asking) == planned, timeout=LIMIT)


def test_a_run_after_a_panel_was_opened_fetches_nothing_again(
    page, plugin, canvas, finish, qtbot, request
):
    size = canvas.size()
    request.addfinalizer(lambda: canvas.resize(size))
    done, extents = [], []
    for _ in range(2):
        qtbot.mouseClick(page.run_button, Qt.MouseButton.LeftButton)
        [run] = plugin.controller.runs.live
        done.append(finish(run.task)[1])
        extents.append(canvas.extent())
        canvas.resize(canvas.width() - 120, canvas.height())
    assert extents[0] != extents[1]
    first, again = done
    assert again.job.folder == first.job.folder
    assert [image.slot for image in first.fetched] == ["2018-03", "2018-04", "2018-05"]
    assert not again.fetched


def test_acquisitions_come_with_the_plan_and_can_be_left_out(asking, page, qtbot):
    page.set_form(replace(page.form(), rhythm="acquisition"))
    page.plan_button.click()
    qtbot.waitUntil(lambda: len(looks(asking)) == 3, timeout=LIMIT)
    name = asking.time.part.strip.cells[1].name
    asking.time.part.set_excluded({name})
    qtbot.waitUntil(
        lambda: asking.planning.plan is not None
        and len(asking.planning.plan.plans) == 2,
        timeout=LIMIT,
    )
    # It stays in the strip, to be asked for again.
    assert looks(asking)[name] == "excluded"


def test_an_own_list_is_chosen_among_the_rhythms(asking, page, qtbot):
    combo, days = page.rhythm_combo, asking.time.part.days_edit
    combo.setCurrentIndex(combo.findData("list"))
    assert days.isVisible()
    assert days.first_edit.date().toString("yyyy-MM-dd") == "2018-03-01"
    qtbot.waitUntil(
        lambda: "list of days is empty" in page.error_label.text(), timeout=LIMIT
    )
    days.add_button.click()
    days.add_button.click()
    form = page.form()
    assert form.rhythm == "2018-03-01, 2018-03-02"
    assert (form.first_day, form.last_day) == (date(2018, 3, 1), date(2018, 3, 2))
    page.set_form(replace(form, rhythm="month"))
    assert not days.isVisible()
    page.set_form(form)
    assert page.form() == form
    assert days.isVisible()


def test_the_outline_goes_with_the_dock_and_with_the_plugin(
    asking, plugin, canvas, qtbot
):
    asking.area.box.follow_check.click()
    canvas.setExtent(QgsRectangle(499000, 4999000, 501000, 5001000))

    def shown():
        kinds = ("QgsRubberBand",)
        return [
            item
            for item in canvas.scene().items()
            if type(item).__name__ in kinds and item.isVisible()
        ]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=LIMIT)
    plugin.controller.pages.dock.close()
    assert not shown()
    plugin.controller.show()
    assert len(shown()) == 1
    asking.area.box.draw_button.click()
    before = len(canvas.scene().items())
    plugin.controller.close()
    assert canvas.mapTool() is None
    assert len(canvas.scene().items()) <= before - 3
