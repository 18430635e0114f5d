"""Modes: what is planned where samples are tiles, days, or without time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..core.collections import Mode, find_collection
from ..core.exclusion import Exclusion
from ..core.images import Use
from ..core.orbit import choose_kind, keep_measured, merge_days
from ..core.plan import Plan
from ..core.rhythm import slice_period
from .script import bands_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..core.job import Job
    from ..core.scenes import Scene
    from ..core.slots import Slot

MakePlan = "Callable[[Slot, Sequence[Scene]], Plan]"


def is_timeless(job: Job) -> bool:
    """Return whether the collection has one image and no scenes."""
    is_static = find_collection(job.collection).mode is Mode.STATIC
    return is_static and not job.product.sources


def timeless_plan(job: Job) -> Plan:
    """Return the plan of the one image of a collection without time."""
    (slot,) = slice_period(job.period, "1 part")
    return Plan(slot, (), (), {}, {}, timeless=True)


def together(
    job: Job, scenes: Sequence[Scene]
) -> tuple[tuple[Scene, ...], tuple[Scene, ...]]:
    """Return the scenes that a request may mix, and those that are left out.

    Raises:
        InputError: no scene has the bands of the product.
    """
    bands = bands_of(job)
    kept: list[Scene] = []
    left: list[Scene] = []
    for name in dict.fromkeys(scene.collection for scene in scenes):
        mine = keep_measured(
            (scene for scene in scenes if scene.collection == name),
            find_collection(name).measured(bands),
        )
        chosen, others = choose_kind(mine, bands, job.orbit_direction)
        kept += chosen
        left += others
    return tuple(kept), tuple(left)


def plan_by_mode(
    job: Job,
    slot: Slot,
    kept: Sequence[Scene],
    left: Sequence[Scene],
    make: Callable[[Slot, Sequence[Scene]], Plan],
) -> Plan:
    """Return the plan of a slot; what is left out stays told.

    Scenes that were excluded by hand are left out last: they take part in how slots
    are cut and which kind of radar is chosen, so that to exclude one changes no other.

    Args:
        job: the run as asked.
        slot: the interval.
        kept: the scenes of the run that may be mixed.
        left: the others.
        make: returns the plan of the slot over scenes.
    """
    kept = [scene for scene in kept if slot.holds(scene.acquired)]
    left = [scene for scene in left if slot.holds(scene.acquired)]
    if find_collection(job.collection).mode is Mode.ORBIT:
        kept = merge_days(kept)
    if job.excluded_scenes:
        excluded = Exclusion(job.excluded_scenes)
        left += [scene for scene in kept if excluded.holds(scene)]
        kept = [scene for scene in kept if not excluded.holds(scene)]
    plan = make(slot, kept)
    if not job.names_scenes:
        plan = _as_it_is(plan)
    if not left:
        return plan
    skipped = {**plan.skipped, **{scene.key: Use.EXCLUDED for scene in left}}
    return replace(plan, offered=(*plan.offered, *left), skipped=skipped)


def _as_it_is(plan: Plan) -> Plan:
    """Return the plan of a script that gets every scene over the area."""
    reaching = tuple(
        scene
        for scene in plan.offered
        if plan.skipped.get(scene.key) is not Use.NO_DATA
    )
    outside = {key: use for key, use in plan.skipped.items() if use is Use.NO_DATA}
    return replace(plan, planned=reaching, skipped=outside, depth=1)
