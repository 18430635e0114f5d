"""The page offers what the hub has, and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import Qt
from scene_slots.plugin.core.collections import COLLECTIONS, find_collection
from scene_slots.plugin.core.rules import find_rule
from scene_slots.plugin.offers import Offer

LIMIT = 20_000
S2, OLCI = "sentinel-2-l2a", "sentinel-3-olci"


@pytest.fixture
def page(plugin, form):
    """Return the plugin's own page, shown, with a form that is right."""
    plugin.run_action.trigger()
    page = plugin.controller.series
    page.set_form(form)
    return page


@pytest.fixture
def show_scenes(page, qtbot):
    """Return a function that has the local hub tell what it offers."""

    def show_scenes(folder=None):
        if folder is not None:
            page.set_form(replace(page.form(), scenes_folder=str(folder)))
        qtbot.mouseClick(page.samples_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(page.samples_button.isEnabled, timeout=LIMIT)

    return show_scenes


def offered(combo):
    return [combo.itemData(row) for row in range(combo.count())]


def test_every_hub_offers_its_own_collections(page):
    page.set_form(replace(page.form(), hub="sh-us-west"))
    names = offered(page.collection_combo)
    assert names == [one.id for one in COLLECTIONS.values() if "sh-us-west" in one.hubs]
    page.set_form(replace(page.form(), hub="cdse", collection=S2))
    assert page.form().collection == S2


@pytest.mark.usefixtures("own_hubs")
def test_the_local_hub_offers_what_its_scenes_are(page, show_scenes):
    assert len(offered(page.collection_combo)) > 1
    show_scenes()
    assert offered(page.collection_combo) == [S2]


def test_rules_about_cloud_need_a_figure_of_cloud(page):
    page.set_form(replace(page.form(), hub="cdse", collection=OLCI))
    names = offered(page.rule_combo)
    assert "mostRecent" in names
    assert not {"leastCC", "leastAreaCC", "clearest"} & set(names)


@pytest.mark.usefixtures("own_hubs")
def test_rules_about_classes_need_a_band_of_classes(page, show_scenes):
    assert "clearest" in offered(page.rule_combo)
    show_scenes()  # these have no SCL
    assert "clearest" not in offered(page.rule_combo)
    assert not page.cloud_check.isVisible()


def test_products_follow_the_collection(page):
    page.set_form(replace(page.form(), hub="cdse", collection=OLCI))
    names = offered(page.product_combo)
    assert "olci_true_color" in names
    assert "ndvi" not in names


@pytest.mark.usefixtures("own_hubs")
@pytest.mark.parametrize(
    ("rule", "visible"),
    [
        ("leastCC", set()),
        ("closest", {"day_edit"}),
        ("closest:07-15", {"day_edit"}),
        ("clearest:5", {"count_spin"}),
    ],
)
def test_a_parameter_is_shown_only_for_its_rule(page, rule, visible):
    page.set_form(replace(page.form(), rule=rule))
    names = ("day_edit", "count_spin")
    assert {one for one in names if getattr(page, one).isVisible()} == visible
    assert page.form().rule == rule


def test_a_day_that_is_none_is_said_at_its_field(page, qtbot):
    page.set_form(replace(page.form(), rule="closest:45"))
    qtbot.mouseClick(page.run_button, Qt.MouseButton.LeftButton)
    assert "“45” is no day" in page.error_label.text()
    assert page.focusWidget() is page.day_edit


def test_the_price_of_the_own_cloud_is_that_of_the_check_box(
    page, show_scenes, sample_scenes, qtbot
):
    show_scenes(sample_scenes)
    assert page.cloud_check.text().endswith("(SCL)")
    qtbot.mouseClick(page.plan_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "units" in page.cloud_check.text(), timeout=LIMIT)
    page.set_form(replace(page.form(), rule="mostRecent"))
    qtbot.waitUntil(lambda: "units" not in page.cloud_check.text(), timeout=LIMIT)


def test_a_rule_that_reads_the_classes_leaves_no_choice(page, qtbot):
    free = page.cloud_check.isEnabled
    page.set_form(replace(page.form(), hub="cdse", collection=S2, rule="clearest"))
    qtbot.waitUntil(lambda: not free(), timeout=LIMIT)
    page.set_form(replace(page.form(), rule="leastCC"))
    qtbot.waitUntil(free, timeout=LIMIT)


def test_an_offer_knows_only_what_it_was_told():
    collection, clearest = find_collection(S2), find_rule("clearest")
    told = Offer("local", {S2: {"bands": ["B02", "CLD"]}})
    assert told.collections == (collection,)
    assert told.cloud_band(collection) == "CLD"
    assert told.suits(clearest, collection)
    assert not Offer("local", {S2: {"bands": ["B02"]}}).suits(clearest, collection)
    assert Offer("local").has(find_collection(OLCI))
    assert not Offer("sh-us-west").has(collection)
