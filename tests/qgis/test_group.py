"""The group of a run stays usable while the user works in the layer tree."""

from __future__ import annotations

import pytest
from qgis.core import QgsLayerTreeModel
from qgis.PyQt.QtCore import QModelIndex, Qt
from scene_slots.plugin.core.errors import StoreError
from scene_slots.plugin.core.product import Style
from scene_slots.plugin.layers.group import RunGroup
from scene_slots.plugin.layers.raster import scene_classes
from scene_slots.plugin.layers.style import find_limits


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
