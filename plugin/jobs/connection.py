"""The work that tests a connection, and the proxy that it went through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyQuery

from ..hub.probe import Finding, probe
from ..hub.service import Service
from .certificates import GuardedTransport
from .pool import WorkerPool
from .waiting import wait_for

if TYPE_CHECKING:
    from ..core.job import Hub
    from ..hub.session import Credentials
    from ..hub.transport import Stop
    from .task import Work


@dataclass(frozen=True)
class Tested:
    """How a test went."""

    finding: Finding
    proxy: str
    """``host:port``, empty where none was used."""


def connection_work(hub: Hub, credentials: Credentials) -> Work:
    """Return the work that tests an account; it returns `Tested`.

    Call it in the main thread.
    """
    service = Service(hub, credentials, GuardedTransport())

    def work(*, stop: Stop, **_: object) -> Tested:
        # On a thread of its own: QGIS reads its proxy once for each thread, and those
        # of the task manager may know the one of before.
        with WorkerPool(width=1) as pool:
            return wait_for(pool.submit(lambda: _test(service, stop)), stop)

    return work


def _test(service: Service, stop: Stop) -> Tested:
    finding = probe(service, stop)
    return Tested(finding, proxy_for(finding.url))


def proxy_for(url: str) -> str:
    """Return the proxy of this thread's requests to an address, without its account.

    Empty where there is none. The system may take its time to tell, so ask in a
    worker.
    """
    factory = QgsNetworkAccessManager.instance().proxyFactory()
    found = factory.queryProxy(QNetworkProxyQuery(QUrl(url))) if factory else []
    for proxy in found:
        if proxy.type() == QNetworkProxy.ProxyType.DefaultProxy:
            proxy = QNetworkProxy.applicationProxy()  # noqa: PLW2901  what it stands for
        if proxy.type() != QNetworkProxy.ProxyType.NoProxy and proxy.hostName():
            # Some type an account before the name.
            host = str(proxy.hostName()).rpartition("@")[2]
            return f"{host}:{proxy.port()}"
    return ""
