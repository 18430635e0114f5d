"""The page holds what is typed, and says what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from qgis.core import QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel
from scene_slots.plugin.settings import Preferences, load_preferences, save_preferences
from scene_slots.ui.form import Form

LIMIT = 2000


@pytest.fixture
def page(plugin, form):
    """Return the plugin's own page, shown, with a form that is right."""
    plugin.run_action.trigger()
    page = plugin.controller.series
    page.set_form(replace(form, product="ndvi"))
    return page


@pytest.fixture
def summed_up(page, qtbot):
    """Return a function that waits for the summary or the error line."""

    def summed_up(words):
        own = [page.findChild(QLabel, name) for name in ("size_label", "hint_label")]
        labels = (page.cost_line, page.error_label, *own)
        qtbot.waitUntil(
            lambda: any(words in label.text() for label in labels), timeout=LIMIT
        )

    return summed_up


def test_what_is_set_is_what_is_read(page, tmp_path):
    form = Form(
        first_day=date(2019, 2, 3),
        last_day=date(2020, 2, 29),
        rhythm="P10D",
        product="false_color",
        rule="closest:07-15",
        resolution=20.0,
        hub="custom",
        base_url="https://hub.example.org",
        token_url="https://hub.example.org/token",  # noqa: S106  an address
        scenes_folder=str(tmp_path),
        folder=str(tmp_path / "runs"),
        count_cloud=True,
        unit_limit=310.0,
    )
    page.set_form(form)
    assert page.form() == form


@pytest.mark.parametrize(
    "rhythm", ["month", "acquisition", "P1W", "6 parts", "2018-03-01/2018-03-10"]
)
def test_a_rhythm_can_be_chosen_or_typed(page, rhythm):
    page.set_form(replace(page.form(), rhythm=rhythm))
    assert page.form().rhythm == rhythm


def test_the_words_of_a_rhythm_can_be_typed_too(page, qtbot):
    page.rhythm_combo.setEditText("")
    qtbot.keyClicks(page.rhythm_combo, "Week")
    assert page.form().rhythm == "week"


def test_the_page_follows_the_map(page, canvas, summed_up):
    summed_up("3 slots")
    summed_up("EPSG:32634")
    assert not page.error_label.isVisible()
    canvas.setExtent(QgsRectangle(300000, 5000000, 700000, 5400000))
    summed_up("a side: choose")
    assert not page.cost_line.isVisible()
    # It is said once, at the area; the button tells why it cannot.
    assert not page.error_label.isVisible()
    assert "a side: choose" in page.run_button.toolTip()
    canvas.setExtent(QgsRectangle(500000, 5000000, 500400, 5000400))
    summed_up("3 slots")
    assert "Fetch the images" in page.run_button.toolTip()


def test_a_period_that_ends_before_it_starts_is_said_at_its_field(page, qtbot):
    page.set_period(date(2018, 5, 1), date(2018, 3, 1))
    qtbot.mouseClick(page.run_button, Qt.MouseButton.LeftButton)
    assert "before it starts" in page.error_label.text()
    assert page.focusWidget() is page.end_edit


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"rhythm": "now and then"}, "rhythm_combo", "not understood"),
        ({"resolution": 2000.0}, "resolution_spin", "1500 m"),
        ({"scenes_folder": "/nowhere"}, "scenes_widget", "no STAC catalog"),
        ({"folder": "runs"}, "folder_widget", "whole path"),
        ({"folder": "/a%20b"}, "folder_widget", "“%20” in its name"),
        ({"hub": "custom", "base_url": "hub"}, "base_url_edit", "not complete"),
        ({"hub": "cdse"}, "account_select", "authentication configuration"),
    ],
)
def test_the_first_wrong_field_is_named_and_focused(page, qtbot, change, field, words):
    page.set_form(replace(page.form(), **change))
    qtbot.mouseClick(page.run_button, Qt.MouseButton.LeftButton)
    assert words in page.error_label.text()
    widget = page.findChild(object, field)
    focused = page.focusWidget()
    assert focused is widget or widget.isAncestorOf(focused)


def test_a_product_is_found_by_a_part_of_its_title(page, qtbot):
    line = page.product_combo.lineEdit()
    for typed, chosen in (("lse col", "false_color"), ("nothing", "false_color")):
        line.selectAll()
        qtbot.keyClicks(line, typed)
        line.editingFinished.emit()
        assert page.form().product == chosen
        assert line.text() == page.product_combo.itemText(
            page.product_combo.currentIndex()
        )


@pytest.mark.parametrize(
    ("hub", "visible"),
    [
        ("local", {"local_page"}),
        ("cdse", {"account_page"}),
        ("custom", {"account_page", "custom_page"}),
    ],
)
def test_only_the_fields_of_the_hub_are_shown(page, hub, visible):
    page.set_form(replace(page.form(), hub=hub))
    pages = ("local_page", "custom_page", "account_page")
    assert {name for name in pages if getattr(page, name).isVisible()} == visible


