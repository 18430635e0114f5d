"""A connection is tested in words, and stored without a secret."""

from __future__ import annotations

import base64
import json
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from qgis.core import Qgis, QgsApplication, QgsAuthMethodConfig
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtWidgets import QLabel, QWidget
from scene_slots.plugin import compat
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.credentials import read_credentials
from scene_slots.plugin.options import PAGE
from scene_slots.plugin.settings import (
    Connection,
    Preferences,
    load_connection,
    load_preferences,
    save_connection,
    save_preferences,
)
from scene_slots.ui.connection_page import Verdict

LIMIT = 10_000
CLAIMS = base64.urlsafe_b64encode(b'{"sub":"someone"}').decode().rstrip("=")
TOKEN = f"head.{CLAIMS}.signature"
FINE = {
    "/token": (200, {"access_token": TOKEN, "expires_in": 3600}),
    "/api": (200, {"collections": []}),
    "/aux": (404, {}),
}


class Handler(BaseHTTPRequestHandler):
    """Answers what the test says; where it says nothing, not before it ends."""

    def do_GET(self):
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        path = "/" + self.path.split("//")[-1].partition("/")[2].split("/")[0]
        if path not in self.server.answers:
            path = "/" + self.path.split("/")[1]
        self.server.asked.append(path)
        if path not in self.server.answers:
            self.server.quiet.wait(10)
            return
        status, told = self.server.answers[path]
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if status == 407:
            self.send_header("Proxy-Authenticate", 'Basic realm="office"')
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815  http.server's

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def listening():
    """Return a service on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.quiet = Event()
    server.answers, server.asked = {}, []
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.quiet.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def service(listening):
    """Return it with answers that are fine."""
    listening.answers = dict(FINE)
    listening.asked.clear()
    return listening


@pytest.fixture
def store_config():
    """Return a function that stores an authentication configuration of any kind."""
    manager = QgsApplication.authManager()
    if manager.isDisabled() or not manager.setMasterPassword("only for tests", True):
        pytest.skip("this QGIS has no usable authentication database")
    ids = []

    def store(kind="Basic", **values):
        config = QgsAuthMethodConfig(kind)
        config.setName("Scene Slots test")
        for name, value in values.items():
            config.setConfig(name, value)
        stored, config = manager.storeAuthenticationConfig(config)
        assert stored
        ids.append(config.id())
        return config.id()

    yield store
    for name in ids:
        manager.removeAuthenticationConfig(name)


@pytest.fixture
def connection(service, store_config):
    """Return the connection to the service."""
    address = f"http://127.0.0.1:{service.server_port}"
    authcfg = store_config(username="me", password="swordfish")  # noqa: S106
    return Connection("custom", address, f"{address}/token", authcfg)


@pytest.fixture
def make_page(plugin, qgis_iface, qtbot):  # noqa: ARG001  it registers
    """Return a function that makes the page as QGIS's options do."""
    [factory] = qgis_iface.registerOptionsWidgetFactory.call_args.args
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.show()

    def make_page():
        page = factory.createWidget(holder)
        page.show()
        return page

    return make_page


@pytest.fixture
def page(make_page):
    """Return the page of a plugin that has what it needs."""
    return make_page()


@pytest.fixture
def verdict(page, qtbot):
    """Return a function that tests a connection and tells what is said of it."""

    def verdict(connection):
        page.show_values(vars(connection))
        qtbot.mouseClick(page.test_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not page._is_testing, timeout=LIMIT)
        return page.result_label.text()

    return verdict


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "is unknown"),
        (
            {"/aux": (200, {"data": {"PROCESSING_UNITS": {"PT744H": 9690}}})},
            "9\u202f690 processing units are left",
        ),
        (
            {"/aux": (200, {"data": {"PROCESSING_UNITS": {"PT744H": 0}}})},
            "no processing units are left",
        ),
        ({"/token": (401, {})}, "refused the client id and secret"),
        ({"/api": (403, {})}, "does not let the account in (HTTP 403)"),
        ({"/api": (503, {})}, "busy or out of order (HTTP 503)"),
        ({"/api": (404, b"<html>")}, "does not answer as a Sentinel Hub"),
        ({"/api": (200, b"<html>")}, "does not answer as a Sentinel Hub"),
        ({"/token": (200, b"<html>")}, "without an access token"),
    ],
)
def test_a_test_is_answered_in_words(verdict, service, connection, answers, words):
    service.answers.update(answers)
    told = verdict(connection)
    assert words in told
    assert "swordfish" not in told
    assert TOKEN not in told


