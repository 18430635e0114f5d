"""The run document: the job as asked, its plan and its requests, as JSON values."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ..version import plugin_version
from .facts import describe_facts, describe_identity, facts_of
from .scan import describe_scan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..core.images import Image
    from ..core.job import Job
    from ..core.plan import Plan
    from ..core.product import Product
    from .fetch import SentRequest
    from .prepared import Prepared

FORMAT = 1


def describe_run(
    prepared: Prepared,
    images: Mapping[str, Image],
    sent: Mapping[str, Sequence[SentRequest]],
) -> dict[str, Any]:
    """Return what ``run.json`` holds; nothing in it is secret.

    Args:
        prepared: the job with its plan.
        images: the row of each slot by name, as far as it has come.
        sent: answered requests by slot name, those of its scan first.
    """
    job = prepared.job
    return {
        "format": FORMAT,
        "versions": _versions(),
        "job": describe_job(job),
        "identity": describe_identity(job),
        "product": describe_product(job.product),
        "hub": {"name": job.hub.name, "title": job.hub.title, "url": job.hub.base_url},
        "area_name": job.area_name,
        "limits": asdict(job.limits),
        "excluded_slots": sorted(job.excluded_slots),
        **_script(job),
        "calibration": prepared.factor,
        **_search(prepared),
        "asked": [plan.slot.name for plan in prepared.plans],
        "slots": {
            **{name: slot.told for name, slot in prepared.beside.items()},
            **{
                plan.slot.name: describe_slot(
                    prepared,
                    plan,
                    images[plan.slot.name],
                    sent.get(plan.slot.name, ()),
                )
                for plan in prepared.plans
            },
        },
    }


def describe_product(product: Product) -> dict[str, Any]:
    """Return what is drawn, beside the text of its script: enough to know it again."""
    return {
        "title": product.title,
        "family": product.family.value,
        "bands": list(product.bands),
        "unit": product.unit,
        "sha256": hashlib.sha256(product.evalscript.encode("utf-8")).hexdigest(),
    }


def describe_job(job: Job) -> dict[str, Any]:
    """Return what makes a job the same job; limits and prices do not."""
    grid = job.grid
    return {
        "collection": job.collection,
        "product": job.product.name,
        "evalscript": job.product.evalscript,
        "rule": job.rule,
        "from": job.period.first_day.isoformat(),
        "to": job.period.last_day.isoformat(),
        "rhythm": job.rhythm,
        "months": list(job.months),
        "orbit_direction": job.orbit_direction,
        "cloud_source": job.cloud_source,
        "excluded_scenes": sorted(job.excluded_scenes),
        "area": shapely.to_wkt(job.area, rounding_precision=-1),
        "grid": {
            "epsg": grid.epsg,
            "x_min": grid.x_min,
            "y_max": grid.y_max,
            "resolution": grid.resolution,
            "width": grid.width,
            "height": grid.height,
        },
    }


def _script(job: Job) -> dict[str, Any]:
    """Return what became of a script of the older form, so that none is tried again."""
    product = job.product
    if product.plain is None:
        return {}
    return {"plain_script": product.plain, "input_bands": product.input_bands}


def _search(prepared: Prepared) -> dict[str, Any]:
    """Return what the last search took; there was none where nothing could be new."""
    if prepared.searched is None and prepared.earlier is not None:
        told = prepared.earlier.run
        return {name: told.get(name) for name in ("planless", "search")}
    return {
        "planless": prepared.planless,
        "search": {"pu_estimated": prepared.search_units},
    }


def describe_slot(
    prepared: Prepared, plan: Plan, image: Image, sent: Sequence[SentRequest]
) -> dict[str, Any]:
    """Return what ``run.json`` holds of one slot; see `describe_run`."""
    name = plan.slot.name
    told = {
        "start": f"{plan.slot.start:%Y-%m-%dT%H:%M:%SZ}",
        "end": f"{plan.slot.end:%Y-%m-%dT%H:%M:%SZ}",
        "state": image.state.value,
        "reason": image.reason,
    }
    held = prepared.held.get(name)
    if held is not None and held.is_of(image):
        return {**held.told, **told}
    return {
        **told,
        "planned": [scene.key for scene in plan.planned],
        **_facts(prepared, plan, sent),
        "requests": [
            {
                "hash": request.hash,
                "scenes": list(request.scenes),
                "pu_charged": request.units,
                **({"user_data": request.user_data} if request.user_data else {}),
            }
            for request in sent
        ],
        "pu_estimated": image.pu_estimated,
        "pu_charged": image.pu_charged,
        **_before(prepared, name),
    }


def _facts(
    prepared: Prepared, plan: Plan, sent: Sequence[SentRequest]
) -> dict[str, Any]:
    """Return what tells this image from another one of the slot."""
    name = plan.slot.name
    planned = prepared.prices[name].requests if name in prepared.prices else 0
    if name in prepared.scanned:
        planned += len(prepared.scanned[name].requests)
    facts = facts_of(prepared.job, plan)
    facts = replace(facts, topped_up=len(sent) > planned)
    return describe_facts(facts, prepared.searched)


def _before(prepared: Prepared, slot: str) -> dict[str, Any]:
    """Return what was known of a slot before it was fetched."""
    told: dict[str, Any] = {}
    if slot in prepared.prices:
        told["prices"] = asdict(prepared.prices[slot])
    if slot in prepared.scanned:
        told["scan"] = describe_scan(prepared.scanned[slot].scan)
    return told


def _versions() -> dict[str, str]:
    from sentinelhub import __version__ as sentinelhub_version  # noqa: PLC0415  slow

    return {
        "scene_slots": plugin_version(),
        "sentinelhub": sentinelhub_version,
        "numpy": np.__version__,
        "shapely": shapely.__version__,
    }
