"""The plan and its price are seen before anything is fetched, and can be refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QPushButton
from scene_slots.plugin.costing import cost_of_plan
from scene_slots.plugin.plan_words import format_units, question, total
from scene_slots.ui.cost_line import Level

LIMIT = 20_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(plugin, form):
    """Return the plugin's own page, shown, with a form that is right."""
    plugin.run_action.trigger()
    page = plugin.controller.series
    page.set_form(form)
    return page


@pytest.fixture
def plan(page, qtbot):
    """Return a function that presses Plan and waits for the table or a sentence."""

    def plan():
        panel = page.plan_panel
        qtbot.mouseClick(page.plan_button, LEFT)
        qtbot.waitUntil(
            lambda: panel.plan_view.isVisible() or bool(page.error_label.text()),
            timeout=LIMIT,
        )
        qtbot.waitUntil(lambda: page.plan_button.text() != "Stop", timeout=LIMIT)
        return panel

    return plan


@pytest.fixture
def ask(page, plugin, qtbot):
    """Return a function that presses Run above the limit and waits for the question."""

    def ask():
        page.limit_spin.setValue(0)
        qtbot.mouseClick(page.run_button, LEFT)
        frame = page.plan_panel.question_frame
        qtbot.waitUntil(frame.isVisible, timeout=LIMIT)
        return plugin.controller.runs.live[-1].task

    return ask


def shown_plan(plugin):
    return plugin.controller.pages.asking._planning.plan


def cells(panel):
    model = panel.plan_view.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def button(bar, text):
    [item] = [one for one in bar.items() if "may cost" in one.text()]
    [found] = [one for one in item.findChildren(QPushButton) if one.text() == text]
    return found


def test_a_plan_tells_every_slot_and_fetches_nothing(page, plan, project, spoken):
    panel = plan()
    march, april, may = cells(panel)
    assert march[:5] == ["2018-03", "to fetch", "2", "1", "1"]
    assert may[:5] == ["2018-05", "to fetch", "1", "1", "1"]
    assert april == [
        *("2018-04", "empty: no acquisition in this slot", "0"),
        *["–"] * 3,  # noqa: RUF001  a dash, no number
    ]
    assert float(march[5]) > 0
    assert not Path(page.form().folder).exists()
    assert not project.mapLayers()
    assert spoken() == []


def test_the_sum_stands_below_the_slots(plan, plugin):
    told = plan().total_label.text()
    units = format_units(shown_plan(plugin).units)
    assert "<b>2 images</b> · 1 slot empty · 2 requests" in told
    assert f"<b>about {units} units</b>" in told
    assert "search" in told


def test_a_row_names_its_tiles(plan):
    index = plan().plan_view.model().index(0, 1)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("2018-03-14 09:50 UTC · 5.0 % tile cloud · S2A_MSIL2A_2018")


def test_the_quota_is_told_where_it_is_known_and_only_there(plan, plugin):
    plan()
    prepared = shown_plan(plugin)
    assert "quota" not in total(prepared)
    told = total(replace(prepared, quota_left=9690.0))
    assert "9\u202f690 left of your quota" in told


def test_a_run_without_a_plan_says_why(plan, plugin, page):
    plan()
    planning = plugin.controller.pages.asking._planning
    prepared = replace(shown_plan(plugin), planless="The Catalog was asleep.")
    planning._show(planning._asked, prepared)
    assert page.plan_panel.note_label.text() == "The Catalog was asleep."


def test_a_search_is_paid_by_one_run(plan, page, plugin, qtbot):
    plan()
    told = []
    for _ in range(2):
        page.run_requested.emit()
        qtbot.waitUntil(lambda: not plugin.controller.is_busy, timeout=LIMIT)
        told.append(plugin.controller.pages.progress.page.state_label.text())
    assert ["for the search." in one for one in told] == [True, False]


def test_a_plan_is_out_of_date_when_the_form_changes_and_back(page, plan, qtbot):
    note = plan().note_label
    before = page.form()
    assert not note.isVisible()
    page.set_form(replace(before, last_day=date(2018, 6, 30)))
    qtbot.waitUntil(lambda: "out of date" in note.text(), timeout=LIMIT)
    page.set_form(before)
    qtbot.waitUntil(lambda: not note.isVisible(), timeout=LIMIT)


