"""Tables as a person reads them: forms, colours, labels, links, and one stretch."""

from __future__ import annotations

import ast
import hashlib
import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from qgis.core import (
    QgsDateTimeRange,
    QgsEditFormConfig,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPalLayerSettings,
    QgsRasterLayer,
    QgsSingleBandGrayRenderer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QTime
from scene_slots.plugin.core.product import Product, Style
from scene_slots.plugin.layers.dates import describe_dates, short_dates
from scene_slots.plugin.layers.group import RunGroup
from scene_slots.plugin.layers.stretch import series_limits, share_style

GRAY = Product(
    "gray", "Gray", "", ("sentinel-2-l2a",), ("B",), style=Style("gray", (1,))
)


@pytest.fixture
def show(project, canvas):
    """Show a run; return its group."""

    def show(run):
        group = RunGroup(project, canvas, run.job, "made", lambda: "")
        for image in run.images:
            group.add(image)
        group.finish()
        return group

    return show


@pytest.fixture
def tables(show, make_run):
    group = show(make_run())
    yield group.tables
    group.close()


def coloured(layer, column, feature):
    """Return the background that a table gives a cell, None for no colour."""
    context = QgsExpressionContext(
        QgsExpressionContextUtils.globalProjectLayerScopes(layer)
    )
    context.setFeature(feature)
    styles = layer.conditionalStyles().fieldStyles(column)
    for style in styles:
        if style.matches(feature[column], context):
            return style.backgroundColor().name()
    return None


def test_state_and_cloud_have_colours_and_unknown_has_none(tables):
    images = {one["slot"]: one for one in tables["images"].getFeatures()}
    march, april = images["2018-03"], images["2018-04"]
    assert coloured(tables["images"], "state", march) == "#d7efd2"
    assert coloured(tables["images"], "state", april) == "#e6e6e6"
    assert coloured(tables["images"], "cloud_pct", march) is None
    scene = next(tables["scenes"].getFeatures())
    assert coloured(tables["scenes"], "cloud_coverage", scene) == "#d7efd2"


def test_forms_have_tabs_with_every_column_and_the_related_rows(tables):
    for name, related in (("images", 1), ("scenes", 1), ("usage", 0)):
        layer = tables[name]
        form = layer.editFormConfig()
        assert form.layout() == QgsEditFormConfig.TabLayout
        tabs = form.tabs()
        shown = [
            child.name()
            for tab in tabs
            for child in tab.children()
            if child.type() == child.AeTypeField
        ]
        assert sorted(shown) == sorted(set(layer.fields().names()) - {"fid"})
        relations = [
            child.relation()
            for tab in tabs
            for child in tab.children()
            if child.type() == child.AeTypeRelation
        ]
        assert len(relations) == related
        assert all(relation.isValid() for relation in relations)


def test_a_row_knows_the_layer_of_its_slot(tables):
    """And what a stranger's file says is never run."""
    assert not tables["scenes"].actions().actions()
    for name, slot in (
        ("images", "2018-03"),
        ("usage", '2018"); raise SystemExit("\\n'),
        ("usage", "ü €\n"),
    ):
        [action] = tables[name].actions().actions()
        context = QgsExpressionContext(
            QgsExpressionContextUtils.globalProjectLayerScopes(tables[name])
        )
        feature = QgsFeature(tables[name].fields())
        feature["slot"] = slot
        context.setFeature(feature)
        code = QgsExpression.replaceExpressionText(action.command(), context)
        [call] = [
            node
            for node in ast.walk(ast.parse(code))
            if isinstance(node, ast.Call) and node.func.attr == "show_image"
        ]
        table, rest = call.args
        assert ast.literal_eval(table) == tables[name].id()
        assert ast.literal_eval(rest.value) == [slot]


def test_usage_is_labelled_with_date_and_cloud(tables):
    usage = tables["usage"]
    settings = usage.labeling().settings()
    assert isinstance(settings, QgsPalLayerSettings)
    context = QgsExpressionContext(
        QgsExpressionContextUtils.globalProjectLayerScopes(usage)
    )
    feature = next(usage.getFeatures("slot = '2018-03'"))
    context.setFeature(feature)
    expression = settings.getLabelExpression()
    expression.prepare(context)
    date, cloud = expression.evaluate(context).split("\n")
    assert (date, cloud) == ("2018-03-14 09:50 UTC", "tile cloud 5 %")


def test_usage_follows_the_time_of_the_map(tables):
    usage = tables["usage"]

    def is_drawn(year, month):
        day = QDate(year, month, 1)
        settings = QgsMapSettings()
        settings.setLayers([usage])
        settings.setExtent(usage.extent().buffered(50))
        settings.setDestinationCrs(usage.crs())
        settings.setOutputSize(QSize(120, 120))
        settings.setBackgroundColor(Qt.GlobalColor.white)
        settings.setIsTemporal(True)
        start = QDateTime(day, QTime(0, 0), Qt.TimeSpec.UTC)
        end = start.addMonths(1).addSecs(-1)
        settings.setTemporalRange(QgsDateTimeRange(start, end))
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        image = job.renderedImage()
        return any(
            image.pixelColor(x, y) != Qt.GlobalColor.white
            for x in range(120)
            for y in range(120)
        )

    assert [is_drawn(2018, month) for month in (3, 4, 5)] == [True, False, True]


def test_a_series_has_one_stretch_from_all_its_images(show, make_run, project):
    run = make_run(product=GRAY, dtype="uint16")
    group = show(run)
    layers = [
        layer
        for layer in project.mapLayers().values()
        if layer.customProperty("scene_slots/slot")
    ]
    drawn = {
        (
            layer.renderer().contrastEnhancement().minimumValue(),
            layer.renderer().contrastEnhancement().maximumValue(),
        )
        for layer in layers
    }
    whole = series_limits(GRAY.style, [layer.source() for layer in layers])
    assert drawn == {whole}
    group.close()


def test_limits_are_pooled_over_images_of_unequal_size(tmp_path):
    from osgeo import gdal

    paths = []
    for name, mean, share in (("one", 100, 75), ("other", 500, 25)):
        paths.append(str(tmp_path / f"{name}.tif"))
        dataset = gdal.GetDriverByName("GTiff").Create(paths[-1], 10, 10, 1, 2)
        band = dataset.GetRasterBand(1)
        band.SetStatistics(0, 1000, mean, 10)
        band.SetMetadataItem("STATISTICS_VALID_PERCENT", str(share))
        band = dataset = None
    low, high = series_limits(GRAY.style, paths)
    mean, deviation = 200, (100 + 30000) ** 0.5
    assert (low, high) == (0, pytest.approx(mean + 2 * deviation))


def test_one_style_is_given_to_all_images(show, make_run, project):
    group = show(make_run(product=GRAY, dtype="uint16"))
    first, second = (
        layer
        for layer in project.mapLayers().values()
        if layer.customProperty("scene_slots/slot")
    )
    first.renderer().contrastEnhancement().setMaximumValue(77)
    first.setOpacity(0.5)
    share_style(first, [first, second])
    assert isinstance(second, QgsRasterLayer)
    assert isinstance(second.renderer(), QgsSingleBandGrayRenderer)
    assert second.renderer().contrastEnhancement().maximumValue() == 77
    assert second.opacity() == 0.5
    group.close()


def image_of(project, slot):
    return next(
        layer
        for layer in project.mapLayers().values()
        if layer.customProperty("scene_slots/slot") == slot
    )


def test_metadata_say_by_which_script_and_requests(show, make_run, project):
    script = "//VERSION=3"
    product = Product("gray", "Gray", script, (), ("B",), style=Style("gray", (1,)))
    run = make_run(product=product)
    document = json.loads((run.job.folder / "run.json").read_text())
    document["slots"]["2018-03"]["requests"] = [{"hash": "abc"}, {"hash": "def"}]
    (run.job.folder / "run.json").write_text(json.dumps(document))
    group = show(run)
    layer = image_of(project, "2018-03")
    told = layer.metadata()
    assert told.history()[-3:] == [
        f"Evalscript, SHA-256: {hashlib.sha256(script.encode()).hexdigest()}.",
        "Request, SHA-256: abc.",
        "Request, SHA-256: def.",
    ]
    assert "One acquisition, 2018-03-14 09:50 UTC" in told.abstract()
    assert "75.0 % of the area has data; the image's own cloud" in told.abstract()
    assert told.keywords()["scene_slots"][0] == "2018-03"
    [times] = told.extent().temporalExtents()
    assert times.end().time() == QTime(23, 59, 59)
    group.close()


def test_telling_columns_come_first(tables):
    columns = tables["images"].attributeTableConfig().columns()
    assert [one.name for one in columns[:3]] == ["slot", "state", "main_acquired"]
    assert [one.name for one in columns if one.hidden and one.name] == ["fid"]


@pytest.mark.parametrize(
    ("facts", "long", "short"),
    [
        ({}, "When it was acquired is not known.", "date unknown"),
        (
            {"acquisitions": 1, "main_share_pct": 60.0},
            "One acquisition, 2018-03-04 09:50 UTC, 60.0 % of the area.",
            "2018-03-04",
        ),
        (
            {"acquisitions": 3, "main_share_pct": 60.0, "days": 20},
            "3 acquisitions from 2018-03-04 09:50 to 2018-03-24 09:50, the main one"
            " 2018-03-04 09:50 UTC with 60.0 % of the area.",
            "mainly 2018-03-04 (60.0 %), 3 acquisitions, 2018-03-04 to 2018-03-24",
        ),
        (
            {"main_share_pct": None, "days": 1},
            "? acquisitions from 2018-03-04 09:50 to 2018-03-05 09:50, the main one"
            " 2018-03-04 09:50 UTC with ? of the area.",
            "mainly 2018-03-04 (?), ? acquisitions, 2018-03-04 to 2018-03-05",
        ),
    ],
)
def test_dates_are_said_honestly(make_run, facts, long, short):
    empty = make_run().images[1]
    if facts:
        first = datetime(2018, 3, 4, 9, 50, tzinfo=timezone.utc)
        last = first + timedelta(days=facts.pop("days", 0))
        times = {"first_acquired": first, "last_acquired": last, "main_acquired": first}
        empty = replace(empty, **times, **facts)
    assert describe_dates(empty) == long
    assert short_dates(empty) == short
