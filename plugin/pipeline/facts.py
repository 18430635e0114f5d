"""Facts: what tells a run, and the image of a slot, from another one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import shapely

from ..core.keeping import SlotFacts
from ..core.sentences import say
from ..core.times import format_exact

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ..core.job import Job
    from ..core.plan import Plan


def describe_identity(job: Job) -> dict[str, Any]:
    """Return what all images of a run folder have in common, JSON values.

    The names are words for a person: they say in what a job differs. Of the local hub
    the address changes, so it is known by the scenes that it serves.
    """
    hub, grid = job.hub, job.grid
    place = hub.scenes if hub.name == "local" else hub.base_url
    script = hashlib.sha256(job.product.evalscript.encode()).hexdigest()
    return {
        say("hub"): [hub.name, place],
        say("collection"): job.collection,
        say("product"): script,
        say("area"): shapely.to_wkt(job.area, rounding_precision=-1),
        say("grid"): asdict(grid),
    }


def facts_of(job: Job, plan: Plan) -> SlotFacts:
    """Return what would tell the image of a plan from another one."""
    return SlotFacts(
        _key(job, plan),
        job.rule,
        job.orbit_direction,
        job.cloud_source if job.names_scenes else None,
        tuple(scene.key for scene in plan.offered),
        {key: use.value for key, use in plan.skipped.items()},
    )


def describe_facts(facts: SlotFacts, searched: datetime | None) -> dict[str, Any]:
    """Return as JSON values what is to be remembered of a slot.

    Args:
        facts: of its image.
        searched: when the catalog was asked for its scenes.
    """
    return {
        "key": facts.key,
        "orbit_direction": facts.orbit_direction,
        "cloud_source": facts.cloud_source,
        "offered": list(facts.offered),
        "skipped": dict(facts.skipped),
        "topped_up": facts.topped_up,
        "searched": searched and format_exact(searched),
    }


def parse_facts(told: Mapping[str, Any], rule: str) -> SlotFacts | None:
    """Return what `describe_facts` described, None if it is not told.

    Args:
        told: of a slot.
        rule: of its row.
    """
    try:
        return SlotFacts(
            str(told["key"]),
            rule,
            told["orbit_direction"],
            told["cloud_source"],
            tuple(map(str, told["offered"])),
            dict(told["skipped"]),
            bool(told["topped_up"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _key(job: Job, plan: Plan) -> str:
    """Return the hash of all that makes the requests of a slot.

    It is that of what is asked for and not of the bodies: another address of the local
    hub or another wrapper around the same script make no other image.
    """
    content: dict[str, Any] = {
        "identity": describe_identity(job),
        "slot": [format_exact(plan.slot.start), format_exact(plan.slot.end)],
        "sources": [asdict(source) for source in job.product.sources],
        "depth": plan.depth,
        "planned": [
            [scene.key, format_exact(scene.acquired), scene.tile_name, scene.product_id]
            for scene in plan.planned
        ],
    }
    if not job.names_scenes:
        content["order"] = job.rule
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
