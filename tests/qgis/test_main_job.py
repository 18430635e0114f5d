"""The main job through the real plugin: page, local hub, task, layers, messages."""

from __future__ import annotations

import json
import re
import shutil
import ssl
import subprocess
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsProject,
    QgsRectangle,
    QgsSettings,
)
from qgis.PyQt.QtCore import Qt
from scene_slots.plugin import controller as controller_module
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.credentials import store_credentials
from scene_slots.plugin.hub.qgis_transport import QgisTransport
from scene_slots.plugin.hub.service import Service
from scene_slots.plugin.hub.session import Credentials
from scene_slots.plugin.jobs.local_hub import LocalHubProcess

PLUGIN_FOLDER = Path(controller_module.__file__).parent
LIMIT = 20_000


def image_layers(project):
    layers = [node.layer() for node in project.layerTreeRoot().findLayers()]
    return [layer for layer in layers if layer.customProperty("scene_slots/slot")]


@pytest.fixture
def hub(scenes_folder, qtbot):
    """Return a local hub of the test's own, as a custom hub would be."""
    process = LocalHubProcess(scenes_folder)
    with qtbot.waitSignal(process.ready, timeout=LIMIT):
        process.start(PLUGIN_FOLDER)
    yield process.answer.result()
    process.stop()


@pytest.fixture
def store_account():
    """Return a function that stores a client id and secret in QGIS."""
    manager = QgsApplication.authManager()
    if manager.isDisabled() or not manager.setMasterPassword("only for tests", True):
        pytest.skip("this QGIS has no usable authentication database")
    ids = []

    def store_account(credentials):
        ids.append(store_credentials(manager, "Scene Slots test", credentials))
        return ids[-1]

    yield store_account
    for name in ids:
        manager.removeAuthenticationConfig(name)


@pytest.fixture
def custom_form(form, hub, store_account):
    """Return the form that asks the same of a hub with an account."""
    return replace(
        form,
        hub="custom",
        base_url=hub.hub.base_url,
        token_url=hub.hub.token_url,
        authcfg=store_account(hub.credentials),
    )


def test_a_run_delivers_files_layers_tables_and_words(
    plugin, project, form, finish, spoken
):
    outcome, run = finish(plugin.controller.run(form))
    assert outcome == "succeeded", run
    assert [image.state.value for image in run.images] == [
        "complete",
        "empty",
        "complete",
    ]
    layers = image_layers(project)
    assert [layer.name() for layer in layers] == ["2018-05", "2018-03"]
    assert all(layer.isValid() for layer in project.mapLayers().values())
    [scene] = json.loads(layers[1].customProperty("scene_slots/scenes"))
    assert scene["date"] == "2018-03-14T09:50:31Z"
    assert scene["cloud_coverage"] == 5.0
    [told] = spoken()
    assert told == (
        "2 images; 1 slot empty: No acquisition in this slot. 0.02 units charged for"
        " the images, about 0.04 for the search."
    )
    assert sorted(path.name for path in run.folder.iterdir()) == [
        "collection.json",
        "images",
        "metadata.json",
        "run.json",
        "scene_slots.gpkg",
    ]


def test_the_page_runs_what_it_shows(plugin, project, form, qtbot, spoken):
    plugin.run_action.trigger()
    page = plugin.controller.series
    assert page.isVisible()
    page.set_form(form)
    qtbot.mouseClick(page.run_button, Qt.MouseButton.LeftButton)
    done = "2 images; 1 slot empty: No acquisition in this slot."
    qtbot.waitUntil(
        lambda: [text.startswith(done) for text in spoken()] == [True], timeout=LIMIT
    )
    assert len(image_layers(project)) == 2


def test_images_are_placed_right_whatever_the_map_shows(
    plugin, canvas, form, finish, make_catalog, synthetic_scene
):
    """A 3 by 3 pixel mark at a known place is found there, to half a pixel."""
    values = np.full((4, 120, 120), 500, dtype=np.uint16)
    values[:, 59:62, 69:72] = 9000
    scene = synthetic_scene(
        "S2A_MSIL2A_20180304T095031_N0500_R079_T33TWM_20180304T120000",
        "2018-03-04T09:50:31Z",
        1.0,
        values,
        x_min=500000.0,
        y_max=5100000.0,
        epsg=32633,
    )
    asked = replace(
        form,
        scenes_folder=str(make_catalog([scene], name="placed")),
        last_day=form.first_day.replace(day=31),
        product="raw",
    )
    found = {}
    for authid in ("EPSG:4326", "EPSG:3857", "EPSG:32633", "EPSG:3794"):
        crs = QgsCoordinateReferenceSystem(authid)
        place = _extent_in(crs, QgsRectangle(500300, 5099100, 500900, 5099700))
        canvas.setDestinationCrs(crs)
        canvas.setExtent(place)
        outcome, run = finish(plugin.controller.run(asked))
        assert outcome == "succeeded", run
        found[authid] = _find_mark(run.folder / run.images[0].path)
    for place in found.values():
        assert place == pytest.approx((500705.0, 5099395.0), abs=5.0)