def test_a_plan_is_made_again_where_no_other_scenes_are_needed(
    page, plan, plugin, qtbot, make_catalog, synthetic_scene
):
    """Cloud and rule change the price at once, and the Catalog is not asked again."""
    scene = synthetic_scene(
        "S2A_MSIL2A_20180314T095031_N0500_R079_T34TCQ_20180314T120000",
        "2018-03-14T09:50:31Z",
        5.0,
        np.full((5, 80, 80), 4, dtype=np.uint16),
        x_min=499800.0,
        y_max=5000600.0,
        epsg=32634,
    )
    folder = make_catalog([scene], name="classes")
    page.set_form(replace(page.form(), scenes_folder=str(folder)))
    plan()
    before = shown_plan(plugin)
    page.cloud_check.click()
    qtbot.waitUntil(
        lambda: (now := shown_plan(plugin)) is not None and now is not before,
        timeout=LIMIT,
    )
    dearer = shown_plan(plugin)
    assert dearer.units == pytest.approx(before.units + before.price.cloud)
    assert dearer.search_units == before.search_units
    assert format_units(dearer.total_units) in page.cost_line.text()
    page.set_form(replace(page.form(), rule="mostRecent", count_cloud=False))
    qtbot.waitUntil(
        lambda: (now := shown_plan(plugin)) is not None and now.job.rule != "leastCC",
        timeout=LIMIT,
    )
    assert not page.plan_panel.note_label.isVisible()


def test_the_cost_is_told_with_a_warning_in_words(page, plan, plugin, qtbot):
    line = page.cost_line
    qtbot.waitUntil(lambda: "3 slots · 3 requests" in line.text(), timeout=LIMIT)
    plan()
    units = shown_plan(plugin).price.worst
    assert line.text().startswith("2 images · 2 requests · about")
    assert line.text().endswith("free: local hub")
    for limit, level, words in (
        (units * 2, Level.AMBER, "More than a quarter of your limit"),
        (units / 2, Level.RED, "Above your limit"),
    ):
        cost = cost_of_plan(shown_plan(plugin), limit)
        assert cost.level is level
        assert cost.reason.startswith(words)
    hub = replace(shown_plan(plugin).job.hub, name="cdse")
    away = replace(shown_plan(plugin), job=replace(shown_plan(plugin).job, hub=hub))
    assert cost_of_plan(away, 0).text.endswith("quota left unknown")
    # Of three runs, of which one is larger, the quota is for all, the limit for each.
    three = (100, 100, 200)
    for limit, quota, words in (
        (0, units * 3, "More than is left of your quota"),
        (0, units * 8, "More than a quarter of your quota"),
        (units * 3, None, "All runs together"),
        (0, None, ""),
    ):
        cost = cost_of_plan(replace(away, quota_left=quota), limit, three)
        assert cost.reason.startswith(words)
        assert bool(cost.reason) is bool(words)
        assert cost.text.startswith("First of 3 runs: 2 images · 2 requests · about")
        total = format_units(away.total_units * 4)
        assert f"All 3 runs: about {total} units" in cost.text
    left = cost_of_plan(replace(away, quota_left=units / 2), 0)
    assert left.level is Level.RED
    assert left.reason.startswith("More than is left of your quota")


def test_a_plan_is_out_of_date_when_the_map_moves(plan, canvas, qtbot):
    note = plan().note_label
    canvas.setExtent(QgsRectangle(500100, 5000100, 500400, 5000400))
    qtbot.waitUntil(lambda: "out of date" in note.text(), timeout=LIMIT)


def test_folder_and_limit_are_not_part_of_a_plan(page, plan, plugin, tmp_path):
    plan()
    other = replace(page.form(), folder=str(tmp_path / "others"), unit_limit=7.0)
    page.set_form(other)
    plugin.controller.pages.asking._sum_up()
    assert shown_plan(plugin) is not None


def test_a_run_goes_by_the_plan_that_is_shown(page, plan, plugin, qtbot, finish):
    plan()
    shown = shown_plan(plugin)
    qtbot.mouseClick(page.run_button, LEFT)
    [run] = plugin.controller.runs.live
    outcome, done = finish(run.task)
    assert outcome == "succeeded", done
    assert shown_plan(plugin).scenes is shown.scenes
    assert [image.pu_estimated for image in done.images] == [
        row.pu_estimated for row in shown.rows.values()
    ]


def test_a_run_of_something_else_is_planned_anew(page, plan, plugin, qtbot, finish):
    plan()
    shown = shown_plan(plugin)
    page.set_form(replace(page.form(), last_day=date(2018, 4, 30)))
    qtbot.mouseClick(page.run_button, LEFT)
    [run] = plugin.controller.runs.live
    assert finish(run.task)[0] == "succeeded"
    assert shown_plan(plugin).scenes is not shown.scenes
    assert [row[0] for row in cells(page.plan_panel)] == ["2018-03", "2018-04"]