def test_a_hub_that_is_away_is_told_with_the_way_to_it(verdict, connection):
    address = f"http://127.0.0.1:{free_port()}"
    away = Connection("custom", address, f"{address}/token", connection.authcfg)
    told = verdict(away)
    assert "refuses connections" in told
    assert told.endswith("It was asked without a proxy.")


@pytest.fixture
def use_proxy(settings):
    """Return a function that sets QGIS's proxy."""

    def use(port):
        for name, value in {
            "proxyEnabled": True,
            "proxyType": "HttpProxy",
            "proxyHost": "127.0.0.1",
            "proxyPort": str(port),
            "proxyUser": "clerk",
            "proxyPassword": "hidden in the proxy",
        }.items():
            settings.setValue(f"proxy/{name}", value)

    yield use
    settings.remove("proxy")


def test_the_proxy_is_named_without_its_password(
    verdict, service, connection, use_proxy
):
    port = free_port()
    use_proxy(port)
    told = verdict(connection)
    assert not service.asked
    assert f"through the proxy 127.0.0.1:{port}" in told
    use_proxy(service.server_port)
    elsewhere = Connection(
        "custom",
        "https://127.0.0.1:9",
        "http://127.0.0.1:9/token",
        connection.authcfg,
    )
    service.answers["/token"] = (407, {})
    told += verdict(elsewhere)
    assert "The proxy asks for a user name" in told
    assert f"through the proxy 127.0.0.1:{service.server_port}" in told
    assert "clerk" not in told
    assert "hidden" not in told


def test_a_test_can_be_stopped(page, service, connection, qtbot):
    del service.answers["/token"]
    page.show_values(vars(connection))
    qtbot.mouseClick(page.test_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(service.asked), timeout=LIMIT)
    assert "Asking" in page.result_label.text()
    qtbot.mouseClick(page.test_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page._is_testing, timeout=1000)
    assert page.result_label.text() == ""


def test_what_was_said_of_something_else_is_taken_back(page, verdict, connection):
    assert verdict(connection)
    page.base_url_edit.setText("https://else.example.org")
    assert not page.result_label.isVisible()


def test_a_page_that_goes_ends_its_test(page, service, connection, qtbot, plugin):
    del service.answers["/token"]
    page.show_values(vars(connection))
    qtbot.mouseClick(page.test_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(service.asked), timeout=LIMIT)
    page.deleteLater()
    QgsApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not plugin._options._tasks, timeout=LIMIT)


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        (None, {}, "Choose an authentication configuration first"),
        ("Basic", {"username": "me"}, "no client id or no secret"),
        ("Basic", {"username": " ", "password": " "}, "no client id or no secret"),
        ("EsriToken", {"token": "swordfish"}, "of the kind “Basic"),
    ],
)
def test_an_account_that_is_none_is_said_at_once(
    verdict, service, store_config, kind, values, words
):
    authcfg = store_config(kind, **values) if kind else ""
    told = verdict(Connection("cdse", authcfg=authcfg))
    assert words in told
    assert "swordfish" not in told
    assert not service.asked


@pytest.mark.usefixtures("store_config")
def test_a_configuration_that_went_is_said():
    with pytest.raises(InputError, match="does not exist any more"):
        read_credentials(QgsApplication.authManager(), "gone123")