@pytest.mark.long
def test_an_account_at_another_hub_goes_the_same_way(
    plugin, project, custom_form, finish
):
    outcome, run = finish(plugin.controller.run(custom_form))
    assert outcome == "succeeded", run
    assert len(image_layers(project)) == 2


@pytest.fixture
def said(spoken, capfd, caplog):
    """Return a function that tells all that was said: messages, logs, output."""
    lines = []
    log = QgsApplication.messageLog()
    log.messageReceived[str, str, Qgis.MessageLevel].connect(
        lambda text, tag, _: lines.append(f"{tag}: {text}")
    )

    def said():
        output = capfd.readouterr()
        return "\n".join([*lines, *spoken(), caplog.text, output.out, output.err])

    yield said
    log.messageReceived[str, str, Qgis.MessageLevel].disconnect()


def test_the_secret_stays_in_the_authentication_database(
    plugin, project, custom_form, hub, store_account, finish, said, tmp_path
):
    """Nor does a token go anywhere, whether a run succeeds or fails."""
    wrong = store_account(Credentials(hub.credentials.client_id, "not-the-secret"))
    base = hub.hub.base_url
    told, outcomes = [], []
    for form in (
        custom_form,
        replace(custom_form, base_url=f"{base}/nowhere"),
        replace(custom_form, authcfg=wrong, folder=str(tmp_path / "refused")),
    ):
        plugin.controller.series.set_form(form)
        plugin.controller.series.run_requested.emit()
        outcomes.append(finish(plugin.controller.runs.live[-1].task))
        told.append(said())
    assert [outcome for outcome, _ in outcomes] == ["succeeded", "failed", "failed"]
    assert "HTTP 404" in told[1]
    assert "refused" in told[2]
    project.write(str(tmp_path / "project.qgs"))
    settings = QgsSettings()
    settings.sync()
    places = (tmp_path, Path(settings.fileName()).parent)
    files = {
        path
        for place in places
        for path in place.rglob("*")
        if path.is_file() and path.suffix != ".db"
    }
    assert {"project.qgs", "run.json", "scene_slots.gpkg"} < {one.name for one in files}
    secrets = re.compile(
        rb"%s|not-the-secret|eyJ[\w-]+\.eyJ[\w-]+" % hub.credentials.secret.encode()
    )
    token = Service(hub.hub, hub.credentials, QgisTransport()).token(lambda: False)
    assert secrets.fullmatch(token.rpartition(".")[0].encode())
    assert not [path for path in files if secrets.search(path.read_bytes())]
    assert not secrets.search("\n".join([*told, repr(outcomes)]).encode())


def test_a_wrong_secret_is_said_in_one_sentence(
    plugin, project, custom_form, hub, store_account, finish, spoken
):
    wrong = store_account(Credentials(hub.credentials.client_id, "wrong"))
    outcome, sentence = finish(
        plugin.controller.run(replace(custom_form, authcfg=wrong))
    )
    assert outcome == "failed"
    assert "refused the client id and secret" in sentence
    assert spoken() == [sentence]
    assert not project.mapLayers()
    assert not list(Path(custom_form.folder).rglob("*.tif"))


def test_an_unreachable_hub_is_said_in_one_sentence(
    plugin, project, custom_form, finish, spoken
):
    away = replace(
        custom_form,
        base_url="http://127.0.0.1:9",
        token_url="http://127.0.0.1:9/token",  # noqa: S106  an address
    )
    outcome, sentence = finish(plugin.controller.run(away))
    assert outcome == "failed"
    assert spoken() == [sentence]
    assert not project.mapLayers()


def test_a_self_signed_hub_ends_with_a_sentence_and_no_hang(
    plugin, custom_form, finish, spoken, https_address
):
    odd = replace(
        custom_form, base_url=https_address, token_url=f"{https_address}/token"
    )
    outcome, sentence = finish(plugin.controller.run(odd))
    assert outcome == "failed"
    assert "certificate of 127.0.0.1" in sentence
    assert spoken() == [sentence]