def test_a_run_within_the_limit_shows_its_plan_and_goes_on(
    page, plugin, qtbot, spoken, finish
):
    told = []
    qtbot.mouseClick(page.run_button, LEFT)
    [run] = plugin.controller.runs.live
    run.task.price_asked.connect(lambda _: told.append("a question"))
    run.task.progressChanged.connect(lambda _: told.extend(spoken()))
    assert finish(run.task)[0] == "succeeded"
    assert len(cells(page.plan_panel)) == 3
    assert "a question" not in told
    assert any("2 images, about" in text for text in told)


def test_a_dear_run_asks_and_cancel_leaves_nothing(
    page, ask, finish, project, spoken, qtbot
):
    task = ask()
    sentence = page.plan_panel.question_label.text()
    assert sentence.startswith("This run may cost about")
    assert sentence in spoken()
    cancel = page.plan_panel.decline_button
    outcome = finish(task, lambda: qtbot.mouseClick(cancel, LEFT))
    assert outcome == ("stopped", None)
    assert not page.plan_panel.question_frame.isVisible()
    assert sentence not in spoken()
    assert not Path(page.form().folder).exists()
    assert not project.mapLayers()


def test_a_dear_run_goes_on_after_yes_in_the_page(page, ask, finish, qtbot):
    task = ask()
    accept = page.plan_panel.accept_button
    outcome, run = finish(task, lambda: qtbot.mouseClick(accept, LEFT))
    assert outcome == "succeeded", run


@pytest.mark.parametrize(
    ("answer", "outcome"), [("Run anyway", "succeeded"), ("Cancel", "stopped")]
)
def test_the_message_bar_takes_the_answer_too(page, ask, bar, finish, answer, outcome):
    task = ask()
    press = button(bar, answer)
    assert finish(task, press.click)[0] == outcome
    assert not page.plan_panel.question_frame.isVisible()


def test_to_close_the_question_is_a_no(ask, bar, finish, form):
    task = ask()
    (item,) = [one for one in bar.items() if "may cost" in one.text()]
    assert finish(task, lambda: bar.popWidget(item)) == ("stopped", None)
    assert not Path(form.folder).exists()


def test_the_question_goes_when_the_run_is_cancelled(page, ask, finish, spoken):
    task = ask()
    assert finish(task, task.cancel) == ("stopped", None)
    assert not page.plan_panel.question_frame.isVisible()
    assert not [text for text in spoken() if "may cost" in text]


def test_unloading_while_a_price_is_asked_leaves_nothing(plugin, form, ask, spoken):
    ask()
    plugin.unload()
    assert spoken() == []
    assert not Path(form.folder).exists()


def test_the_question_names_the_limit_where_there_is_one(plan, plugin):
    plan()
    prepared = shown_plan(plugin)
    limited = replace(prepared, job=replace(prepared.job, unit_limit=0.01))
    assert question(limited).endswith("more than your limit of 0.01.")
    always = replace(prepared, job=replace(prepared.job, unit_limit=0.0))
    assert "limit" not in question(always)


def test_a_plan_that_fails_says_why_until_the_form_changes(page, plan, tmp_path, qtbot):
    good = page.form()
    (tmp_path / "catalog.json").write_text("{}")
    page.set_form(replace(good, scenes_folder=str(tmp_path)))
    panel = plan()
    assert page.error_label.text().endswith(".")
    assert not panel.isVisible()
    page.set_form(good)
    qtbot.waitUntil(lambda: not page.error_label.text(), timeout=LIMIT)


def test_what_is_wrong_with_the_form_is_said_at_its_field(page, qtbot):
    page.set_period(date(2018, 5, 1), date(2018, 3, 1))
    qtbot.mouseClick(page.plan_button, LEFT)
    assert "before it starts" in page.error_label.text()
    assert not page.plan_panel.isVisible()


def test_planning_can_be_stopped(page, plugin, qtbot):
    qtbot.mouseClick(page.plan_button, LEFT)
    assert page.plan_button.text() == "Stop"
    qtbot.mouseClick(page.plan_button, LEFT)
    assert page.plan_button.text() != "Stop"
    tasks = plugin.controller._tasks
    qtbot.waitUntil(lambda: len(tasks) == 0, timeout=LIMIT)
    assert not page.plan_panel.isVisible()


@pytest.mark.parametrize(
    ("units", "words"),
    [
        (0, "0"),
        (0.0526, "0.053"),
        (0.631, "0.63"),
        (12.34, "12.3"),
        (1234.5, "1\u202f234"),
    ],
)
def test_units_are_told_as_people_read_them(units, words):
    assert format_units(units) == words
