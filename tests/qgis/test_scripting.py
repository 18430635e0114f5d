"""Own scripts: written, checked on the local hub, saved, and run like ours."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from scene_slots.plugin import entry
from scene_slots.plugin.draft import Draft, find_draft, keep_draft
from scene_slots.plugin.jobs.local_hubs import LocalHubs
from scene_slots.plugin.library import Library
from scene_slots.ui.choices import choose

UTM = 32634
SCRIPT = """//VERSION=3
// title: Twice red
function setup() {
  return {input: ["B04"], output: {bands: 1, sampleType: "FLOAT32"}};
}
function evaluatePixel(sample) {
  return [2 * sample.B04];
}
"""
NAME = "S2A_MSIL2A_2018{0}T095031_N0500_R079_T34TCQ_2018{0}T120000"


@pytest.fixture
def small_samples(tmp_path, monkeypatch, make_catalog, synthetic_scene):
    """Small scenes where the sample scenes are looked for.

    With hubs of the test's own: the shared one of the sample scenes is for others.
    """
    scenes = [
        synthetic_scene(
            NAME.format(day),
            f"2018-{day[:2]}-{day[2:]}T09:50:31Z",
            20.0,
            np.full((5, 80, 80), value, dtype=np.uint16),
            x_min=499800.0,
            y_max=5000600.0,
            epsg=UTM,
        )
        for day, value in (("0304", 900), ("0712", 2000), ("0814", 300), ("0930", 4))
    ]
    make_catalog(scenes, "cache/scene_slots/samples-v1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def scripts(request, tmp_path):
    """The part of the form, with a folder of its own for own products."""
    plugin = request.getfixturevalue("plugin")
    plugin.products_folder = tmp_path / "products"
    plugin.run_action.trigger()
    return plugin.controller.pages.scripts


@pytest.fixture
def check(scripts, qtbot):
    """Check a script in the editor; return what is said and noted."""

    def check(text, collection="sentinel-2-l2a"):
        editor = scripts.scripting.editor
        editor.open_script("x", text)
        editor.choose_collection(collection)
        editor.check_button.click()
        qtbot.waitUntil(lambda: editor.check_button.text() != "Stop", timeout=20_000)
        return editor.result.said_label.text(), editor.result.note_label.text()

    return check


def drawn(scripts):
    pixmap = scripts.scripting.editor.result.picture_label.pixmap()
    return pixmap is not None and not pixmap.isNull()


@pytest.mark.usefixtures("small_samples", "own_hubs")
def test_a_script_is_written_checked_saved_and_run(
    scripts, check, plugin, form, finish, tmp_path, qtbot
):
    page, editor = plugin.controller.series, scripts.scripting.editor
    page.set_form(replace(form, scenes_folder=""))
    scripts.part.new_button.click()
    assert "evaluatePixel" in editor.script()
    said, note = check(editor.script())
    assert said.startswith("It runs: 1 band FLOAT32, values from 0 to 0.")
    assert "2018-08-14" in said
    assert not note
    assert drawn(scripts)
    said, _ = check(SCRIPT.replace("2 * sample.B04", "twice(sample.B04)"))
    assert said == "Line 7: ReferenceError: twice is not defined."
    assert not drawn(scripts)
    _, note = check(SCRIPT.replace("FLOAT32", "UINT8"))
    assert "UINT8 keeps whole numbers only" in note
    said, _ = check("//VERSION=3\nlet red = B04;\nreturn [red, red / 2, B08];")
    assert said.startswith("It runs: 3 bands AUTO")
    many = SCRIPT.replace("output", "mosaicking: 'TILE', output")
    said, _ = check(many.replace("2 * sample.B04", "sample.length"))
    assert "values from 2 to 2. Checked with 2 sample scenes" in said
    assert "runs as it is" in editor.result.adds_label.text()
    # What the samples lack is made.
    said, _ = check(SCRIPT.replace("B04", "B12"))
    assert "made scenes of Sentinel-2 L2A" in said
    check(SCRIPT)
    qtbot.waitUntil(lambda: editor.header.header().title == "Twice red")
    editor.save_button.click()
    assert (tmp_path / "products/twice_red.png").is_file()
    assert not page.product_combo.itemIcon(page.product_combo.currentIndex()).isNull()
    assert page.product_combo.currentText() == "Twice red"
    assert page.form().product == "own_twice_red"
    kind, run = finish(plugin.controller.run(page.form()))
    assert kind == "succeeded"
    told = json.loads((run.folder / "run.json").read_text())
    text = (tmp_path / "products/twice_red.js").read_text()
    assert told["job"]["evalscript"] == text
    assert told["product"]["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    # Another start of QGIS finds it again.
    names = [product.name for product in Library(tmp_path / "products")]
    assert names[0] == "own_twice_red"


@pytest.mark.usefixtures("small_samples", "own_hubs")
def test_a_check_can_be_stopped_and_ends_with_the_plugin(scripts, plugin, qtbot):
    editor = scripts.scripting.editor
    endless = SCRIPT.replace("return", "while (true) {} return")
    editor.open_script("x", endless)
    editor.check_button.click()
    tasks = plugin.controller._tasks
    qtbot.waitUntil(lambda: len(tasks) == 1, timeout=20_000)
    assert editor.check_button.text() == "Stop"
    editor.check_button.click()
    assert editor.check_button.text() != "Stop"
    assert not editor.result.said_label.text()
    qtbot.waitUntil(lambda: len(tasks) == 0, timeout=5000)
    # So it can be in QGIS's own list of tasks.
    editor.check_button.click()
    qtbot.waitUntil(lambda: len(tasks) == 1, timeout=5000)
    tasks._tasks[0].cancel()
    qtbot.waitUntil(lambda: editor.check_button.text() != "Stop", timeout=5000)
    assert editor.result.said_label.text() == "The check was cancelled."
    # The next one is under way when the plugin is unloaded.
    editor.check_button.click()
    qtbot.waitUntil(lambda: len(tasks) == 1, timeout=5000)


def test_what_is_not_saved_is_not_lost(scripts, plugin, qtbot):
    page, editor = plugin.controller.series, scripts.scripting.editor
    scripts.part.edit_button.click()
    assert "// title: True colour (own)" in editor.script()
    assert not editor.is_changed
    qtbot.waitUntil(lambda: editor.header.header().title == "True colour (own)")
    # Its look has a gamma, which no choice has: only the text can change it.
    assert not editor.header.low_edit.isEnabled()
    editor.header.title_edit.setText("Mine")
    editor.header.look_combo.setCurrentIndex(editor.header.look_combo.findData("gray"))
    editor.header.low_edit.setText("0")
    editor.header.high_edit.setText("90")
    editor.header.title_edit.editingFinished.emit()
    assert "// title: Mine" in editor.script()
    assert "// style: gray 1, 0 to 90" in editor.script()
    assert editor.is_changed
    scripts.part.new_button.click()
    assert "// title: Mine" in editor.script()
    assert "save it or discard" in editor.result.said_label.text()
    editor.use_button.click()
    assert page.form().product == "unsaved_mine"
    editor.discard_button.click()
    assert "// title: True colour (own)" in editor.script()
    editor.bands_tree.itemActivated.emit(editor.bands_tree.topLevelItem(0), 0)
    assert editor.script().startswith("B01")
    editor.open_script("x", "return [B04;")
    editor.check_button.click()
    assert "(line 1)" in editor.result.said_label.text()


def test_what_was_not_saved_comes_back_with_the_next_start(
    scripts, plugin, qtbot, tmp_path
):
    def editor():
        return plugin.controller.pages.scripts.scripting.editor

    scripts.part.new_button.click()
    began = editor().script()
    qtbot.keyClicks(editor().code, "// mine ")
    typed = editor().script()
    plugin.unload()  # before anything settles
    plugin.initGui()
    plugin.run_action.trigger()
    plugin.controller.pages.scripts.part.new_button.click()
    assert editor().script() == typed
    assert editor().is_changed
    assert "save it or discard" in editor().result.said_label.text()
    editor().discard_button.click()
    assert editor().script() == began
    qtbot.waitUntil(lambda: not (tmp_path / "draft.json").exists(), timeout=2000)
    qtbot.keyClicks(editor().code, "x")
    qtbot.waitUntil((tmp_path / "draft.json").exists, timeout=2000)
    # Another QGIS of this profile has left its own meanwhile.
    others = Draft("theirs")
    keep_draft(tmp_path, others, None)
    editor().discard_button.click()
    plugin.unload()
    assert find_draft(tmp_path) == others
    plugin.initGui()
    # What cannot be read is as if it were not there.
    for text in ("{", "[]", '{"script": 1}', '{"else": ""}'):
        (tmp_path / "draft.json").write_text(text)
        assert find_draft(tmp_path) is None


def test_the_editor_is_walked_from_left_to_right(scripts):
    editor = scripts.scripting.editor
    header = editor.header
    wanted = [
        *(editor.collection_combo, editor.bands_tree, editor.code, header.title_edit),
        *(header.bands_edit, header.unit_edit, header.look_combo, header.low_edit),
        *(editor.check_button, editor.discard_button, editor.use_button),
        *(editor.save_button, editor.close_button),
    ]
    order = [wanted[0]]
    while (following := order[-1].nextInFocusChain()) is not wanted[0]:
        order.append(following)
    assert [one for one in order if one in wanted] == wanted


def test_a_file_that_cannot_be_read_is_named_and_hides_no_other(
    scripts, plugin, tmp_path, qtbot
):
    folder = tmp_path / "products"
    folder.mkdir()
    (folder / "good.js").write_text(SCRIPT)
    (folder / "bad.js").write_text("return [B04")
    plugin.controller._products.reload()
    assert "bad.js is left out" in scripts.part.fault_label.text()
    combo = plugin.controller.series.product_combo
    assert combo.findText("Twice red") >= 0
    # Without a word to us.
    (folder / "bad.js").write_text("// title: Mended\nreturn [B04]")
    qtbot.waitUntil(lambda: combo.findText("Mended") >= 0, timeout=5000)
    assert scripts.part.fault_label.isHidden()


@pytest.mark.long
def test_one_process_makes_scenes_at_a_time(qtbot):
    hubs = LocalHubs(Path(entry.__file__).parent)
    first = hubs.made(["sentinel-2-l2a"])
    assert hubs.made(["sentinel-2-l2a"]) is first
    with qtbot.waitSignal(first.gone, timeout=20_000):
        second = hubs.made(["sentinel-1-grd"])
    assert second.is_alive
    hubs.stop()
    assert not second.is_alive


@pytest.mark.usefixtures("own_hubs")
def test_radar_alone_is_asked_for_its_side(scripts, plugin, canvas, form):
    page, part = plugin.controller.series, scripts.part
    assert part.orbit_combo.isHidden()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem(f"EPSG:{UTM}"))
    canvas.setExtent(QgsRectangle(500000, 5000000, 500400, 5000400))
    asked = replace(
        form,
        collection="sentinel-1-grd",
        product="s1_vv_db",
        rule="mostRecent",
        scenes_folder="",
        orbit_direction="descending",
    )
    page.set_form(asked)
    assert not part.orbit_combo.isHidden()
    assert plugin.controller.check(page.form()).orbit_direction == "descending"
    page.set_form(replace(asked, collection="sentinel-2-l2a", product="ndvi"))
    assert part.orbit_combo.isHidden()
    assert plugin.controller.check(page.form()).orbit_direction is None


@pytest.mark.usefixtures("own_hubs")
def test_a_collection_comes_in_its_own_resolution_unless_another_was_typed(
    scripts, plugin
):
    assert scripts.part
    page = plugin.controller.series
    choose(page.collection_combo, "landsat-ot-l2")
    assert page.form().resolution == 30
    page.resolution_spin.setValue(25)
    choose(page.collection_combo, "sentinel-3-olci")
    assert page.form().resolution == 25


@pytest.mark.long
def test_a_hub_that_does_not_start_is_told(check, scripts, tmp_path, monkeypatch):
    (tmp_path / "cache").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    said, _ = check("return [DEM];", "dem")
    assert "cannot be written" in said
    assert not drawn(scripts)
