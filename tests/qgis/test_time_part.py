"""Months, an own list and the strip of slots: what is asked for, and how it goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QImage
from scene_slots.plugin.core.rhythm import slice_period
from scene_slots.plugin.core.slots import Period
from scene_slots.plugin.slot_cells import make_cells, summary
from scene_slots.plugin.time_choice import TimeChoice
from scene_slots.ui.form import Form
from scene_slots.ui.slot_cell import PLANS, STATES, SlotCell

FORM = Form(date(2018, 1, 1), date(2018, 12, 31))


@pytest.fixture
def choice(qtbot):
    """Return the presenter with its part, shown in a dock's width."""
    choice = TimeChoice()
    qtbot.addWidget(choice.part)
    choice.part.resize(420, 300)
    choice.part.show()
    choice.refresh(FORM, None, None)
    return choice


@pytest.fixture
def strip(choice):
    """Return the strip of twelve months."""
    return choice.part.strip


def looks(strip):
    return [cell.look for cell in strip.cells]


def at(strip, name):
    return strip.box_of(name).center().toPoint()


def test_a_click_leaves_a_slot_out_and_asks_for_it_again(choice, strip, qtbot):
    with qtbot.waitSignal(choice.part.changed):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at(strip, "2018-07"))
    assert looks(strip).index("excluded") == 6
    assert choice.part.values()["excluded_slots"] == {"2018-07"}
    assert choice.part.slots_label.text().startswith("12 slots: 11 asked for")
    assert "1 left out" in choice.part.slots_label.text()
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at(strip, "2018-07"))
    assert choice.part.values()["excluded_slots"] == frozenset()


def test_the_strip_works_by_keyboard_and_says_where_it_is(choice, strip, qtbot):
    for key in (Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Space):
        qtbot.keyClick(strip, key)
    assert strip.current == "2018-11"
    assert choice.part.values()["excluded_slots"] == {"2018-11"}
    said = strip.accessibleDescription()
    assert said.startswith("11 of 12: 2018-11 (2018-11-01 – 2018-11-30)")  # noqa: RUF001
    assert "left out" in said
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    qtbot.keyClick(strip, Qt.Key.Key_X)
    assert choice.part.values()["excluded_slots"] == {"2018-01", "2018-11"}
    menu = strip.menu()
    [all_slots] = [one for one in menu.actions() if "all" in one.text()]
    all_slots.trigger()
    assert "excluded" not in looks(strip)


def test_rows_of_years_are_columns_of_months(choice, strip, qtbot):
    choice.refresh(replace(FORM, first_day=date(2016, 5, 1)), None, None)
    assert len(strip.cells) == 32
    may = [strip.box_of(f"{year}-05").center().x() for year in (2016, 2017, 2018)]
    assert len(set(may)) == 1
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(strip, key)
    assert strip.current == "2018-05"
    qtbot.keyClick(strip, Qt.Key.Key_Up)
    assert strip.current == "2017-05"


@pytest.mark.parametrize("rhythm", ["day", "week", "dekad", "P1D", "quarter", "year"])
@pytest.mark.parametrize("width", [150, 900])
def test_hundreds_of_slots_fit_and_none_covers_another(choice, strip, rhythm, width):
    choice.part.resize(width, 300)
    strip.resize(width, strip.height())
    choice.refresh(replace(FORM, last_day=date(2019, 2, 4), rhythm=rhythm), None, None)
    boxes = [strip.box_of(cell.name) for cell in strip.cells]
    assert len(boxes) == len(
        slice_period(Period(FORM.first_day, date(2019, 2, 4)), rhythm)
    )
    corners = [(round(box.x(), 1), round(box.y(), 1)) for box in boxes]
    assert len(set(corners)) == len(boxes)
    assert max(box.bottom() for box in boxes) <= strip.height()
    assert max(box.right() for box in boxes) <= max(strip.width(), width)
    assert all(
        not a.adjusted(0.5, 0.5, -0.5, -0.5).intersects(b)
        for a, b in zip(boxes, boxes[1:])
    )


def test_parts_of_one_week_or_quarter_stand_beside_each_other():
    slots = slice_period(
        Period(date(2018, 1, 1), date(2018, 12, 31)), "quarter", months=(1, 3, 5)
    )
    cells = make_cells(slots, "quarter")
    assert [cell.column for cell in cells] == [0, 1, 2]
    assert [cell.label for cell in cells] == ["Q1", "Q1", "Q2"]


def test_every_look_is_a_picture_and_a_word_of_its_own(strip):
    cells = [
        SlotCell(look, "", n, "", look, look) for n, look in enumerate(PLANS + STATES)
    ]
    strip.set_cells(cells)
    strip.resize(400, strip.height())
    image = QImage(strip.size(), QImage.Format.Format_RGB32)
    strip.render(image)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    boxes = [strip.box_of(cell.name).toAlignedRect() for cell in cells]
    width = min(box.width() for box in boxes) - 2
    pictures = {
        bytes(
            grey.pixelColor(box.x() + x, box.y() + y).red() // 64
            for y in range(box.height())
            for x in range(width)
        )
        for box in boxes
    }
    # Of empty before and nothing after a run the picture is nearly the same.
    assert len(pictures) >= len(cells) - 1
    words = summary(cells)
    assert words.startswith("12 slots: ")
    assert words.count("·") == 11


def test_months_of_the_year_are_pressed(choice, strip, qtbot):
    buttons = choice.part.months_box.buttons
    for number in (6, 8):
        qtbot.mouseClick(buttons[number - 1], Qt.MouseButton.LeftButton)
    assert choice.part.values()["months"] == (6, 8)
    assert [cell.name for cell in strip.cells] == ["2018-06", "2018-08"]
    choice.part.show_form(replace(FORM, months=(1,)))
    assert choice.part.values()["months"] == (1,)


def test_months_stand_in_whole_lines_in_any_width(choice, qtbot):
    part = choice.part
    for width in (900, 420, 160):
        part.resize(width, 400)
        qtbot.waitUntil(lambda width=width: part.width() == width)
        lines = {button.y() for button in part.months_box.buttons}
        assert len(lines) in (1, 2, 3, 4)
        assert all(
            part.rect().contains(button.mapTo(part, QPoint(button.width() - 1, 0)))
            for button in part.months_box.buttons
        )


def test_an_own_list_is_typed_or_picked_and_spans_the_period(choice, strip, qtbot):
    part = choice.part
    part.set_listing(True)
    part.days_edit.set_text("2018-05-01/2018-05-10; 2018-03-07")
    assert part.values()["rhythm"] == "2018-05-01/2018-05-10, 2018-03-07"
    with qtbot.waitSignal(choice.period_wanted) as wanted:
        part.days_edit.set_days(date(2018, 6, 1), date(2018, 6, 3))
        part.days_edit.add_button.click()
    assert wanted.args[0] == Period(date(2018, 3, 7), date(2018, 6, 3))
    assert part.values()["rhythm"].endswith("2018-06-01/2018-06-03")
    assert [cell.name for cell in strip.cells] == [
        "2018-03-07",
        "2018-05-01_2018-05-11",
        "2018-06-01_2018-06-04",
    ]
    # The next one is proposed.
    assert part.days_edit.first_edit.date().toString("yyyy-MM-dd") == "2018-06-04"
    part.days_edit.set_text("2018-05-01, soon")
    assert strip.cells == ()
    part.set_listing(False)
    assert "rhythm" not in part.values()
