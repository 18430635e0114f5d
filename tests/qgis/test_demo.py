"""`./dev demo` in a real QGIS desktop, from its options to its picture."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    not (which("qgis") and which("Xvfb")), reason="needs the desktop and Xvfb"
)


@pytest.fixture
def demo(tmp_path):
    """Return a function that runs the demo and returns status, output, errors."""
    link = tmp_path / "link" / "scene_slots"
    link.parent.mkdir()
    link.symlink_to(ROOT, target_is_directory=True)

    def run(*arguments):
        done = subprocess.run(  # noqa: S603  our own command
            [sys.executable, "-m", "scene_slots.tools.demo", *arguments],
            env={**os.environ, "PYTHONPATH": str(link.parent)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=150,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    return run


def test_the_demo_tells_each_slot_and_leaves_its_files(demo, tmp_path):
    out = tmp_path / "an out folder"
    status, told, complaint = demo(
        *("--from", "2018-11-01", "--to", "2018-12-31", "--out", str(out))
    )
    assert (status, complaint) == (0, "")
    lines = {line.split()[0]: line for line in told.splitlines() if line[:4] == "2018"}
    assert lines["2018-11"].split()[1:3] == ["complete", "2018-11-13"]
    assert lines["2018-11"].endswith("nrt-romania-20181113  derived")
    assert lines["2018-12"].split()[1] == "empty"
    (document,) = out.glob("*/run.json")
    assert json.loads(document.read_text(encoding="utf-8"))
    names = {path.name for path in document.parent.iterdir()}
    assert names > {"contact_sheet.pdf", "contact_sheet.png", "animation.gif"}
    assert (document.parent / "collection.json").is_file()
    assert (document.parent / "images" / "2018-11.json").is_file()
    project = QgsProject()
    assert project.read(str(out / "project.qgz"))
    layers = project.mapLayers().values()
    assert {layer.name() for layer in layers} >= {"2018-11", "Images", "Scenes"}
    assert all(layer.isValid() for layer in layers)
    picture = QImage(str(out / "map.png"))
    assert picture.width() > 1000


def test_a_folder_that_holds_something_else_is_left_alone(demo, tmp_path):
    out = tmp_path / "mine"
    out.mkdir()
    (out / "thesis.txt").write_text("all of it")
    status, told, complaint = demo("--out", str(out))
    assert (status, told) == (2, "")
    assert "holds no demo" in complaint
    assert [path.name for path in out.iterdir()] == ["thesis.txt"]


@pytest.mark.long
def test_an_area_that_is_too_large_is_one_sentence(demo, tmp_path):
    status, _, complaint = demo(
        *("--bbox", "10,40,30,50", "--out", str(tmp_path / "out"), "--no-screenshot")
    )
    assert status == 2
    assert complaint.count("\n") == 1
    assert "choose a smaller one" in complaint
