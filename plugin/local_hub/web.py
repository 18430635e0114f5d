"""HTTP for the service: loopback only, keep-alive, and faults on the wire."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
import traceback
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from .body import read_body
from .errors import REASONS, HubError
from .faults import Faults
from .service import Call, Reply, Service, error_reply
from .wire import spoil, status_reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message

HOSTS = ("127.0.0.1", "localhost")
MAX_CONNECTIONS = 256
FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n"
    b"Connection: close\r\n\r\n"
)


@dataclass(frozen=True)
class Entry:
    """A request that was answered."""

    method: str
    path: str
    status: int
    json: Any
    """The body, where it was JSON; None otherwise."""
    pu: float | None
    seconds: float
    script_seconds: float | None = None
    """What of it went by in the script of a Process request."""


class Server(ThreadingHTTPServer):
    """A socket, a service and what is said about the requests."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        port: int,
        service: Service,
        faults: Callable[[str], Faults],
        note: Callable[[Entry], None],
    ) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.service = service
        self.faults_for = faults
        self.note = note
        self.scheme = "http"
        self.ended = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()

    def process_request(
        self,
        request: Any,  # noqa: ANN401 as in the base class
        client_address: Any,  # noqa: ANN401 as in the base class
    ) -> None:
        """Give a connection a thread, as long as there are not too many."""
        with self._lock:
            is_full = len(self._open) >= MAX_CONNECTIONS
            if not is_full:
                self._open.add(request)
        if not is_full:
            super().process_request(request, client_address)
            return
        with contextlib.suppress(OSError):
            # Under TLS to say so would need a handshake, here in the only thread.
            if self.scheme == "http":
                request.sendall(FULL)
        self.shutdown_request(request)

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 as above
        """Close a connection and forget it."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def end(self) -> None:
        """Stop serving and cut what is open."""
        self.ended.set()
        stopper = threading.Thread(target=self.shutdown, daemon=True)
        stopper.start()
        while stopper.is_alive():
            # A connection wakes the loop, which else looks up twice a second.
            with contextlib.suppress(OSError):
                address = ("127.0.0.1", self.server_port)
                socket.create_connection(address, timeout=1).close()
            stopper.join(0.01)
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "LocalHub"
    server: Server
    timeout = 120
    # Head and body in one segment each, at once: Nagle would add 40 ms.
    disable_nagle_algorithm = True

    def finish(self) -> None:
        """Send what is left, to whom is still there."""
        with contextlib.suppress(OSError):
            super().finish()

    def do_GET(self) -> None:
        """Answer."""
        self._handle()

    do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 names of the base class
    do_PATCH = do_OPTIONS = do_HEAD = do_GET  # noqa: N815 names of the base class

    def log_message(self, *_: object) -> None:
        """Leave the log to `Server.note`."""

    def _handle(self) -> None:
        started = time.perf_counter()
        try:
            body = read_body(_headers(self.headers), self.rfile)
        except HubError as error:
            self.close_connection = True
            self._send(error_reply(error), Faults())
            return
        if body is None:
            self.close_connection = True
            return
        faults = self.server.faults_for(self.path)
        if faults.latency:
            self.server.ended.wait(faults.latency)
        if faults.reset:
            self._note(body, Reply(0, b""), started)
            self._reset()
            return
        reply = self._reply(body, faults)
        # Noted first: who has the answer may look at the log.
        self._note(body, reply, started)
        self._send(reply, faults)

    def _reply(self, body: bytes, faults: Faults) -> Reply:
        try:
            self._check_host()
        except HubError as error:
            return error_reply(error)
        if faults.status is not None:
            return status_reply(faults)
        return spoil(self._answered(body, faults), faults)

    def _answered(self, body: bytes, faults: Faults) -> Reply:
        call = Call(
            self.command,
            self.path.split("?")[0],
            _headers(self.headers),
            body,
            self._base(),
        )
        try:
            return self.server.service.answer(call, faults)
        except Exception:  # noqa: BLE001 thread boundary: a client gets an answer
            traceback.print_exc()
            return error_reply(HubError(500, REASONS[500], "COMMON_EXCEPTION"))

    def _check_host(self) -> None:
        host, _, port = self.headers.get("Host", "").rpartition(":")
        if host not in HOSTS or port != str(self.server.server_port):
            raise HubError(
                403,
                "You are not authorized to perform this action.",
                "COMMON_INSUFFICIENT_PERMISSIONS",
            )

    def _base(self) -> str:
        return f"{self.server.scheme}://127.0.0.1:{self.server.server_port}"

    def _send(self, reply: Reply, faults: Faults) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        with contextlib.suppress(OSError):
            self._write(b"" if self.command == "HEAD" else reply.body, faults)

    def _write(self, body: bytes, faults: Faults) -> None:
        half = len(body) // 2
        if faults.truncate:
            self.wfile.write(body[:half])
            self.close_connection = True
            return
        if faults.stall:
            self.wfile.write(body[:half])
            self.wfile.flush()
            self.server.ended.wait(faults.stall)
            body = body[half:]
        self.wfile.write(body)

    def _reset(self) -> None:
        # Closing with a linger of 0 sends RST.
        self.connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        self.connection.close()
        self.close_connection = True

    def _note(self, body: bytes, reply: Reply, started: float) -> None:
        seconds = time.perf_counter() - started
        try:
            sent = json.loads(body) if body else None
        except (ValueError, RecursionError):
            sent = None
        path = self.path.split("?")[0]
        self.server.note(
            Entry(
                self.command,
                path,
                reply.status,
                sent,
                reply.units,
                seconds,
                reply.script_seconds,
            )
        )


def _headers(message: Message) -> dict[str, str]:
    return {name.title(): str(value) for name, value in message.items()}
