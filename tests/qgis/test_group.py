"""The group of a run stays usable while the user works in the layer tree."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from qgis.core import QgsLayerTreeModel
from qgis.PyQt.QtCore import QModelIndex, Qt
from scene_slots.plugin.core.errors import StoreError
from scene_slots.plugin.core.product import Style
from scene_slots.plugin.layers.group import RunGroup
from scene_slots.plugin.layers.playing import ACQUISITION, set_ranges
from scene_slots.plugin.layers.raster import scene_classes
from scene_slots.plugin.layers.style import find_limits
from scene_slots.plugin.layers.temporal import show_slot
from scene_slots.plugin.store.turns import turn_of


@pytest.fixture
def run(make_run):
    return make_run()


@pytest.fixture
def group(project, canvas, run):
    """A group that took the first image."""
    group = RunGroup(project, canvas, run.job, "made", lambda: "")
    group.add(run.images[0])
    yield group
    group.close()


def shown(node):
    return [layer.name() for layer in node.findLayers()]


def test_a_group_that_was_dragged_takes_the_next_image(project, group, run):
    root = project.layerTreeRoot()
    model = QgsLayerTreeModel(root)
    model.setFlag(QgsLayerTreeModel.Flag.AllowNodeReorder)
    folder = root.addGroup("mine")
    [index] = [
        model.node2index(node) for node in root.children() if node.name() == "made"
    ]
    goods = model.mimeData([index])
    target = model.node2index(folder)
    assert model.dropMimeData(goods, Qt.DropAction.MoveAction, 0, 0, target)
    assert model.removeRows(index.row(), 1, QModelIndex())

    group.add(run.images[2])

    [moved] = folder.children()
    assert [node.name() for node in moved.children()[:2]] == ["2018-05", "2018-03"]
    assert group.finish() == run.images[2]


def test_a_table_that_the_user_removed_is_done_without(project, group, run):
    project.removeMapLayer(group.tables["images"])
    group.add(run.images[2])
    assert group.finish() == run.images[2]
    assert list(group.tables) == ["scenes", "usage"]


def test_scene_rasters_are_not_shown_again_once_removed(project, group, run):
    root = project.layerTreeRoot()
    [made] = root.children()
    [scenes] = made.findGroups()
    made.removeChildNode(scenes)
    group.add(run.images[2])
    assert [
        layer.name()
        for layer in project.mapLayers().values()
        if layer.customProperty("scene_slots/scenes_of") == "2018-05"
    ] == []


def test_a_file_that_vanished_is_an_error_of_ours(tmp_path):
    with pytest.raises(StoreError, match=r"2018-03\.tif"):
        find_limits(Style("gray", (1,)), str(tmp_path / "2018-03.tif"))
    with pytest.raises(StoreError, match=r"2018-03\.scene\.tif"):
        scene_classes(tmp_path / "2018-03.scene.tif")


def test_a_canvas_that_somebody_else_froze_stays_frozen(canvas, group, qtbot):
    qtbot.waitUntil(lambda: not canvas.isFrozen(), timeout=2000)
    canvas.freeze(True)
    group.close()
    assert canvas.isFrozen()


@pytest.fixture
def new_group(project, canvas, run):
    """A group that took nothing yet."""
    group = RunGroup(project, canvas, run.job, "new", lambda: "")
    yield group
    group.close()


def test_a_group_is_made_a_table_at_a_time(new_group):
    steps = []
    while not new_group.prepare(may_wait=True):
        steps.append(len(new_group.tables))
    assert steps == [0, 0]
    assert list(new_group.tables) == ["images", "scenes", "usage"]


def test_no_table_is_opened_while_the_run_writes_it(new_group, run):
    with turn_of(run.folder.path / "scene_slots.gpkg"):
        assert not any(new_group.prepare() for _ in range(5))
    steps = [new_group.prepare(may_wait=True) for _ in range(3)]
    assert steps == [False, False, True]


def test_tables_are_read_again_when_the_run_has_written_them(group, run, qtbot):
    table = group.tables["images"]
    changed = []
    with turn_of(run.folder.path / "scene_slots.gpkg"):
        table.dataProvider().dataChanged.connect(lambda: changed.append(True))
        group.finish()
        assert not changed
    qtbot.waitUntil(lambda: bool(changed), timeout=2000)


def test_a_slot_is_not_written_while_its_table_is_opened(make_run):
    run = make_run()
    row = replace(run.images[1], reason="Another one.")
    turn = turn_of(run.folder.path / "scene_slots.gpkg")
    writer = Thread(target=lambda: run.folder.write_slot(row, [], []))
    with turn:
        writer.start()
        assert run.folder.read_images()[1].reason == run.images[1].reason
        assert writer.is_alive()
    writer.join()
    assert run.folder.read_images()[1].reason == "Another one."


def test_a_refreshed_image_is_shown_by_the_same_layer(project, canvas, group, run):
    """Also by a group that finds the layers there, and in the style they have."""
    march = run.images[0]
    folder = run.job.folder / "images"
    # With sidecars, where this GDAL writes some.
    for there in tuple(folder.glob("2018-03.*")):
        name = there.name.replace("2018-03.", "2018-03.2.")
        there.with_name(name).write_bytes(there.read_bytes())
    group.finish()
    group.close()
    images = {
        one.id(): one
        for one in project.mapLayers().values()
        if one.customProperty("scene_slots/slot") == "2018-03"
    }
    [layer] = images.values()
    layer.renderer().setOpacity(0.5)
    set_ranges([layer], ACQUISITION)
    later = march.last_acquired + timedelta(days=1)

    again = RunGroup(project, canvas, run.job, "made", lambda: "")
    anew = replace(march, path="images/2018-03.2.tif", cloud_pct=7.0)
    assert again.prepare()
    again.expect([anew])
    assert again.is_ready(anew)  # no layer is opened to be thrown away
    again.add(replace(anew, first_acquired=later, last_acquired=later))
    again.finish()
    again.close()

    assert layer.isValid()
    assert layer.source().endswith("2018-03.2.tif")
    assert layer.renderer().opacity() == 0.5
    assert layer.customProperty("scene_slots/cloud_pct") == 7.0
    assert layer.temporalProperties().isActive()
    times = layer.temporalProperties().fixedTemporalRange()
    assert times.begin().toPyDateTime() == later.replace(tzinfo=None)
    assert layer.metadata().extent().temporalExtents() == [times]
    sources = [one.source() for one in project.mapLayers().values()]
    assert len([one for one in sources if one.endswith("2018-03.2.scene.tif")]) == 1
    assert not [one for one in sources if one.endswith("2018-03.tif")]


def test_layers_are_opened_elsewhere_and_live_in_the_main_thread(
    project, new_group, run, qtbot
):
    image = run.images[0]
    new_group.expect([image])
    qtbot.waitUntil(lambda: new_group.is_ready(image))
    new_group.add(image)
    layers = project.mapLayers().values()
    assert len(layers) == 5
    for layer in layers:
        parts = layer, layer.dataProvider()
        assert {part.thread() for part in parts} == {project.thread()}


def times(canvas):
    shown = canvas.temporalRange()
    return shown.begin().date().toString("yyyy-MM"), shown.end().date().toString(
        "yyyy-MM"
    )


def test_the_map_goes_along_until_the_user_looks_elsewhere(group, run, canvas, qtbot):
    qtbot.waitUntil(lambda: times(canvas) == ("2018-03", "2018-03"))
    show_slot(canvas, run.images[1].start, run.images[1].end)
    group.add(run.images[2])
    assert group.finish() == run.images[2]
    assert times(canvas) == ("2018-04", "2018-04")


def test_a_group_whose_project_was_cleared_opens_nothing(project, new_group, run):
    project.clear()
    new_group.expect(run.images)
    assert new_group.is_ready(run.images[0])
    new_group.close()
