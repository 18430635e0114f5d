"""What a run delivers becomes layers: in place, in order, and true to themselves."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timezone
from itertools import permutations

import pytest
from qgis.core import (
    QgsDateTimeRange,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsSingleBandGrayRenderer,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime
from qgis.PyQt.QtGui import QColor
from scene_slots.plugin.core.product import Product, Style
from scene_slots.plugin.layers.group import RunGroup
from scene_slots.plugin.layers.style import find_limits

RIGHTS = "Contains modified Copernicus Sentinel data 2018"
MARCH = QgsDateTimeRange(
    QDateTime(QDate(2018, 3, 1), QTime(0, 0), Qt.TimeSpec.UTC),
    QDateTime(QDate(2018, 3, 31), QTime(23, 59, 59), Qt.TimeSpec.UTC),
)


@pytest.fixture
def open_group(project, canvas):
    """Return a function that makes the group of a run."""
    groups = []

    def open_group(run):
        groups.append(RunGroup(project, canvas, run.job, "made", lambda: RIGHTS))
        return groups[-1]

    yield open_group
    for group in groups:
        group.close()


@pytest.fixture
def shown(project, open_group, make_run):
    """Return the image layers of a run that is shown, by slot."""
    run = make_run()
    group = open_group(run)
    for image in run.images:
        group.add(image)
    group.finish()
    return {layer.name(): layer for layer in image_layers(project)}


def image_layers(project):
    nodes = project.layerTreeRoot().findLayers()
    return [
        node.layer()
        for node in nodes
        if node.layer().customProperty("scene_slots/slot")
    ]


def run_nodes(project):
    return project.layerTreeRoot().children()


def test_layers_stand_newest_on_top_wherever_they_arrive(project, open_group, make_run):
    run = make_run()
    for order in permutations(run.images):
        project.clear()
        group = open_group(run)
        for image in order:
            group.add(image)
        assert [layer.name() for layer in image_layers(project)] == [
            "2018-05",
            "2018-03",
        ]


def test_a_slot_without_image_makes_no_layer(project, open_group, make_run):
    run = make_run()
    group = open_group(run)
    group.add(run.images[1])
    assert image_layers(project) == []
    assert group.tables["images"].featureCount() == 3


def test_the_group_is_on_top_checked_and_collapsed(project, open_group, make_run):
    project.layerTreeRoot().addGroup("older")
    run = make_run()
    group = open_group(run)
    for image in run.images:
        group.add(image)
    [node, _] = run_nodes(project)
    assert node.name() == "made"
    assert not node.isExpanded()
    images = [child for child in node.children() if child.name().startswith("2018")]
    assert [image.isVisible() for image in images] == [True, True]
    assert not any(child.isExpanded() for child in node.children())


def test_the_canvas_is_drawn_once_for_images_that_come_together(
    canvas, open_group, make_run, qtbot
):
    run = make_run()
    group = open_group(run)
    for image in run.images:
        group.add(image)
        assert canvas.isFrozen()
    qtbot.waitUntil(lambda: not canvas.isFrozen(), timeout=2000)


def test_a_cleared_project_gets_no_more_layers(project, canvas, open_group, make_run):
    run = make_run()
    group = open_group(run)
    group.add(run.images[0])
    project.clear()
    group.add(run.images[2])
    assert not group.is_open
    assert not project.mapLayers()
    assert not canvas.isFrozen()
    assert group.finish() is None


def test_a_group_that_the_user_removed_is_not_made_again(project, open_group, make_run):
    run = make_run()
    group = open_group(run)
    group.add(run.images[0])
    project.layerTreeRoot().removeAllChildren()
    group.add(run.images[2])
    assert not group.is_open
    assert not run_nodes(project)


def test_an_image_stands_where_its_grid_says(shown):
    extent = shown["2018-03"].extent()
    assert (extent.xMinimum(), extent.yMaximum()) == (500000.0, 5000400.0)
    assert (extent.width(), extent.height()) == (400.0, 400.0)
    assert shown["2018-03"].crs().authid() == "EPSG:32634"


def test_pixels_without_data_are_transparent(shown):
    layer = shown["2018-03"]
    block = layer.renderer().block(0, layer.extent(), 40, 40)
    assert QColor.fromRgba(block.color(20, 5)).alpha() == 0
    assert QColor.fromRgba(block.color(20, 20)).alpha() == 255


def test_properties_tell_what_the_image_is_made_of(shown):
    layer = shown["2018-03"]
    told = {
        key.partition("/")[2]: layer.customProperty(key)
        for key in layer.customPropertyKeys()
        if key.startswith("scene_slots/")
    }
    scenes = json.loads(told.pop("scenes"))
    assert told == {
        "run": "made",
        "slot": "2018-03",
        "start": "2018-03-01T00:00:00Z",
        "end": "2018-04-01T00:00:00Z",
        "state": "complete",
        "first_acquired": "2018-03-14T09:50:31Z",
        "last_acquired": "2018-03-14T09:50:31Z",
        "main_acquired": "2018-03-14T09:50:31Z",
        "valid_pct": 75.0,
    }
    [scene] = scenes
    assert scene["date"] == "2018-03-14T09:50:31Z"
    assert scene["tile_name"] == "T34TCQ"
    assert scene["cloud_coverage"] == 5.0


def test_metadata_says_it_in_words(shown):
    metadata = shown["2018-03"].metadata()
    assert "2018-03" in metadata.title()
    assert "S2A_MSIL2A_20180314" in metadata.abstract()
    assert "derived" in metadata.abstract()
    assert metadata.rights() == [RIGHTS]
    assert metadata.extent().temporalExtents() == [MARCH]
    assert any("leastCC" in line for line in metadata.history())


@pytest.mark.usefixtures("shown")
def test_the_map_shows_the_last_slot_with_an_image(canvas):
    assert canvas.temporalRange().begin().date() == QDate(2018, 5, 1)
    assert canvas.temporalRange().end().date() == QDate(2018, 5, 31)


@pytest.mark.usefixtures("shown")
def test_times_and_words_survive_save_and_reopen(project, tmp_path):
    path = str(tmp_path / "project.qgz")
    assert project.write(path)
    other = QgsProject()
    assert other.read(path)
    [layer] = other.mapLayersByName("2018-03")[:1]
    assert layer.isValid()
    again = {one.name(): one for one in image_layers(other)}["2018-03"]
    assert again.temporalProperties().fixedTemporalRange() == MARCH
    assert again.temporalProperties().isActive()
    assert again.metadata().extent().temporalExtents() == [MARCH]
    assert again.customProperty("scene_slots/slot") == "2018-03"
    assert len(other.relationManager().relations()) == 2
    assert all(one.isValid() for one in other.mapLayers().values())
    other.clear()


@pytest.mark.usefixtures("shown")
def test_scene_rasters_name_their_scenes(project):
    [layer] = [
        one
        for one in project.mapLayers().values()
        if one.customProperty("scene_slots/scenes_of") == "2018-03"
    ]
    renderer = layer.renderer()
    assert isinstance(renderer, QgsPalettedRasterRenderer)
    [only] = renderer.classes()
    assert only.value == 1
    assert "2018-03-14" in only.label
    assert "T34TCQ" in only.label
    if hasattr(layer, "attributeTable"):  # QGIS 3.30
        table = layer.attributeTable(1)
        assert table.isValid()[0]
        assert table.hasColor()
        columns = [field.name for field in table.fields()]
        [row] = (dict(zip(columns, row)) for row in table.data())
        assert (row["Value"], row["label"]) == (1, only.label)
        assert (row["acquired"], row["cloud_coverage"]) == ("2018-03-14T09:50:31Z", 5)
        assert row["tile_id"].endswith("_T34TCQ_X")


def test_one_style_serves_the_series(shown):
    stretches = {
        (
            one.renderer().redContrastEnhancement().minimumValue(),
            one.renderer().redContrastEnhancement().maximumValue(),
        )
        for one in shown.values()
    }
    assert stretches == {(0.0, 255.0)}
    assert isinstance(shown["2018-03"].renderer(), QgsMultiBandColorRenderer)


def test_a_ramp_is_drawn_as_the_product_says(project, open_group, make_run):
    ramp = ((0.0, "#ffffff"), (0.9, "#004400"))
    style = Style("ramp", (1,), 0.0, 0.9, ramp)
    product = Product("ndvi", "NDVI", "", ("sentinel-2-l2a",), ("NDVI",), style=style)
    run = make_run(product, "f4")
    open_group(run).add(run.images[0])
    [layer] = image_layers(project)
    renderer = layer.renderer()
    assert isinstance(renderer, QgsSingleBandPseudoColorRenderer)
    items = renderer.shader().rasterShaderFunction().colorRampItemList()
    assert [(item.value, item.color.name()) for item in items] == list(ramp)


def test_limits_come_from_the_file_where_the_product_has_none(
    project, open_group, make_run
):
    style = Style("gray", (1,))
    product = Product("raw", "Raw", "", ("sentinel-2-l2a",), ("B02",), style=style)
    run = make_run(product, "u2")
    open_group(run).add(run.images[0])
    [layer] = image_layers(project)
    assert isinstance(layer.renderer(), QgsSingleBandGrayRenderer)
    stretch = layer.renderer().contrastEnhancement()
    low, high = find_limits(style, str(run.folder.image_path("2018-03")))
    assert (stretch.minimumValue(), stretch.maximumValue()) == (low, high)
    assert 0 <= low < high <= 200


def test_opening_an_image_computes_no_statistics(open_group, make_run):
    run = make_run()
    before = {path.name for path in (run.job.folder / "images").iterdir()}
    open_group(run).add(run.images[0])
    assert {path.name for path in (run.job.folder / "images").iterdir()} == before


def test_tables_are_read_only_and_related(project, open_group, make_run):
    run = make_run()
    group = open_group(run)
    group.add(run.images[0])
    assert all(not table.startEditing() for table in group.tables.values())
    names = {
        (one.referencedLayer().name(), one.referencingLayer().name())
        for one in project.relationManager().relations().values()
    }
    assert names == {("Images", "Usage of scenes"), ("Scenes", "Usage of scenes")}
    relations = project.relationManager().referencedRelations(group.tables["images"])
    [march] = group.tables["images"].getFeatures("slot = '2018-03'")
    assert len(list(relations[0].getRelatedFeatures(march))) == 1


def test_two_kinds_of_cloud_have_full_names(open_group, make_run):
    run = make_run()
    group = open_group(run)
    group.add(run.images[0])
    aliases = group.tables["images"].attributeAliases()
    assert aliases["cloud_pct"] == "Image cloud, own pixels (%)"
    assert aliases["tile_cloud_max"] == "Most tile cloud, provider (%)"


def test_tables_show_what_is_written_later(open_group, make_run):
    run = make_run()
    group = open_group(run)
    group.add(run.images[0])
    assert group.tables["usage"].featureCount() == 2
    group.finish()
    now = datetime(2018, 7, 1, tzinfo=timezone.utc)

    run.folder.write_slot(replace(run.images[1], fetched=now), [], [])
    group.finish()
    [april] = group.tables["images"].getFeatures("slot = '2018-04'")
    assert april["fetched"].date() == QDate(2018, 7, 1)


@pytest.mark.parametrize(
    ("style", "count", "renderer"),
    [
        (Style("gray", (1,), guessed=True), 3, QgsMultiBandColorRenderer),
        (Style("rgb", (1, 2, 3), 0, 255), 1, QgsSingleBandGrayRenderer),
    ],
    ids=["more bands than guessed", "fewer than its header says"],
)
def test_an_own_product_is_drawn_by_the_bands_it_has(
    project, open_group, make_run, style, count, renderer
):
    bands = tuple("abc"[:count])
    run = make_run(Product("own_x", "X", "", (), bands, style=style), dtype="uint8")
    group = open_group(run)
    for image in run.images:
        group.add(image)
    group.finish()
    assert {type(one.renderer()) for one in image_layers(project)} == {renderer}