def test_the_master_password_is_missed_in_one_sentence(store_config):
    manager = QgsApplication.authManager()
    authcfg = store_config(username="me", password="swordfish")  # noqa: S106
    manager.clearMasterPassword()
    try:
        with pytest.raises(InputError, match="master password"):
            read_credentials(manager, authcfg)
    finally:
        manager.setMasterPassword("only for tests", True)


def test_accepted_options_are_stored_and_shown_in_the_dock(
    page, plugin, settings, connection
):
    plugin.run_action.trigger()
    save_preferences(settings, Preferences(product="ndvi", hub="local"))
    page.show_values(vars(connection))
    assert load_connection(settings).hub == "local"
    page.apply()
    assert load_connection(settings) == connection
    assert load_preferences(settings).product == "ndvi"
    form = plugin.controller.series.form()
    assert (form.hub, form.authcfg) == ("custom", connection.authcfg)


def test_an_address_that_cannot_be_used_is_not_stored(page, settings, bar):
    page.show_values(
        vars(
            Connection(
                "custom", "https://me:swordfish@hub.org", "https://hub.org/token"
            )
        )
    )
    page.apply()
    [told] = bar.get_messages(Qgis.MessageLevel.Warning)
    assert "was not stored" in told
    assert "swordfish" not in told
    assert load_connection(settings) == Connection("local")


def test_addresses_with_a_secret_never_reach_the_settings(settings):
    for address in ("https://me:swordfish@hub.org", "https://hub.org/?key=swordfish"):
        save_connection(settings, Connection("cdse", address, address, "abc1234"))
        assert load_connection(settings) == Connection("cdse", authcfg="abc1234")


def test_the_series_page_opens_the_options_at_the_page(plugin, qgis_iface, settings):
    plugin.run_action.trigger()
    series = plugin.controller.series
    series.hub_combo.setCurrentIndex(series.hub_combo.findData("sh-eu"))
    series.connection_button.click()
    qgis_iface.showOptionsDialog.assert_called_with(qgis_iface.mainWindow(), PAGE)
    assert load_connection(settings).hub == "sh-eu"


@pytest.mark.parametrize(
    ("hub", "shown"),
    [
        ("local", []),
        ("cdse", ["account_select", "test_button"]),
        (
            "custom",
            ["base_url_edit", "token_url_edit", "account_select", "test_button"],
        ),
    ],
)
def test_only_the_fields_of_the_hub_are_shown(page, hub, shown):
    page.show_values(vars(Connection(hub)))
    names = ("base_url_edit", "token_url_edit", "account_select", "test_button")
    assert [name for name in names if getattr(page, name).isVisible()] == shown


def test_the_page_can_be_used_by_keyboard_and_read_aloud(page):
    page.show_values(vars(Connection("custom")))
    keys = [
        label.text().partition("&")[2][0].lower()
        for label in [*page.findChildren(QLabel), page.test_button]
        if "&" in label.text()
    ]
    assert len(keys) == len(set(keys)) == 5
    for label in page.findChildren(QLabel):
        if label.buddy():
            assert label.buddy().toolTip()
            assert label.buddy().accessibleName()
    page.set_result("Said.", Verdict.BAD)
    assert page.result_label.isVisible()


def test_what_is_registered_is_taken_back(plugin, qgis_iface):
    [factory] = qgis_iface.registerOptionsWidgetFactory.call_args.args
    plugin.unload()
    qgis_iface.unregisterOptionsWidgetFactory.assert_called_with(factory)


def test_without_its_packages_the_page_says_so(make_page, monkeypatch):
    find = compat.find_spec
    monkeypatch.setattr(
        compat, "find_spec", lambda name: None if name == "sentinelhub" else find(name)
    )
    page = make_page()
    page.apply()
    [label] = page.findChildren(QLabel)
    assert "sentinelhub==" in label.text()


def free_port():
    """Return a port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
