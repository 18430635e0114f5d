"""A hub as an object: `with LocalHub(scenes=folder) as hub: hub.url …`."""

from __future__ import annotations

import ssl
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from .accounting import Ledger, Rate
from .auth import Tokens
from .faults import Faults
from .job import Limits
from .service import SIGN_IN_PATH, Service
from .stac import Catalog, read_catalog
from .web import Entry, Server
from .workers import Pool, shared_pool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType


class LocalHub:
    """A small Sentinel Hub on 127.0.0.1 over a static STAC catalog.

    `tls` is (certificate file, key file). `faults` may be replaced at any time.
    """

    def __init__(  # noqa: PLR0913 each is a property of the service
        self,
        scenes: Path,
        *,
        faults: Faults | None = None,
        quota: float | None = None,
        rate: Rate | None = None,
        tls: tuple[Path, Path] | None = None,
        limits: Limits | None = None,
        port: int = 0,
        pool: Pool | None = None,
        on_request: Callable[[Entry], None] | None = None,
    ) -> None:
        self.catalog: Catalog = read_catalog(scenes)
        self.ledger = Ledger(quota, rate)
        self._tokens = Tokens()
        self._entries: list[Entry] = []
        self._on_request = on_request
        self._lock = threading.Lock()
        service = Service(
            self.catalog,
            self._tokens,
            self.ledger,
            pool or shared_pool(),
            limits or Limits(),
        )
        self._faults = Faults()
        self._left: int | None = None
        self.faults = faults or Faults()
        self._server = Server(port, service, self._faults_for, self._note)
        if tls is not None:
            self._secure(*tls)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def faults(self) -> Faults:
        """What the hub does wrong now."""
        return self._faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        if faults.expired_token:
            self._tokens.expire()
        with self._lock:
            self._faults, self._left = faults, faults.times

    @property
    def url(self) -> str:
        """Base URL of the APIs."""
        return f"{self._server.scheme}://127.0.0.1:{self._server.server_port}"

    @property
    def token_url(self) -> str:
        """Where tokens are given out."""
        return self.url + SIGN_IN_PATH

    @property
    def client_id(self) -> str:
        """Client id of the only account."""
        return self._tokens.client_id

    @property
    def client_secret(self) -> str:
        """Its secret, new for each hub."""
        return self._tokens.client_secret

    @property
    def log(self) -> list[Entry]:
        """The requests so far."""
        with self._lock:
            return list(self._entries)

    def start(self) -> LocalHub:
        """Serve in a thread."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """End serving; answers on their way are cut."""
        if self._thread.is_alive():
            self._server.end()
            self._thread.join()
        else:
            self._server.server_close()

    def __enter__(self) -> LocalHub:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _secure(self, certificate: Path, key: Path) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        # The handshake belongs to the connection's thread, not to the accepting one.
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self._server.scheme = "https"

    def _faults_for(self, path: str) -> Faults:
        """Return the faults of a request; transport faults only where they apply."""
        with self._lock:
            faults = self._faults
            if faults.only not in path or self._left == 0:
                return without_transport(faults)
            if self._left is not None and faults != without_transport(faults):
                self._left -= 1
            return faults

    def _note(self, entry: Entry) -> None:
        with self._lock:
            self._entries.append(entry)
        if self._on_request is not None:
            self._on_request(entry)


def without_transport(faults: Faults) -> Faults:
    """Return the faults of content only."""
    return replace(
        faults,
        times=None,
        latency=0.0,
        status=None,
        reset=False,
        truncate=False,
        stall=0.0,
        content_type=None,
        broken_tar=False,
        broken_json=False,
        expired_token=False,
    )
