"""The API: one request in, one reply out; no sockets here."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, replace
from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING, Any

from .accounting import Ledger, RateLimitError
from .aggregation import statistics
from .catalog import interval, place_of, search
from .errors import HubError, bad_payload
from .jobs import process_job
from .landing import landing
from .offer import offered
from .pricing import catalog_units
from .request import parse_process

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .auth import Tokens
    from .faults import Faults
    from .job import Limits
    from .stac import Catalog
    from .workers import Pool

SIGN_IN_PATH = "/auth/realms/main/protocol/openid-connect/token"
CATALOG_PATH = "/api/v1/catalog/1.0.0"
PUBLIC = (CATALOG_PATH, f"{CATALOG_PATH}/conformance")
"""The stock client asks these without a token."""
PROCESS_PATH = "/api/v1/process"
LEFT_PATH = "/aux/ratelimit/statistics/tokenCounts/"
"""What is left of an account: an address of the rate limiter itself."""
STATISTICS_PATH = "/api/v1/statistics"
UNITS_HEADER = "x-processingunits-spent"
DAYS_A_MONTH = 30.4375
KM_A_DEGREE = 111.32


@dataclass(frozen=True)
class Call:
    """A request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    base: str
    """Scheme, host and port of the hub."""


@dataclass(frozen=True)
class Reply:
    """What goes out."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    units: float | None = None
    script_seconds: float | None = None
    """Time in the script of a Process request."""


class Service:
    """The API over one catalog and one account."""

    def __init__(
        self,
        catalog: Catalog,
        tokens: Tokens,
        ledger: Ledger,
        pool: Pool,
        limits: Limits,
    ) -> None:
        self._catalog, self._tokens, self._ledger = catalog, tokens, ledger
        self._pool, self._limits = pool, limits
        self._collections = {scene.collection for scene in catalog.scenes}
        self._posts: dict[str, Callable[[Call, Faults], Reply]] = {
            PROCESS_PATH: self._process,
            STATISTICS_PATH: self._statistics,
            f"{CATALOG_PATH}/search": self._search,
        }

    def answer(self, call: Call, faults: Faults) -> Reply:
        """Return the reply to any request."""
        try:
            if call.path == SIGN_IN_PATH:
                return self._token(call)
            if call.path.rstrip("/") not in PUBLIC:
                self._tokens.check(call.headers.get("Authorization"))
            if not call.path.startswith(LEFT_PATH):
                self._ledger.admit()
            reply = self._routed(call, faults)
        except RateLimitError as error:
            return error_reply(error, {"Retry-After": str(error.retry_after_ms)})
        except HubError as error:
            return error_reply(error)
        except RecursionError:
            return error_reply(bad_payload("The request is nested too deeply."))
        if reply.units is None:
            return reply
        self._ledger.charge(reply.units)
        return replace(reply, headers={UNITS_HEADER: repr(reply.units)})

    def _routed(self, call: Call, faults: Faults) -> Reply:
        post = self._posts.get(call.path.rstrip("/"))
        if post is not None:
            if call.method != "POST":
                raise HubError(
                    405, "HTTP 405 Method Not Allowed", "COMMON_METHOD_NOT_ALLOWED"
                )
            return post(call, faults)
        if call.path.startswith(LEFT_PATH) and call.method == "GET":
            return Reply(200, json.dumps({"data": self._ledger.left()}).encode())
        if call.path.startswith(CATALOG_PATH) and call.method == "GET":
            base = call.base + CATALOG_PATH
            found = landing(call.path[len(CATALOG_PATH) :], self._catalog, faults, base)
            if found is not None:
                return Reply(200, json.dumps(found).encode())
        raise HubError(404, "HTTP 404 Not Found", "COMMON_NOT_FOUND")

    def _token(self, call: Call) -> Reply:
        if call.method != "POST":
            raise HubError(
                405, "HTTP 405 Method Not Allowed", "COMMON_METHOD_NOT_ALLOWED"
            )
        status, body = self._tokens.grant(
            call.body.decode("utf-8", "replace"), call.headers.get("Authorization")
        )
        return Reply(status, json.dumps(body).encode())

    def _search(self, call: Call, faults: Faults) -> Reply:
        body = json_body(call)
        scenes = offered(self._catalog.scenes, faults)
        found = search(body, scenes, faults, call.base + CATALOG_PATH)
        units = _search_units(body)
        return Reply(
            200, json.dumps(found).encode(), "application/geo+json", units=units
        )

    def _process(self, call: Call, faults: Faults) -> Reply:
        request = parse_process(
            json_body(call), call.headers.get("Accept", ""), self._collections
        )
        scenes = offered(self._catalog.scenes, faults)
        result = self._pool.run(process_job(request, scenes, faults, self._limits))
        return Reply(
            200,
            result.body,
            result.content_type,
            units=result.units,
            script_seconds=result.script_seconds,
        )

    def _statistics(self, call: Call, faults: Faults) -> Reply:
        scenes = offered(self._catalog.scenes, faults)
        found, units = statistics(
            json_body(call),
            scenes,
            self._collections,
            faults,
            self._limits,
            self._pool.run,
        )
        return Reply(200, json.dumps(found).encode(), units=units)


def error_reply(error: HubError, headers: dict[str, str] | None = None) -> Reply:
    """Return an error as a reply."""
    return Reply(error.status, error.encoded(), headers=headers or {})


def json_body(call: Call) -> dict[str, Any]:
    """Return the JSON object of a body, also of a multipart one.

    Raises:
        HubError: it is empty or something else.
    """
    if not call.body:
        raise bad_payload("Request body should be non-empty.")
    content_type = call.headers.get("Content-Type", "")
    try:
        if content_type.startswith("multipart/form-data"):
            return _multipart(call.body, content_type)
        data = json.loads(call.body, parse_constant=_refuse_constant)
    except (ValueError, LookupError):
        raise bad_payload("Request body is not valid JSON.") from None
    if not isinstance(data, dict):
        raise bad_payload("Request body must be a JSON object.")
    return data


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _multipart(body: bytes, content_type: str) -> dict[str, Any]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    parts = {
        str(part.get_param("name", header="content-disposition")): part.get_content()
        for part in message.iter_parts()
    }
    texts = {k: v.decode() if isinstance(v, bytes) else v for k, v in parts.items()}
    data = json.loads(texts.get("request", ""), parse_constant=_refuse_constant)
    if not isinstance(data, dict):
        raise bad_payload("Request body must be a JSON object.")
    if "evalscript" in texts:
        data["evalscript"] = texts["evalscript"]
    return data


def _search_units(body: dict[str, Any]) -> float:
    begin, end = interval(body.get("datetime"))
    months = math.ceil((end - begin).days / DAYS_A_MONTH)
    place = place_of(body)
    if place is None:
        return 1.0
    west, south, east, north = place.bounds
    shrink = math.cos(math.radians((south + north) / 2))
    area = (east - west) * shrink * (north - south) * KM_A_DEGREE**2
    return catalog_units(area, months)