def test_a_run_can_be_cancelled(plugin, form, finish, spoken):
    task = plugin.controller.run(form)
    assert finish(task, task.cancel) == ("stopped", None)
    assert spoken() == ["Stopped. No slot was fetched."]


def test_a_run_can_be_cancelled_between_two_images(plugin, form, finish, project):
    """What came stays, on disk and on the map."""
    days = replace(form, rhythm="P3D")
    task = plugin.controller.run(days)
    task.image_ready.connect(lambda image: image.path and task.cancel())
    outcome, run = finish(task)
    slots = {layer.name() for layer in image_layers(project)}
    files = {path.name for path in Path(form.folder).rglob("images/*.tif")}
    assert outcome in ("stopped", "succeeded"), run
    assert slots
    assert {f"{slot}.tif" for slot in slots} <= files


@pytest.mark.usefixtures("own_hubs")
def test_unloading_during_a_run_leaves_nothing(plugin, form, qtbot):
    task = plugin.controller.run(form)
    plugin.controller.run(form)
    started, enabled = [], []
    plugin.controller.runs.live[1].started.connect(lambda: started.append(1))
    dock = plugin.controller.pages.dock
    task.ended.connect(lambda: enabled.append(dock.isEnabled()))
    with qtbot.waitSignal(task.image_ready, timeout=LIMIT):
        pass
    hubs = list(plugin.controller._hubs._hubs.values())
    plugin.unload()
    assert started == []
    assert enabled == [False]
    assert not any(hub.is_alive for hub in hubs)
    ours = [
        one
        for one in QgsApplication.taskManager().tasks()
        if "Scene Slots" in one.description()
    ]
    assert ours == []


def test_a_project_that_was_replaced_gets_no_layers(plugin, form, project, finish):
    task = plugin.controller.run(form)
    project.clear()
    outcome, run = finish(task)
    assert outcome == "succeeded"
    assert not project.mapLayers()
    assert all(
        (run.folder / image.path).is_file() for image in run.images if image.path
    )


def test_two_runs_make_two_folders_and_two_groups(plugin, form, project, finish, qtbot):
    first = plugin.controller.run(form)
    second = plugin.controller.run(form)
    outcomes = []
    first.succeeded.connect(outcomes.append)
    assert finish(second)[0] == "succeeded"
    qtbot.waitUntil(lambda: len(outcomes) == 1, timeout=LIMIT)
    names = sorted(
        Path(node.customProperty("scene_slots/run")).name
        for node in project.layerTreeRoot().children()
    )
    assert len(names) == 2
    assert names[1] == f"{names[0]}_2"


@pytest.mark.usefixtures("own_hubs")
@pytest.mark.long
def test_a_run_finds_the_local_hub_when_its_turn_has_come(
    plugin, form, custom_form, finish, qtbot, tmp_path
):
    """The process that was there when it was ordered has died meanwhile."""
    process = plugin.controller._hubs.get(form.scenes_folder)
    qtbot.waitUntil(process.answer.done, timeout=LIMIT)
    plugin.controller.run(custom_form)
    task = plugin.controller.run(replace(form, folder=str(tmp_path / "later")))
    process.stop()
    outcome, run = finish(task)
    assert outcome == "succeeded", run


def test_a_broken_catalog_is_said_before_anything_starts(plugin, form, tmp_path):
    with pytest.raises(InputError, match=r"no STAC catalog"):
        plugin.controller.run(replace(form, scenes_folder=str(tmp_path)))


def _find_mark(path):
    """Return the centre of the pixels of 9000, from an image in UTM zone 33 N."""
    dataset = gdal.Open(str(path))
    assert "33N" in dataset.GetProjection()
    x_min, size, _, y_max, _, _ = dataset.GetGeoTransform()
    rows, columns = np.nonzero(dataset.GetRasterBand(1).ReadAsArray() == 9000)
    return (
        x_min + (columns.mean() + 0.5) * size,
        y_max - (rows.mean() + 0.5) * size,
    )


def _extent_in(crs, box):
    utm = QgsCoordinateReferenceSystem("EPSG:32633")
    transform = QgsCoordinateTransform(utm, crs, QgsProject.instance())
    return transform.transformBoundingBox(box)


@pytest.fixture
def https_address(tmp_path):
    """Return the address of a server whose certificate nobody signed."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(  # noqa: S603  a fixed command
        [
            *(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=127.0.0.1", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.handle_error = lambda *_: None
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