@pytest.mark.parametrize(
    ("hub", "collection"),
    [
        ("local", "sentinel-2-l2a"),
        ("custom", "sentinel-2-l2a"),
        ("cdse", "sentinel-1-grd"),
    ],
)
def test_every_field_has_a_key_and_a_tooltip(page, hub, collection):
    page.set_form(replace(page.form(), hub=hub, collection=collection))
    assert page.form().collection == collection
    keys = [
        one.text().partition("&")[2][0].lower()
        for one in [*page.findChildren(QLabel), *page.findChildren(QAbstractButton)]
        if "&" in one.text() and one.isVisible()
    ]
    assert sorted(keys) == sorted(set(keys))
    labels = [label for label in page.findChildren(QLabel) if label.buddy()]
    assert len(labels) >= 15
    assert all(label.buddy().toolTip() for label in labels)


def test_choices_are_remembered_but_no_secret(
    page, settings, qtbot, plugin, finish, canvas
):
    page.set_form(replace(page.form(), months=(3, 5), epsg=32635))
    area = plugin.controller.pages.asking.area
    area.box.follow_check.click()
    asked, [place] = page.form(), area.places()
    canvas.setExtent(QgsRectangle(500000, 5000000, 500800, 5000800))
    qtbot.mouseClick(page.run_button, Qt.MouseButton.LeftButton)
    [run] = plugin.controller.runs.live
    finish(run.task)
    stored = load_preferences(settings)
    assert (stored.product, stored.first_day) == ("ndvi", "2018-03-01")
    settings.beginGroup("scene_slots")
    keys = set(settings.allKeys())
    settings.endGroup()
    assert not {key for key in keys if "secret" in key or "password" in key}
    plugin.unload()
    plugin.initGui()
    plugin.run_action.trigger()
    assert plugin.controller.series.form() == asked
    area = plugin.controller.pages.asking.area
    assert not area.box.follows_map
    assert [one.extent for one in area.places()] == [place.extent]


@pytest.mark.parametrize(
    ("stored", "source", "follows"),
    [
        ({"area_source": "selection", "area_is_one_each": True}, "selection", True),
        ({"area_source": "kept", "area_follows_map": False}, "map", True),
        ({"area_source": "layer", "area_shape": "EPSG:0;Polygon"}, "layer", True),
        ({"area_source": "draw", "area_follows_map": 7}, "draw", True),
    ],
)
def test_the_source_of_the_area_is_remembered(
    plugin, settings, stored, source, follows
):
    for name, value in {**stored, "months": "0 6 x 13", "epsg": "utm"}.items():
        settings.setValue(f"scene_slots/{name}", value)
    plugin.run_action.trigger()
    box = plugin.controller.pages.asking.area.box
    assert (box.source, bool(box.follow_check.isChecked())) == (source, follows)
    assert box.is_one_each is ("area_is_one_each" in stored)
    form = plugin.controller.series.form()
    assert (form.months, form.epsg) == ((6,), None)


def test_damaged_preferences_fall_back_to_their_defaults(settings):
    settings.setValue("scene_slots/resolution", "fine")
    settings.setValue("scene_slots/first_day", "yesterday")
    settings.setValue("scene_slots/count_cloud", "perhaps")
    assert load_preferences(settings) == Preferences()


def test_preferences_survive(settings):
    mine = Preferences(
        resolution=60.0,
        product="raw",
        hub="cdse",
        authcfg="abc1234",
        count_cloud=True,
        unit_limit=0.0,
    )
    save_preferences(settings, mine)
    assert load_preferences(settings) == mine


@pytest.mark.usefixtures("own_hubs")
def test_the_scenes_can_be_shown_on_the_map(page, canvas, qtbot):
    canvas.setExtent(QgsRectangle(0, 0, 100, 100))
    page.set_period(date(2001, 1, 1), date(2001, 12, 31))
    qtbot.mouseClick(page.samples_button, Qt.MouseButton.LeftButton)
    assert not page.samples_button.isEnabled()
    qtbot.waitUntil(page.samples_button.isEnabled, timeout=20_000)
    assert canvas.extent().contains(QgsRectangle(500000, 5000000, 500100, 5000100))
    assert page.form().last_day.year == 2018


@pytest.mark.usefixtures("page")
def test_fields_are_visited_from_top_to_bottom(plugin):
    bar = plugin.controller.pages.dock.tabs.tabBar()
    order = [bar]
    # Qt can lose a part of the ring when it is told of another order.
    while (following := order[-1].nextInFocusChain()) is not bar:
        order.append(following)
    named = [widget.objectName() for widget in order]
    wanted = [
        "map_button",
        "crs_combo",
        "start_edit",
        "end_edit",
        "rhythm_combo",
        "month_1_button",
        "slot_strip",
        "collection_combo",
        "product_combo",
        "rule_combo",
        "cloud_check",
        "hub_combo",
        "samples_button",
        "base_url_edit",
        "connection_button",
        "limit_spin",
        "plan_button",
        "run_button",
        "search_button",
    ]
    assert [name for name in named if name in wanted] == wanted


def test_the_view_knows_nothing_of_the_plugin():
    folder = Path(__file__).resolve().parents[2] / "ui"
    for path in folder.glob("*.py"):
        assert "plugin" not in path.read_text().replace("the plugin", "")


def test_a_product_that_is_gone_gives_way_to_the_usual_one(page):
    page.set_form(replace(page.form(), product="unsaved_mine"))
    assert page.form().product == "true_color"
