"""The dialog offers what the hub has, and no more."""

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
def dialog(plugin, form):
    """Return the plugin's own dialog, shown, with a form that is right."""
    plugin.run_action.trigger()
    dialog = plugin.controller.dialog
    dialog.set_form(form)
    return dialog


@pytest.fixture
def show_scenes(dialog, qtbot):
    """Return a function that has the local hub tell what it offers."""

    def show_scenes(folder=None):
        if folder is not None:
            dialog.set_form(replace(dialog.form(), scenes_folder=str(folder)))
        qtbot.mouseClick(dialog.samples_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(dialog.samples_button.isEnabled, timeout=LIMIT)

    return show_scenes


def offered(combo):
    return [combo.itemData(row) for row in range(combo.count())]


def test_every_hub_offers_its_own_collections(dialog):
    dialog.set_form(replace(dialog.form(), hub="sh-us-west"))
    names = offered(dialog.collection_combo)
    assert names == [one.id for one in COLLECTIONS.values() if "sh-us-west" in one.hubs]
    dialog.set_form(replace(dialog.form(), hub="cdse", collection=S2))
    assert dialog.form().collection == S2


def test_the_local_hub_offers_what_its_scenes_are(dialog, show_scenes):
    assert len(offered(dialog.collection_combo)) > 1
    show_scenes()
    assert offered(dialog.collection_combo) == [S2]


def test_rules_about_cloud_need_a_figure_of_cloud(dialog):
    dialog.set_form(replace(dialog.form(), hub="cdse", collection=OLCI))
    names = offered(dialog.rule_combo)
    assert "mostRecent" in names
    assert not {"leastCC", "leastAreaCC", "clearest"} & set(names)


def test_rules_about_classes_need_a_band_of_classes(dialog, show_scenes):
    assert "clearest" in offered(dialog.rule_combo)
    show_scenes()  # these have no SCL
    assert "clearest" not in offered(dialog.rule_combo)
    assert not dialog.cloud_check.isVisible()


def test_products_follow_the_collection(dialog):
    dialog.set_form(replace(dialog.form(), hub="cdse", collection=OLCI))
    names = offered(dialog.product_combo)
    assert "olci_true_color" in names
    assert "ndvi" not in names


@pytest.mark.parametrize(
    ("rule", "visible"),
    [
        ("leastCC", set()),
        ("closest", {"day_edit"}),
        ("closest:07-15", {"day_edit"}),
        ("clearest:5", {"count_spin"}),
    ],
)
def test_a_parameter_is_shown_only_for_its_rule(dialog, rule, visible):
    dialog.set_form(replace(dialog.form(), rule=rule))
    names = ("day_edit", "count_spin")
    assert {one for one in names if getattr(dialog, one).isVisible()} == visible
    assert dialog.form().rule == rule


def test_a_day_that_is_none_is_said_at_its_field(dialog, qtbot):
    dialog.set_form(replace(dialog.form(), rule="closest:45"))
    qtbot.mouseClick(dialog.run_button, Qt.MouseButton.LeftButton)
    assert "“45” is no day" in dialog.error_label.text()
    assert dialog.focusWidget() is dialog.day_edit


def test_the_price_of_the_own_cloud_is_that_of_the_check_box(
    dialog, show_scenes, sample_scenes, qtbot
):
    show_scenes(sample_scenes)
    assert dialog.cloud_check.text().endswith("(SCL)")
    qtbot.mouseClick(dialog.plan_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "units" in dialog.cloud_check.text(), timeout=LIMIT)
    dialog.set_form(replace(dialog.form(), rule="mostRecent"))
    qtbot.waitUntil(lambda: "units" not in dialog.cloud_check.text(), timeout=LIMIT)


def test_a_rule_that_reads_the_classes_leaves_no_choice(dialog, qtbot):
    free = dialog.cloud_check.isEnabled
    dialog.set_form(replace(dialog.form(), hub="cdse", collection=S2, rule="clearest"))
    qtbot.waitUntil(lambda: not free(), timeout=LIMIT)
    dialog.set_form(replace(dialog.form(), rule="leastCC"))
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
