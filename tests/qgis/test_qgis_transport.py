"""Requests over QGIS's network: what is answered, refused, redirected or stopped."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import monotonic

import pytest
from scene_slots.plugin.core.errors import ServiceError, Stopped
from scene_slots.plugin.hub.qgis_transport import QgisTransport
from scene_slots.plugin.hub.transport import HttpRequest


class Handler(BaseHTTPRequestHandler):
    """Redirects from /moved, is silent at /slow, and ends /short early."""

    def do_POST(self):
        self.server.asked.append(self.path)
        self.server.methods.append(self.command)
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        if self.path == "/slow":
            self.server.quiet.wait(10)
        elif self.path == "/moved":
            self.answer(302, b"", Location="/elsewhere")
        else:
            self.answer(200, b"fine", length=400 if self.path == "/short" else 4)

    def do_GET(self):
        self.do_POST()

    def answer(self, status, body, length=0, **headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(length), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def service():
    """A service on this machine that remembers what it was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.methods, server.quiet = [], [], Event()
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.quiet.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_request_without_a_body_is_a_get(service):
    url = f"http://127.0.0.1:{service.server_port}/left"
    answer = QgisTransport().send(HttpRequest(url, None, {}), lambda: False)
    assert (answer.status, answer.body) == (200, b"fine")
    assert service.methods == ["GET"]


def request_of(service, path):
    url = f"http://127.0.0.1:{service.server_port}{path}"
    return HttpRequest(url, b"{}", {"Authorization": "Bearer made-up"})


@pytest.mark.usefixtures("qgis_app")
def test_an_answer_arrives(service):
    answer = QgisTransport().send(request_of(service, "/"), lambda: False)
    assert (answer.status, answer.body) == (200, b"fine")


@pytest.mark.usefixtures("qgis_app")
def test_a_redirect_is_told_and_not_followed(service):
    answer = QgisTransport().send(request_of(service, "/moved"), lambda: False)
    assert answer.status == 302
    assert service.asked == ["/moved"]


@pytest.mark.usefixtures("qgis_app")
def test_an_answer_that_ends_early_is_none(service):
    with pytest.raises(ServiceError):
        QgisTransport().send(request_of(service, "/short"), lambda: False)


@pytest.mark.usefixtures("qgis_app")
def test_a_wish_to_stop_ends_a_silent_transfer(service):
    begun = monotonic()
    with pytest.raises(Stopped):
        QgisTransport().send(request_of(service, "/slow"), lambda: bool(service.asked))
    assert monotonic() - begun < 5


@pytest.mark.usefixtures("qgis_app")
def test_a_wish_to_stop_ends_a_wait():
    with pytest.raises(Stopped):
        QgisTransport().wait(60, lambda: True)
