"""The map stays where it is when a project gets its first layers."""

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsLayerTreeMapCanvasBridge
from qgis.PyQt.QtCore import QTimer
from scene_slots.plugin.layers.steady import steady

HERE, FAR = QgsRectangle(0, 0, 1000, 1000), QgsRectangle(9000, 9000, 9500, 9500)


@pytest.fixture
def bridge(project, canvas):
    """What adds the layers of the project to the map, and zooms to the first."""
    crs = QgsCoordinateReferenceSystem("EPSG:32634")
    project.setCrs(crs)
    canvas.setDestinationCrs(crs)
    canvas.setExtent(HERE)
    made = QgsLayerTreeMapCanvasBridge(project.layerTreeRoot(), canvas)
    yield made
    made.deleteLater()


def add(project, box):
    layer = QgsVectorLayer("Polygon?crs=EPSG:32634", "made", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(box))
    layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    project.addMapLayer(layer)


@pytest.mark.usefixtures("bridge")
def test_layers_in_sight_do_not_move_the_map(project, canvas, qtbot):
    before = canvas.extent()
    moves = []
    canvas.extentsChanged.connect(lambda: moves.append(canvas.extent()))
    with steady(canvas, project):
        add(project, QgsRectangle(200, 200, 400, 400))
    qtbot.waitUntil(lambda: len(moves) > 1)
    assert moves[0] != before
    assert canvas.extent() == before


@pytest.mark.usefixtures("bridge")
@pytest.mark.parametrize("image", [QgsRectangle(500, 500, 1500, 1500), None])
def test_outlines_that_nobody_sees_do_not_move_the_map(project, canvas, qtbot, image):
    before = canvas.extent()
    moves = []
    canvas.extentsChanged.connect(lambda: moves.append(canvas.extent()))
    with steady(canvas, project):
        add(project, FAR)
        [outlines] = project.layerTreeRoot().findLayers()
        outlines.setItemVisibilityChecked(False)
        if image is not None:
            add(project, image)
    qtbot.waitUntil(lambda: len(moves) > 1)
    assert moves[0] != before
    assert canvas.extent() == before


@pytest.mark.usefixtures("bridge")
def test_qgis_goes_to_layers_that_are_out_of_sight(project, canvas, qtbot):
    turns = []
    with qtbot.waitSignal(canvas.extentsChanged), steady(canvas, project):
        add(project, FAR)
    # Behind what might take it back.
    QTimer.singleShot(0, lambda: turns.append(1))
    qtbot.waitUntil(lambda: bool(turns))
    assert canvas.extent().contains(FAR)
