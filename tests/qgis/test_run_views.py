"""What the menu makes of a run: paper, animation, CSV, time; seen by other programs."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path
from threading import Event

import pytest
from qgis.core import (
    QgsLayerTreeModel,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsProject,
    QgsTemporalNavigationObject,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import (
    QCoreApplication,
    QDate,
    QDateTime,
    QPoint,
    Qt,
    QTime,
)
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import (
    QAction,
    QFileDialog,
    QMenu,
    QMessageBox,
    QProgressBar,
    QPushButton,
)
from scene_slots.plugin.core.errors import StoreError
from scene_slots.plugin.exporting import SheetExport
from scene_slots.plugin.jobs.pool import wait_for_abandoned
from scene_slots.plugin.layer_menu import LayerMenu, Offering
from scene_slots.plugin.layers.cells import Cell, cells_of
from scene_slots.plugin.layers.group import RunGroup
from scene_slots.plugin.layers.paper import print_pages
from scene_slots.plugin.layers.playing import prepare_playing, step_of
from scene_slots.plugin.layers.runs import choose_run, find_runs, folder_of
from scene_slots.plugin.layers.sheet import PER_PAGE, make_sheet
from scene_slots.plugin.run_views import RunViews
from scene_slots.plugin.store.gif import GifWriter
from scene_slots.plugin.store.tags import image_tags

ROOT = Path(__file__).resolve().parents[2]
RIGHTS = "Contains modified Copernicus Sentinel data 2018"


@pytest.fixture
def run(project, canvas, make_run):
    """A run of March and May on the map; April is empty."""
    made = make_run()
    group = RunGroup(project, canvas, made.job, "made", lambda: RIGHTS)
    for image in made.images:
        group.add(image)
    group.finish()
    group.close()
    return made


@pytest.fixture
def chosen():
    """The layers that are chosen in the layer tree."""
    return []


@pytest.fixture
def opened():
    """The print layouts that were opened."""
    return []


@pytest.fixture
def views(qgis_iface, canvas, bar, project, chosen, opened):
    views = RunViews(
        qgis_iface.mainWindow(),
        canvas,
        bar,
        project,
        lambda: chosen,
        chosen.append,
        opened.append,
    )
    yield views
    views.close()


@pytest.fixture
def dialog_of(qgis_iface, qtbot):
    """Return a function that waits for a dialog of a kind, and returns it."""

    def dialog_of(kind):
        window = qgis_iface.mainWindow()

        def visible():
            return [one for one in window.findChildren(kind) if one.isVisible()]

        qtbot.waitUntil(lambda: bool(visible()), timeout=2000)
        return visible()[0]

    return dialog_of


def result_of(steps):
    """Return what a generator returns, and how many steps that took."""
    count = 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value, count
        QCoreApplication.processEvents()
        count += 1


def shown(project):
    return find_runs(project)[0]


@pytest.mark.usefixtures("run")
def test_a_sheet_has_a_map_per_image_and_says_what_is_empty(
    views, project, opened, qtbot
):
    with qtbot.waitSignal(views.made, timeout=20_000) as made:
        views.do("contact_sheet")
    [layout] = opened
    maps = [one for one in layout.items() if isinstance(one, QgsLayoutItemMap)]
    assert {one.id(): [layer.name() for layer in one.layers()] for one in maps} == {
        "2018-03": ["2018-03"],
        "2018-05": ["2018-05"],
    }
    texts = [
        one.text() for one in layout.items() if isinstance(one, QgsLayoutItemLabel)
    ]
    assert "2018-03" in texts
    assert "2018-04 · empty" in texts
    assert "No acquisition in this slot." in texts
    assert any(text.startswith("2018-03-14\nimage cloud unknown") for text in texts)
    assert any(RIGHTS in text for text in texts)
    assert project.layoutManager().layoutByName("Contact sheet: made") is layout
    assert layout.undoStack().stack().count() == 0
    pdf, png = made.args[0]
    assert pdf.read_bytes().startswith(b"%PDF")
    picture = QImage(str(png))
    assert abs(picture.width() / picture.height() - 297 / 210) < 0.01
    # A pixel of the first map is no paper.
    spot = QPoint(picture.width() // 10, picture.height() // 4)
    assert picture.pixelColor(spot) != Qt.GlobalColor.white


def test_nothing_is_replaced_without_a_question(run, views, project, dialog_of, qtbot):
    """The second sheet has its own layout; its files go where the person says."""
    with qtbot.waitSignal(views.made, timeout=20_000):
        views.do("contact_sheet")
    first = run.job.folder / "contact_sheet.pdf"
    before = first.read_bytes()
    beside = run.job.folder / "other.png"
    beside.write_text("mine")
    views.do("contact_sheet")
    dialog = dialog_of(QFileDialog)
    assert dialog.selectedFiles() == [str(first)]
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.fileSelected.emit(str(beside.with_suffix(".pdf")))
    box = dialog_of(QMessageBox)
    assert "other.png" in box.text()
    with qtbot.waitSignal(views.made, timeout=20_000):
        box.button(QMessageBox.StandardButton.Yes).click()
    assert first.read_bytes() == before
    assert beside.read_bytes().startswith(b"\x89PNG")
    names = [layout.name() for layout in project.layoutManager().layouts()]
    assert sorted(names) == ["Contact sheet: made", "Contact sheet: made (2)"]


def test_a_question_that_is_closed_is_a_no(run, views, dialog_of, qtbot):
    (run.job.folder / "animation.gif").write_text("mine")
    views.do("animation")
    dialog = dialog_of(QFileDialog)
    with qtbot.waitSignal(dialog.destroyed, timeout=2000):
        dialog.reject()
    assert (run.job.folder / "animation.gif").read_text() == "mine"


@pytest.mark.parametrize("name", ["contact_sheet", "animation"])
def test_an_export_leaves_qgis_at_hand_and_can_be_cancelled(
    run, views, project, bar, qtbot, name
):
    before = sorted(run.job.folder.rglob("*"))
    progress = []
    views.do(name)
    # Nothing was drawn yet: it is in the event loop that drawing goes on.
    [item] = bar.items()
    views.do(name)
    qtbot.waitUntil(lambda: len(bar.items()) == 2, timeout=2000)
    assert "is being written already" in bar.items()[0].text()
    bar.popWidget(bar.items()[0])
    item.findChild(QProgressBar).valueChanged.connect(progress.append)
    qtbot.waitUntil(lambda: bool(progress), timeout=20_000)
    item.findChild(QPushButton).click()
    assert not bar.items()
    qtbot.wait(50)
    assert sorted(run.job.folder.rglob("*")) == before
    assert not project.layoutManager().layouts()


@pytest.mark.usefixtures("run")
def test_many_slots_need_more_pages(project, tmp_path):
    cells = cells_of(shown(project))[:1] * (PER_PAGE + 1)
    making = make_sheet(project, "many", cells, "")
    layout, steps = result_of(making)
    assert layout.pageCollection().pageCount() == 2
    assert steps == PER_PAGE + 1
    with ThreadPoolExecutor(1) as pool:
        printing = print_pages(layout, tmp_path / "contact_sheet.pdf", pool.submit)
        paths, steps = result_of(printing)
    # No step draws more than one map, or the words of one page.
    assert steps >= 2 * (PER_PAGE + 1) + 4
    maps = [one for one in layout.items() if isinstance(one, QgsLayoutItemMap)]
    assert all(one.isVisible() for one in maps)
    assert [path.name for path in paths[1:]] == [
        "contact_sheet.png",
        "contact_sheet_2.png",
    ]
    assert sorted(tmp_path.glob("contact*")) == sorted(paths)
    assert all(path.stat().st_size for path in paths)
    assert paths[0].read_bytes().count(b"/Type /Page\n") == 2


def test_a_picture_that_is_being_packed_is_neither_waited_for_nor_left(
    run, project, tmp_path
):
    gate, cells, pdf = Event(), [Cell(run.images[1])], tmp_path / "contact_sheet.pdf"
    layout, _ = result_of(make_sheet(project, "one", cells, ""))
    packing = []

    def pack_late(work):
        packing.append(pool.submit(lambda: gate.wait(5) and work()))
        return packing[0]

    with ThreadPoolExecutor(1) as pool:
        printing = print_pages(layout, pdf, pack_late)
        while not packing:
            next(printing)
            QCoreApplication.processEvents()
        printing.close()
        gate.set()
    assert packing[0].result()
    assert not list(tmp_path.glob("contact*"))

    started, gate = Event(), Event()
    export = SheetExport(project, "one", cells, "", pdf)
    packed = export._pool.submit(lambda: (started.set(), gate.wait(1)))
    assert started.wait(5)
    export.start()
    export.stop()
    assert not packed.done()
    gate.set()
    wait_for_abandoned(5000)
    assert packed.done()


def test_a_sheet_that_cannot_be_written_says_why(run, project, tmp_path):
    layout, _ = result_of(make_sheet(project, "one", [Cell(run.images[1])], ""))
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="a part of the path is a file"):
        result_of(print_pages(layout, tmp_path / "file" / "contact_sheet.pdf", None))


def test_an_animation_has_a_picture_for_every_slot(run, views, qtbot):
    images = pytest.importorskip("PIL.Image")
    with qtbot.waitSignal(views.made, timeout=20_000) as made:
        views.do("animation")
    [path] = made.args[0]
    assert path == run.job.folder / "animation.gif"
    with images.open(path) as animation:
        assert animation.n_frames == 3
        assert animation.size == (640, 670)
        assert animation.info["loop"] == 0
        # Text is burnt in below the picture.
        strip = animation.convert("RGB").crop((0, 640, 640, 670))
        assert len(strip.getcolors(1000)) > 2


def test_without_pillow_a_sentence_says_so(run, views, monkeypatch, spoken, qtbot):
    monkeypatch.setitem(sys.modules, "PIL", None)
    views.do("animation")
    qtbot.waitUntil(lambda: bool(spoken()), timeout=20_000)
    assert "needs the Python package Pillow" in spoken()[0]
    assert not list(run.job.folder.glob("animation*"))


def test_a_gif_that_cannot_be_written_is_said(tmp_path):
    pytest.importorskip("PIL.Image")
    writer = GifWriter()
    writer.add((1, 1, b"\0\0\0\0"))
    with pytest.raises(StoreError, match="could not be written"):
        writer.write(tmp_path / "no" / "a.gif")


@pytest.mark.usefixtures("run")
def test_tables_are_exported_as_csv(views, qtbot):
    with qtbot.waitSignal(views.made, timeout=5000) as made:
        views.do("export_csv")
    assert [path.name for path in made.args[0]] == [
        "images.csv",
        "usage.csv",
        "scenes.csv",
    ]
    with made.args[0][0].open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["state"] for row in rows] == ["complete", "empty", "complete"]
    assert rows[0]["first_acquired"] == "2018-03-14T09:50:31Z"
    assert rows[1]["cloud_pct"] == ""


@pytest.mark.usefixtures("run")
def test_play_sets_range_and_step(views, canvas, project, qtbot):
    controller = QgsTemporalNavigationObject()
    canvas.setTemporalController(controller)
    animated = QgsTemporalNavigationObject.Animated
    views.do("play")
    qtbot.waitUntil(lambda: controller.navigationMode() == animated, timeout=5000)
    assert controller.totalFrameCount() == 3
    months = [controller.dateTimeRangeForFrameNumber(number) for number in range(3)]
    visible = [
        [
            slot
            for slot, layer in shown(project).images.items()
            if layer.temporalProperties().isVisibleInTemporalRange(month)
        ]
        for month in months
    ]
    assert visible == [["2018-03"], [], ["2018-05"]]
    assert project.timeSettings().timeStepUnit() == QgsUnitTypes.TemporalIrregularStep
    canvas.setTemporalController(None)


def moment(month, day=1, year=2018):
    return datetime(year, month, day, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("spans", "step"),
    [
        ([(moment(1), moment(2)), (moment(2), moment(3))], (1, "IrregularStep")),
        ([(moment(1), moment(1, year=2019))], (365, "Days")),
        ([(moment(1, 1), moment(1, 8)), (moment(1, 8), moment(1, 15))], (7, "Days")),
        (
            [(moment(1, 21), moment(2)), (moment(2), moment(2, 11))],
            (1, "IrregularStep"),
        ),
        ([(moment(1), moment(2)), (moment(7), moment(8))], (1, "IrregularStep")),
    ],
)
def test_the_step_is_the_rhythm(spans, step):
    found = step_of(spans)
    count, unit = step
    assert found.originalUnit() == getattr(QgsUnitTypes, f"Temporal{unit}")
    assert found.originalDuration() == count


def test_irregular_slots_are_played_one_after_the_other(canvas, project):
    controller = QgsTemporalNavigationObject()
    canvas.setTemporalController(controller)
    spans = [(moment(1, 1), moment(1, 11)), (moment(1, 21), moment(2))]
    prepare_playing(canvas, project, spans)
    assert controller.totalFrameCount() == 2
    second = controller.dateTimeRangeForFrameNumber(1)
    assert second.begin().date() == QDate(2018, 1, 21)
    canvas.setTemporalController(None)


@pytest.mark.usefixtures("run")
def test_images_show_in_their_slot_or_when_they_were_acquired(views, project):
    layer = shown(project).images["2018-03"]
    slot = layer.temporalProperties().fixedTemporalRange()
    views.do("switch_times")
    told = layer.temporalProperties().fixedTemporalRange()
    acquired = QDateTime(QDate(2018, 3, 14), QTime(9, 50, 31), Qt.TimeSpec.UTC)
    assert (told.begin(), told.end()) == (acquired, acquired)
    assert layer.metadata().extent().temporalExtents() == [told]
    assert layer.metadata().extent().spatialExtents()
    views.do("switch_times")
    assert layer.temporalProperties().fixedTemporalRange() == slot
    assert layer.metadata().extent().temporalExtents() == [slot]


def test_eo_time_series_viewer_dates_images_by_their_main_acquisition(run, project):
    """By its documented rules: first a layer's own date, then GDAL's tag."""
    acquired = QDateTime(QDate(2018, 3, 14), QTime(9, 50, 31))
    told = shown(project).images["2018-03"].customProperty("eotsv/dtg")
    assert QDateTime.fromString(told, Qt.DateFormat.ISODateWithMs) == acquired
    _, imagery = image_tags(run.images[0], (), ())
    told = imagery["ACQUISITIONDATETIME"]
    assert QDateTime.fromString(told, Qt.DateFormat.ISODate) == acquired


@pytest.mark.usefixtures("run")
def test_one_style_for_all_is_that_of_the_chosen(views, project, chosen):
    views.do("share_style")
    assert not shown(project).images["2018-05"].opacity() < 1
    images = shown(project).images
    chosen.append(images["2018-03"])
    images["2018-03"].setOpacity(0.25)
    views.do("share_style")
    assert images["2018-05"].opacity() == 0.25


@pytest.mark.usefixtures("run")
def test_a_row_leads_to_its_image(views, project, canvas, chosen, spoken, qtbot):
    table = shown(project).tables["images"]
    views.show_image(table.id(), "2018-03")
    assert [layer.name() for layer in chosen] == ["2018-03"]
    assert canvas.temporalRange().begin().date() == QDate(2018, 3, 1)
    views.show_image(table.id(), "2018-04")
    qtbot.waitUntil(lambda: bool(spoken()), timeout=2000)
    assert spoken() == ["The slot 2018-04 has no image layer."]


def test_without_a_run_a_sentence_says_what_to_do(views, spoken, qtbot):
    names = ("contact_sheet", "animation", "export_csv", "play", "switch_times")
    for name in names:
        views.do(name)
    qtbot.waitUntil(lambda: len(spoken()) == len(names), timeout=2000)
    assert set(spoken()) == {"The project shows no run: fetch Scene Slots first."}


def test_the_run_of_the_chosen_layer_is_meant(project, canvas, make_run):
    for name in ("first", "second"):
        made = make_run(name=name)
        group = RunGroup(project, canvas, made.job, name, lambda: "")
        group.add(made.images[0])
        group.close()
    top, below = find_runs(project)
    assert (top.title, below.title) == ("second", "first")
    assert choose_run(project).title == "second"
    assert choose_run(project, [below.tables["usage"]]).title == "first"
    scene = next(
        layer
        for layer in project.mapLayers().values()
        if layer.customProperty("scene_slots/scenes_of") and "first" in layer.source()
    )
    assert choose_run(project, [scene]).title == "first"


@pytest.mark.usefixtures("run")
def test_layers_and_group_of_a_run_have_its_actions_in_their_menus(project, qgis_iface):
    root = project.layerTreeRoot()
    view = qgis_iface.layerTreeView()
    view.setModel(QgsLayerTreeModel(root, view))
    other = QgsVectorLayer("Point", "other", "memory")
    root.addLayer(project.addMapLayer(other, False))
    action = QAction("Contact Sheet", qgis_iface.mainWindow())
    offering = Offering(
        qgis_iface.addCustomActionForLayerType,
        qgis_iface.addCustomActionForLayer,
        qgis_iface.removeCustomActionForLayerType,
    )
    menu = LayerMenu(project, view, offering, [action])
    ours = {layer.id() for layer in project.mapLayers().values()} - {other.id()}
    assert len(ours) == 7
    assert qgis_iface.layer_actions[action] == ours
    late = shown(project).images["2018-03"].clone()
    project.addMapLayer(late)
    assert late.id() in qgis_iface.layer_actions[action]
    if hasattr(view, "contextMenuAboutToShow"):
        group = root.findGroup("made")
        view.setCurrentIndex(view.node2index(group))
        view.contextMenuAboutToShow.emit(made := QMenu())
        assert [one.text() for one in made.findChild(QMenu).actions()] == [
            "Contact Sheet"
        ]
    menu.close()
    assert action not in qgis_iface.layer_actions
    view.setModel(None)


def test_removing_layers_removes_nothing_on_disk(run, project):
    before = sorted(run.job.folder.rglob("*"))
    project.removeAllMapLayers()
    assert sorted(run.job.folder.rglob("*")) == before


CHECK = """
import sys
from qgis.core import QgsApplication, QgsProject
application = QgsApplication([], False)
application.initQgis()
project = QgsProject.instance()
assert project.read(sys.argv[1]), project.error()
for layer in project.mapLayers().values():
    assert layer.isValid(), layer.source()
    assert sys.argv[2] in layer.source(), layer.source()
