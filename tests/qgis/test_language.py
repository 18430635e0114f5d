"""The plugin speaks the user's language; files and logs stay English."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTabWidget, QWidget
from scene_slots.plugin.language import FOLDER, SENTENCES, Language, localize
from scene_slots.plugin.plan_words import count_of
from scene_slots.plugin.track import slot_row
from scene_slots.tools.translate.catalog import read_catalog

translate = QCoreApplication.translate


@pytest.fixture
def german():
    language = Language()
    language.load("de_AT")
    yield
    language.unload()


@pytest.fixture(scope="module")
def told():
    return read_catalog(FOLDER / "scene_slots_de.ts")


@pytest.mark.usefixtures("german")
def test_what_is_compiled_says_what_the_translator_wrote(told):
    for (context, words, comment), forms in told.items():
        numbers = (1, 2) if len(forms) > 1 else (-1,)
        said = tuple(translate(context, words, comment, one) for one in numbers)
        assert said == forms, "run ./dev translate"


@pytest.mark.usefixtures("german")
def test_a_sentence_of_the_core_is_found_again_by_its_words(told):
    for (context, words, comment), [said, *_] in told.items():
        if context == SENTENCES and not comment:
            values = Values()
            assert localize(words.format_map(values)) == said.format_map(values)


class Values(dict):
    def __missing__(self, name):
        return f"<{name}>"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("english", "said"),
    [
        (
            "Made of 3 scenes. Rejected: 23.0 % of its pixels are cloud, more than"
            " 20 %.",
            "Besteht aus 3 Szenen. Verworfen: 23.0 % seiner Pixel sind Wolken, mehr"
            " als 20 %.",
        ),
        (
            "The file /a could not be written: the disk is full.",
            "Die Datei /a konnte nicht geschrieben werden: die Platte ist voll.",
        ),
        (
            "The folder “/a” holds a run with another area and another grid: choose a"
            " new folder.",
            "Der Ordner „/a“ enthält einen Lauf, der sich unterscheidet in: Gebiet und"
            " Raster. Wählen Sie einen neuen Ordner.",
        ),
        ("It rained and it snowed: why?", "It rained and it snowed: why?"),
        ("Who knows. Not fetched yet.", "Who knows. Noch nicht abgerufen."),
        ("", ""),
        (
            "Hub answered HTTP 403: Forbidden. Run again later.",
            "Hub antwortete mit HTTP 403: Forbidden. Starten Sie später noch einmal.",
        ),
    ],
    ids=[
        *("in a row", "with its cause", "joined", "of others", "beside", "none"),
        "advice behind it",
    ],
)
def test_sentences_are_found_in_others(english, said):
    assert localize(english) == said


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    "rest",
    [
        "area and " * 30 + "x" + "." * 30,
        "Some. " * 20_000,
        'File "/a", line 3, in f\n    x = g(a): b\n' * 200,
    ],
    ids=["joined", "in a row", "trace"],
)
def test_no_text_of_others_takes_for_ever(rest):
    assert localize(f"Not fetched yet. {rest}") == f"Noch nicht abgerufen. {rest}"


def test_in_english_nothing_changes():
    assert localize("Made of 3 scenes.") == "Made of 3 scenes."
    assert [count_of(n, "1 image", "{count} images") for n in (1, 2000)] == [
        "1 image",
        "2\u202f000 images",
    ]


@pytest.mark.usefixtures("german")
def test_a_count_has_its_form():
    assert [count_of(n, "1 image", "{count} images") for n in (1, 2)] == [
        "1 Bild",
        "2 Bilder",
    ]


@pytest.mark.parametrize(
    ("right", "wrong"), [("{units", "{unitz"), ("{cloud:.3g}", "{cloud:.3d}")]
)
def test_a_translation_with_a_wrong_placeholder_is_not_used(tmp_path, right, wrong):
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "scene_slots_de.qm"
    compiled = path.read_bytes()
    broken = compiled.replace(right.encode("utf-16-be"), wrong.encode("utf-16-be"))
    assert broken != compiled
    path.write_bytes(broken)

    language = Language()
    language.load("de", tmp_path)

    assert translate("SceneSlots", "Slot") == "Slot"


@pytest.fixture
def in_german(settings):
    """Let QGIS be told to be German, whatever the system is."""
    settings.setValue("locale/overrideFlag", True)
    settings.setValue("locale/userLocale", "de")
    yield
    settings.remove("locale/overrideFlag")
    settings.remove("locale/userLocale")


def shown(widget):
    """Return the words that a widget and its children show and explain."""
    words = set()
    for one in (widget, *widget.findChildren(QWidget)):
        words |= {one.toolTip(), one.accessibleName()}
        if isinstance(one, (QLabel, QAbstractButton)):
            words.add(one.text())
        if isinstance(one, QLineEdit):
            words.add(one.placeholderText())
        if isinstance(one, QTabWidget):
            words |= {one.tabText(number) for number in range(one.count())}
    return words - {""}


@pytest.fixture
def german_plugin(request, plugin):
    plugin.unload()
    request.getfixturevalue("in_german")
    plugin.initGui()
    return plugin


def test_every_page_is_german_and_what_it_refuses(german_plugin, told):
    english = {words for (_, words, _), forms in told.items() if forms[0] != words}
    german_plugin.run_action.trigger()
    dock = german_plugin.controller.pages.dock
    series = german_plugin.controller.series

    series.set_form(replace(series.form(), folder="runs"))
    series.run_requested.emit()

    words = shown(dock.widget())  # the frame around it is Qt's own
    assert {"Ab&rufen", "Serie", "Kandidaten", "Läufe"} <= words
    assert not words & english
    assert "Wählen Sie den Ordner mit seinem ganzen Pfad." in words


@pytest.mark.usefixtures("german")
def test_a_reason_is_english_on_disk_and_german_in_the_dock(make_run):
    run = make_run()

    on_disk = json.loads((run.job.folder / "run.json").read_text(encoding="utf-8"))
    [_, april, _] = (slot["image"]["reason"] for slot in on_disk["slots"].values())

    assert april == "No acquisition in this slot."
    assert slot_row(run.images[1]).reason == "Keine Aufnahme in diesem Zeitfenster."


def test_unloading_takes_the_language_away(german_plugin):
    assert translate("SceneSlots", "Slot") == "Zeitfenster"
    german_plugin.unload()
    assert translate("SceneSlots", "Slot") == "Slot"
