"""The page of candidates: what the catalog has, on the map, by day, and left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest
import shapely
from qgis.core import QgsPointXY
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtGui import QColor, QPalette
from scene_slots.plugin.candidate_rows import find_candidates
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.images import Use
from scene_slots.plugin.core.job import Hub, Job
from scene_slots.plugin.core.orbit import merge_days
from scene_slots.plugin.core.plan import Plan
from scene_slots.plugin.core.scenes import Scene
from scene_slots.plugin.core.slots import Period, Slot
from scene_slots.plugin.evalscript.products import find_product
from scene_slots.plugin.pipeline.prepared import Prepared
from scene_slots.ui.candidate_row import (
    ACQUIRED,
    CLOUD,
    COVERAGE,
    ORBIT,
    PLATFORM,
    SLOT,
    STATE,
    TILE,
    USE,
    CandidateRow,
)
from scene_slots.ui.candidate_table import CandidateTable
from scene_slots.ui.candidate_view import CandidateView

LIMIT = 20_000
LEFT = Qt.MouseButton.LeftButton
NAME = "S2A_MSIL2A_2018{0}T095031_N0500_R079_T34TCQ_2018{0}T120000"
WORST, BEST, MAY = (NAME.format(day) for day in ("0304", "0314", "0503"))


@pytest.fixture
def page(plugin, form):
    """Return the page in its dock, shown, beside a form that is right."""
    plugin.run_action.trigger()
    pages = plugin.controller.pages
    pages.asking.page.set_form(form)
    pages.dock.show_page(pages.candidates.page)
    return pages.candidates.page


@pytest.fixture
def until(qtbot):
    return lambda holds: qtbot.waitUntil(holds, timeout=LIMIT)


def column(page, number):
    model = page.view.model()
    return [model.index(row, number).data() for row in range(model.rowCount())]


def bands_of(plugin):
    return plugin.controller.pages.candidates._footprints.bands


def drawn(band):
    return band.numberOfVertices() // 5  # a box and its first corner again


def test_scenes_are_found_selected_everywhere_and_left_out(
    page, plugin, canvas, project, qtbot, until
):
    qtbot.mouseClick(page.search_button, LEFT)
    # While nobody knows, no day looks as if it had no data.
    assert page.calendar.is_loading
    assert page.search_button.text() == "Stop"
    until(lambda: bool(page.table.rows))
    assert not page.calendar.is_loading
    check_what_was_found(page)
    # All three have one outline, drawn once, and the project knows nothing of it.
    plugin.controller.series.max_cloud_spin.setValue(11)
    assert column(page, STATE) == ["planned", "not needed", "over the limit"]
    plugin.controller.series.max_cloud_spin.setValue(100)
    everything, chosen = bands_of(plugin)
    until(lambda: drawn(everything) == 1)
    assert drawn(chosen) == 0
    assert not project.mapLayers()
    check_selection(page, canvas, chosen, qtbot, until)
    check_leaving_out(page, plugin, qtbot, until)
    plugin.controller.pages.dock.show_page(plugin.controller.series)
    until(lambda: drawn(everything) == 0)


def check_what_was_found(page):
    assert page.status_label.text() == "3 scenes · 2 planned"
    assert column(page, SLOT) == ["2018-03", "2018-03", "2018-05"]
    # In a dock there is room for the day; the tooltip has all.
    assert column(page, ACQUIRED)[0] == "2018-03-14"
    tip = page.table.index(0, ACQUIRED).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "2018-03 · 2018-03-14 09:50:31 UTC · Sentinel-2A · orbit 79"
    assert column(page, USE) == ["●", "○", "●"]
    assert column(page, TILE) == ["T34TCQ"] * 3
    assert column(page, CLOUD) == ["5.0", "40.0", "12.0"]
    assert column(page, COVERAGE) == ["100.0"] * 3
    assert column(page, STATE) == ["planned", "not needed", "planned"]
    marks = page.calendar.marks
    assert sorted(marks) == [date(2018, 3, 4), date(2018, 3, 14), date(2018, 5, 3)]
    assert "40.0 % tile cloud" in marks[date(2018, 3, 4)].tip
    look = page.calendar.dateTextFormat(QDate(2018, 3, 4))
    assert look.toolTip() == marks[date(2018, 3, 4)].tip
    assert look.background().color().alpha()
    best = marks[date(2018, 3, 14)]
    assert (best.clear, best.is_planned) == (95.0, True)


def check_selection(page, canvas, chosen, qtbot, until):
    """Rows, outlines and days are the same scenes, in whatever order they stand."""
    page.view.sortByColumn(CLOUD, Qt.SortOrder.DescendingOrder)
    page.view.selectRow(0)
    assert page.selected_keys() == {WORST}
    until(lambda: drawn(chosen) == 1)
    page.view.sortByColumn(ACQUIRED, Qt.SortOrder.DescendingOrder)
    assert page.selected_keys() == {WORST}
    assert [row.row() for row in page.view.selectionModel().selectedRows()] == [2]
    page.slot_combo.setCurrentIndex(page.slot_combo.findText("2018-05"))
    assert page.selected_keys() == set()
    before = canvas.mapTool()
    qtbot.mouseClick(page.pick_button, LEFT)
    viewport = canvas.viewport()
    qtbot.mouseClick(viewport, LEFT, pos=viewport.rect().center())
    assert page.selected_keys() == {MAY}
    canvas.mapTool().picked.emit(QgsPointXY(600000, 5000205), False)
    assert page.selected_keys() == set()
    qtbot.mouseClick(page.pick_button, LEFT)
    assert canvas.mapTool() is before
    page.slot_combo.setCurrentIndex(0)
    page.calendar.clicked.emit(QDate(2018, 3, 14))
    assert page.selected_keys() == {BEST}
    page.view.sortByColumn(SLOT, Qt.SortOrder.AscendingOrder)
    # The outlines are larger than the area, which must not follow the map to them.
    extent = canvas.extent()
    qtbot.mouseClick(page.zoom_button, LEFT)
    assert canvas.extent().width() > extent.width()
    canvas.setExtent(extent)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert canvas.extent().width() > extent.width()


def check_leaving_out(page, plugin, qtbot, until):
    """The second in rank takes the place of what is left out; it can come back."""
    planning = plugin.controller.pages.asking.planning
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.table.row_at(0).is_used is False
    assert plugin.controller.series.form().excluded_scenes == {BEST}
    until(lambda: page.status_label.text().endswith("1 left out"))
    assert planning.plan.job.excluded_scenes == {BEST}
    assert [one.key for one in planning.plan.plans[0].planned] == [WORST]
    states = dict(zip((row.key for row in page.table.shown), column(page, STATE)))
    assert states == {WORST: "planned", BEST: "excluded", MAY: "planned"}
    assert page.selected_keys() == {BEST}
    assert page.excluded_label.text() == "1 scene is left out by hand."
    [line] = page.table.numbers_of({BEST})
    box = page.table.index(line, USE)
    assert page.table.setData(box, 2, Qt.ItemDataRole.CheckStateRole)
    until(lambda: "left out" not in page.status_label.text())
    assert column(page, STATE) == ["planned", "not needed", "planned"]


def test_a_failure_is_no_empty_result_and_nothing_is_an_answer(
    page, plugin, form, tmp_path, qtbot, until
):
    series = plugin.controller.series
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "catalog.json").write_text("{}")
    series.set_form(replace(form, scenes_folder=str(damaged)))
    qtbot.mouseClick(page.search_button, LEFT)
    until(page.retry_button.isVisible)
    assert page.message_label.text().endswith(".")
    assert "unknown" in page.status_label.text()
    assert not page.results_widget.isVisible()
    # What is left out may be the reason: that can be taken back here, too.
    series.set_form(replace(form, excluded_scenes=frozenset("ab")))
    assert page.use_all_button.isVisible()
    qtbot.mouseClick(page.use_all_button, LEFT)
    assert series.form().excluded_scenes == set()
    assert not page.use_all_button.isVisible()
    nothing = replace(form, first_day=date(2017, 1, 1), last_day=date(2017, 1, 31))
    series.set_form(nothing)
    qtbot.mouseClick(page.retry_button, LEFT)
    until(lambda: "it has no scene" in page.status_label.text())
    assert not page.message_frame.isVisible()
    assert page.calendar.isVisible()
    # What is shown belongs to another wish now, and says so.
    series.set_form(replace(nothing, resolution=20.0))
    until(lambda: "changed" in page.message_label.text())
    assert not page.retry_button.isVisible()


def test_every_control_says_what_it_does_and_nothing_stays_behind(plugin, page, canvas):
    mine = (
        *(page.search_button, page.retry_button, page.slot_combo, page.planned_check),
        *(page.exclude_button, page.use_button, page.use_all_button),
        *(page.outlines_check, page.pick_button, page.zoom_button, page.calendar),
    )
    assert all(one.toolTip() for one in mine)
    bands = bands_of(plugin)
    plugin.unload()
    left = [one for one in canvas.scene().items() if isinstance(one, QgsRubberBand)]
    assert not set(bands) & set(left)
    plugin.initGui()


def row(key, cloud, orbit=None, **facts):
    moment = datetime(2018, 3, 1, tzinfo=timezone.utc)
    return CandidateRow(key, "2018-03", moment, cloud=cloud, orbit=orbit, **facts)


@pytest.mark.parametrize("is_descending", [False, True])
def test_what_is_unknown_comes_last_and_is_no_zero(is_descending):
    orders = Qt.SortOrder
    order = orders.DescendingOrder if is_descending else orders.AscendingOrder
    table = CandidateTable()
    table.set_rows(
        [row("a", None), row("b", 10.0, 9), row("c", 0.0, 10), row("d", 9.5)]
    )
    table.sort(CLOUD, order)
    shown = [one.key for one in table.shown]
    known = ["b", "d", "c"] if is_descending else ["c", "d", "b"]
    assert shown == [*known, "a"]
    last = table.rowCount() - 1
    assert table.index(last, CLOUD).data() == "unknown"
    table.sort(ORBIT, order)
    assert {one.key for one in table.shown[2:]} == {"a", "d"}


def test_a_narrow_table_shows_what_matters_without_scrolling(qtbot):
    view = CandidateView()
    qtbot.addWidget(view)
    letter = view.fontMetrics().horizontalAdvance("0")
    view.resize(38 * letter, 20 * letter)
    view.show()
    tile = "nrt-romania-20180301"
    view.table.set_rows([row(str(at), 100.0, tile=tile) for at in range(40)])
    qtbot.waitUntil(view.verticalScrollBar().isVisible, timeout=LIMIT)
    assert not view.horizontalScrollBar().maximum()
    hidden = {one for one in range(9) if view.isColumnHidden(one)}
    assert hidden == {SLOT, PLATFORM, ORBIT, STATE}
    for column, shown in ((CLOUD, "100.0"), (COVERAGE, "?")):
        cell = view.table.index(0, column)
        assert cell.data() == shown
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "unknown"
    for letters in (45, 60):
        view.resize(letters * letter, 20 * letter)
        assert not view.horizontalScrollBar().maximum()
    assert view.columnWidth(SLOT) > 6 * letter
    view.resize(120 * letter, 20 * letter)
    assert not any(view.isColumnHidden(one) for one in range(9))
    assert view.table.index(0, ACQUIRED).data() == "2018-03-01 00:00"
    # Of thousands of selected rows the header asks nothing: that took 0.15 s.
    view.selectAll()
    assert len(view.selected_keys()) == 40
    assert not view.horizontalHeader().selectionModel().hasSelection()


def test_what_is_not_planned_is_pale_and_can_be_read():
    """Also in a theme that leaves its views a palette that does not fit."""
    theme = QPalette(QColor("#202020"))
    for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Text):
        theme.setColor(role, QColor("#202020"))
    table = CandidateTable(lambda: theme)
    table.set_rows([row("a", 1.0, is_planned=False)])
    ink = table.index(0, CLOUD).data(Qt.ItemDataRole.ForegroundRole).color()
    assert ink.alphaF() < 1
    assert ink.lightness() > 200


GRID = Grid(32634, 500000.0, 5000400.0, 10.0, 40, 40)
SLOT_OF_MARCH = Slot(
    "2018-03",
    datetime(2018, 3, 1, tzinfo=timezone.utc),
    datetime(2018, 4, 1, tzinfo=timezone.utc),
)


def scene(key, day=5, **facts):
    moment = datetime(2018, 3, day, 9, tzinfo=timezone.utc)
    return Scene(key, moment, "sentinel-2-l2a", product_id=key, **facts)


def prepared(scenes, skipped, excluded=(), **asked):
    area = shapely.box(*GRID.bounds)
    job = Job(
        Hub("local", "Local hub", "", ""),
        "sentinel-2-l2a",
        asked.pop("product", find_product("raw")),
        "leastCC",
        Period(date(2018, 3, 1), date(2018, 3, 31)),
        "month",
        GRID,
        area,
        None,
        excluded_scenes=frozenset(excluded),
    )
    half = shapely.box(500000, 5000000, 500200, 5000400)
    planned = tuple(one for one in scenes if one.key not in skipped)
    # It crosses itself in the middle of the area.
    bow = shapely.Polygon(
        [(500000, 5000000), (500400, 5000400), (500400, 5000000), (500000, 5000400)]
    )
    footprints = {scenes[0].key: half, scenes[-1].key: bow}
    plan = Plan(SLOT_OF_MARCH, tuple(scenes), planned, skipped, footprints)
    return Prepared(job, tuple(scenes), (plan,), {}, 0.0, **asked)


def test_every_reason_has_its_words_and_what_is_not_up_to_a_person_is_fixed():
    uses = [None, *Use]
    scenes = [scene(f"s{at}", 1 + at) for at in range(len(uses))]
    skipped = {
        one.key: use for one, use in zip(scenes, uses) if use not in (None, Use.USED)
    }
    by_kind = scene("radar", 20)
    (excluded,) = (key for key, use in skipped.items() if use is Use.EXCLUDED)
    found = find_candidates(
        prepared([*scenes, by_kind], {**skipped, by_kind.key: Use.EXCLUDED}, [excluded])
    )
    told = {one.key: one for one in found.rows}
    words = {skipped.get(one.key, Use.USED): told[one.key].state for one in scenes}
    assert words == {
        Use.USED: "planned",
        Use.COVERED: "not needed",
        Use.SUPERSEDED: "superseded",
        Use.NO_DATA: "not needed",
        Use.OVER_CLOUD_LIMIT: "over the limit",
        Use.EXCLUDED: "excluded",
        Use.NOT_PLANNED: "not planned",
        Use.CANDIDATE: "candidate",
    }
    assert all(one.reason.endswith(".") for one in found.rows)
    assert told["s0"].coverage == pytest.approx(50.0)
    assert told["s1"].coverage is None
    assert told["radar"].coverage == pytest.approx(50.0)
    assert (told[excluded].is_used, told[excluded].can_change) == (False, True)
    assert (told["radar"].state, told["radar"].can_change) == ("other kind", False)


def test_a_pass_is_left_out_by_its_tiles_and_a_nameless_scene_by_its_product():
    (whole,) = merge_days([scene("a"), scene("b")])
    product = "S2A_MSIL2A_20180305T090000_N0206_R122_T33TWL_20180305T150000"
    nameless = replace(
        scene(product, 5), key="shId 7", product_id=None, tile_name="T33TWL"
    )
    keys = ["a", product]
    skipped = {whole.key: Use.EXCLUDED, nameless.key: Use.EXCLUDED}
    found = find_candidates(prepared([whole, nameless], skipped, keys))
    names = {one.key: one.excluded_by for one in found.rows}
    assert names[whole.key] == {"a", "b"}
    assert names["shId 7"] == {"shId 7", product}
    assert all(one.can_change and not one.is_used for one in found.rows)