for layer in project.mapLayers().values():
    slot = layer.customProperty("scene_slots/slot")
    if slot:
        times = layer.temporalProperties().fixedTemporalRange()
        print(slot, times.begin().toUTC().toString("yyyy-MM-ddTHH:mm:ss"),
              times.end().toUTC().toString("yyyy-MM-ddTHH:mm:ss"),
              layer.metadata().rights()[0])
images = project.mapLayersByName("Images")[0]
print(len(images.conditionalStyles().fieldStyles("state")), "rules",
      len(images.actions().actions()), "link")
relations = project.relationManager().relations().values()
print(len(relations), "relations", all(one.isValid() for one in relations))
[layout] = project.layoutManager().printLayouts()
print(layout.name())
del layout, relations, images, layer
application.exitQgis()
"""


def test_a_moved_project_opens_elsewhere(run, project, tmp_path):
    layout, _ = result_of(make_sheet(project, "made", cells_of(shown(project)), ""))
    project.layoutManager().addLayout(layout)
    home = run.job.folder.parent / "project.qgz"
    assert project.write(str(home))
    project.clear()
    moved = tmp_path / "somewhere else"
    moved.mkdir()
    shutil.move(str(run.job.folder), moved)
    shutil.move(str(home), moved)
    done = subprocess.run(  # noqa: S603  the test's own code
        [sys.executable, "-c", CHECK, str(moved / "project.qgz"), "somewhere else"],
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": "/usr/bin:/bin",
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(tmp_path),
            "TZ": "America/New_York",
        },
    )
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.splitlines()) == {
        f"2018-03 2018-03-01T00:00:00 2018-03-31T23:59:59 {RIGHTS}",
        f"2018-05 2018-05-01T00:00:00 2018-05-31T23:59:59 {RIGHTS}",
        "2 relations True",
        "6 rules 1 link",
        "Contact sheet: made",
    }


def test_a_run_is_known_by_its_files_whatever_its_folder_is_called(
    project, canvas, make_run
):
    for name in ("it's a|b “ü” #1", "other"):
        made = make_run(name=name)
        group = RunGroup(project, canvas, made.job, name, lambda: "")
        for image in made.images:
            group.add(image)
        group.close()
    other, odd = find_runs(project)
    assert odd.folder.name == "it's a|b “ü” #1"
    # A table that is filtered, and an image of another run that was put among these.
    odd.tables["images"].setSubsetString("\"state\" = 'complete'")
    tree = project.layerTreeRoot()
    node = tree.findLayer(other.images["2018-05"].id())
    odd.group.insertChildNode(0, node.clone())
    node.parent().removeChildNode(node)
    other, odd = find_runs(project)
    assert list(odd.images) == ["2018-03", "2018-05"]
    assert {folder_of(layer) for layer in odd.images.values()} == {odd.folder}
    assert sorted(odd.tables) == ["images", "scenes", "usage"]
    assert list(other.images) == ["2018-03"]


def test_a_reopened_project_knows_its_run(run, project):
    path = run.job.folder.parent / "again.qgz"
    assert project.write(str(path))
    project.clear()
    again = QgsProject()
    assert again.read(str(path))
    [found] = find_runs(again)
    assert found.folder == run.job.folder
    assert list(found.images) == ["2018-03", "2018-05"]
    assert sorted(found.tables) == ["images", "scenes", "usage"]
