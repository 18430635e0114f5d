"""Recall: the job of a run folder, read back, to show, repeat or extend the run."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ..core.collections import find_collection
from ..core.errors import InputError, StoreError
from ..core.job import Hub, Job
from ..core.limits import Limits
from ..core.rhythm import slice_period
from ..core.rules import find_rule
from ..core.sentences import say
from ..core.slots import Period
from ..evalscript.products import parse_product
from ..hub.endpoints import HUBS
from ..store.document import load_document
from ..store.folder import RUN
from ..store.landing import read_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ..core.product import Product
    from ..store.document import RunDocument

_LOCAL = "local"


def recall(path: Path, products: Iterable[Product] = ()) -> Job:
    """Return the job that a run folder tells; a stranger may have written it.

    A job is whole but for what is no part of it: the unit limit is None, and an own
    or local hub may have another address by now.

    Args:
        path: the run folder.
        products: those that the plugin offers. One of the same name and script is
            taken; else the script in the folder is a product of its own.

    Raises:
        StoreError: there is no run, it is damaged, or it asks for what this version
            does not know; a sentence says what.
    """
    if not (path / RUN).is_file():
        message = say(f"The folder “{path}” holds no run: its {RUN} is missing.")
        raise StoreError(message)
    document = load_document(path / RUN)
    with _understood(path):
        return _to_job(path, document, products)


def recall_limits(path: Path) -> Limits:
    """Return the limits that a run folder was last judged by.

    Raises:
        StoreError: there is no run, or it is damaged.
    """
    told = read_json(path / RUN)
    with _understood(path):
        return _to_limits(
            (told.get("limits") if isinstance(told, dict) else None) or {}
        )


def extended(job: Job, last_day: date) -> Job:
    """Return the same job with a later end.

    Raises:
        InputError: the series reaches to that day already, or is an own list of days,
            or was cut into a number of parts, which would all change.
    """
    if last_day <= job.period.last_day:
        message = say(f"The series goes to {job.period.last_day} already.")
        raise InputError(message)
    period = Period(job.period.first_day, last_day)
    if job.rhythm != "acquisition":
        before = slice_period(job.period, job.rhythm, months=job.months)
        after = slice_period(period, job.rhythm, months=job.months)
        # The last slot may have been cut by the end, and is longer now.
        if [one.name for one in after[: len(before) - 1]] != [
            one.name for one in before[:-1]
        ] or len(after) < len(before):
            message = say(
                "The slots of this series are parts of its period, so all of them"
                " would change: repeat it with new dates instead."
            )
            raise InputError(message)
        if after == before:
            message = say(
                "Its slots are a list of days: repeat it with new dates instead."
            )
            raise InputError(message)
    return replace(job, period=period)


@contextmanager
def _understood(path: Path) -> Iterator[None]:
    """Turn what a document tells wrongly into a sentence."""
    try:
        yield
    except InputError as error:
        message = say(f"The run in “{path}” cannot be read back: {error}")
        raise StoreError(message) from error
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
        message = say(
            f"The run in “{path}” cannot be read back: its {RUN} lacks what makes a"
            f" job ({type(error).__name__}, {error})."
        )
        raise StoreError(message) from error


def _to_job(path: Path, document: RunDocument, products: Iterable[Product]) -> Job:
    told: Mapping[str, Any] = document.run["job"]
    hub: Mapping[str, Any] = document.run["hub"]
    collection = find_collection(str(told["collection"]))
    rule = find_rule(str(told["rule"]))
    period = Period(_day(told["from"]), _day(told["to"]))
    months = tuple(int(month) for month in told.get("months") or ())
    rhythm = str(told["rhythm"])
    if rhythm != "acquisition":
        slice_period(period, rhythm, months=months)
    direction = told.get("orbit_direction")
    return Job(
        hub=_to_hub(hub, document.run.get("identity") or {}),
        collection=collection.id,
        product=_to_product(told, products),
        rule=rule.name,
        period=period,
        rhythm=rhythm,
        grid=document.grid,
        area=document.area,
        folder=path,
        months=months,
        area_name=str(document.run.get("area_name") or ""),
        excluded_slots=frozenset(map(str, document.run.get("excluded_slots") or ())),
        cloud_source=_cloud_source(told, document),
        orbit_direction=str(direction) if direction else None,
        limits=_to_limits(document.run.get("limits") or {}),
        excluded_scenes=frozenset(map(str, told.get("excluded_scenes") or ())),
    )


def _to_hub(told: Mapping[str, Any], identity: Mapping[str, Any]) -> Hub:
    """Return the hub; a known one has the addresses that we know, not the file's."""
    name = str(told["name"])
    known = {hub.name: hub for hub in HUBS}
    if name in known:
        return known[name]
    _, place = identity.get("hub") or (name, "")
    scenes = str(place) if name == _LOCAL else ""
    return Hub(name, str(told["title"]), str(told["url"]), "", scenes)


def _to_product(told: Mapping[str, Any], products: Iterable[Product]) -> Product:
    name, script = str(told["product"]), str(told["evalscript"])
    for product in products:
        if (product.name, product.evalscript) == (name, script):
            return product
    return parse_product(name, script)


def _cloud_source(told: Mapping[str, Any], document: RunDocument) -> str | None:
    if "cloud_source" in told:
        source = told["cloud_source"]
        return str(source) if source else None
    found = {image.cloud_source for image in document.images.values()} - {None}
    return found.pop() if len(found) == 1 else None


def _to_limits(told: Mapping[str, Any]) -> Limits:
    names = {field.name for field in fields(Limits)}
    return Limits(
        **{
            name: None if limit is None else float(limit)
            for name, limit in told.items()
            if name in names
        }
    )


def _day(told: object) -> date:
    return date.fromisoformat(str(told))
