"""Requests through QGIS's network stack: its proxy, certificates and time-outs apply.

Each send spins an event loop of its own in the calling thread, which must be the
main thread, a QThread or a thread of a QThreadPool. The main thread must run its
events meanwhile: QGIS asks there about certificates and proxies.
"""

from __future__ import annotations

from typing import BinaryIO

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QEventLoop, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..core.errors import ServiceError, Stopped
from ..core.sentences import say
from .transport import TIMED_OUT, HttpRequest, HttpResponse, Stop

# A wish to stop is seen within this time, well below a quarter of a second.
_POLL_MS = 50
_BUFFER_BYTES, _CHUNK_BYTES = 256 * 1024, 64 * 1024
_OK = 200
_BROKEN_OFF = (
    QNetworkReply.NetworkError.RemoteHostClosedError,
    QNetworkReply.NetworkError.TimeoutError,
    QNetworkReply.NetworkError.OperationCanceledError,
    QNetworkReply.NetworkError.SslHandshakeFailedError,
    QNetworkReply.NetworkError.TemporaryNetworkFailureError,
    QNetworkReply.NetworkError.NetworkSessionFailedError,
    QNetworkReply.NetworkError.UnknownNetworkError,
    QNetworkReply.NetworkError.ProxyConnectionClosedError,
    QNetworkReply.NetworkError.ProxyTimeoutError,
)
"""Errors after which an answer, even one with a status, is not whole."""
_TOO_LATE = (
    QNetworkReply.NetworkError.TimeoutError,
    QNetworkReply.NetworkError.OperationCanceledError,
)
"""What Qt and QGIS call it when their time-outs end a reply."""


class QgisTransport:
    """Transport over QgsNetworkAccessManager."""

    def send(
        self, request: HttpRequest, stop: Stop, sink: BinaryIO | None = None
    ) -> HttpResponse:
        """Return the answer; see ``Transport.send``."""
        if stop():
            raise Stopped
        manager, asked = QgsNetworkAccessManager.instance(), _network_request(request)
        reply = (
            manager.get(asked)
            if request.body is None
            else manager.post(asked, request.body)
        )
        if sink is not None:
            # Where the disk is slower than the network, the network waits.
            reply.setReadBufferSize(_BUFFER_BYTES)
        transfer = _Transfer(reply, stop, sink)
        try:
            transfer.run()
            return transfer.response(request.url)
        finally:
            reply.deleteLater()

    def wait(self, seconds: float, stop: Stop) -> None:
        """Return after some seconds, with events running; see ``Transport.wait``."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        poll = QTimer()
        poll.timeout.connect(lambda: loop.quit() if stop() else None)
        poll.start(_POLL_MS)
        loop.exec()
        poll.stop()
        if stop():
            raise Stopped


class _Transfer:
    """One reply, read as it comes and ended when asked to stop."""

    def __init__(self, reply: QNetworkReply, stop: Stop, sink: BinaryIO | None) -> None:
        self._reply = reply
        self._stop = stop
        self._sink = sink
        self._body = bytearray()
        self._received = 0
        self._stopped = False
        self._write_error: OSError | None = None

    def run(self) -> None:
        loop = QEventLoop()
        poll = QTimer()
        poll.timeout.connect(self._check)
        self._reply.readyRead.connect(self._read)
        self._reply.finished.connect(loop.quit)
        poll.start(_POLL_MS)
        if not self._reply.isFinished():
            loop.exec()
        poll.stop()
        self._read()

    def response(self, url: str) -> HttpResponse:
        if self._stopped:
            raise Stopped
        if self._write_error is not None:
            raise self._write_error
        status = self._reply.attribute(
            QNetworkRequest.Attribute.HttpStatusCodeAttribute
        )
        if status is None or self._reply.error() in _BROKEN_OFF:
            is_late = self._reply.error() in _TOO_LATE
            code = TIMED_OUT if is_late else None
            raise ServiceError(_no_answer(self._reply, url), code=code)
        headers = {
            bytes(name).decode("latin-1").lower(): bytes(value).decode("latin-1")
            for name, value in self._reply.rawHeaderPairs()
        }
        self._check_length(headers, url)
        return HttpResponse(int(status), headers, bytes(self._body))

    def _check(self) -> None:
        if self._stop() and not self._stopped:
            self._stopped = True
            self._reply.abort()

    def _read(self) -> None:
        # A reply that was given up is closed.
        while self._reply.isOpen():
            chunk = self._reply.read(_CHUNK_BYTES)
            if not chunk:
                return
            self._take(chunk)

    def _take(self, chunk: bytes) -> None:
        self._received += len(chunk)
        if self._sink is None or self._status() != _OK:
            self._body += chunk
            return
        try:
            self._sink.write(chunk)
        except OSError as error:  # disk full: raised once the event loop has ended
            self._write_error = error
            self._reply.abort()

    def _status(self) -> int | None:
        status = self._reply.attribute(
            QNetworkRequest.Attribute.HttpStatusCodeAttribute
        )
        return None if status is None else int(status)

    def _check_length(self, headers: dict[str, str], url: str) -> None:
        announced = headers.get("content-length", "")
        if "content-encoding" in headers or not announced.isdigit():
            return
        if int(announced) != self._received:
            message = say(f"The answer of {_host(url)} ended early: try again.")
            raise ServiceError(message)


def _network_request(request: HttpRequest) -> QNetworkRequest:
    network_request = QNetworkRequest(QUrl(request.url))
    for name, value in request.headers.items():
        network_request.setRawHeader(name.encode("ascii"), value.encode("utf-8"))
    network_request.setAttribute(
        QNetworkRequest.Attribute.CacheLoadControlAttribute,
        QNetworkRequest.CacheLoadControl.AlwaysNetwork,
    )
    network_request.setAttribute(
        QNetworkRequest.Attribute.CacheSaveControlAttribute, False
    )
    # Qt 6 would follow, as a GET and with our token, to any other host.
    network_request.setAttribute(
        QNetworkRequest.Attribute.RedirectPolicyAttribute,
        QNetworkRequest.RedirectPolicy.ManualRedirectPolicy,
    )
    return network_request


def _no_answer(reply: QNetworkReply, url: str) -> str:
    error = reply.error()
    errors = QNetworkReply.NetworkError
    host = _host(url)
    if error == errors.HostNotFoundError:
        return say(f"The host {host} is not known: check the address and your network.")
    if error == errors.ConnectionRefusedError:
        return say(
            f"{host} refuses connections: check the address, or try again later."
        )
    if error == errors.SslHandshakeFailedError:
        return say(
            f"The certificate of {host} is not trusted: see QGIS Options,"
            " Authentication, Manage Certificates."
        )
    if error in _TOO_LATE:
        return say(
            f"{host} did not answer in time: try again, or raise the time-out in QGIS"
            " Options, Network."
        )
    return say(f"{host} could not be reached: {reply.errorString()}.")


def _host(url: str) -> str:
    parts = QUrl(url)
    port = f":{parts.port()}" if parts.port() != -1 else ""
    return f"{parts.host()}{port}"
