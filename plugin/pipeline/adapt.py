"""Adapt: another plan of what is known, where a change needs no other scenes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..core.exclusion import Exclusion
from .prepare import check, plan_again

if TYPE_CHECKING:
    from ..core.job import Job
    from ..core.plan import Plan
    from .prepared import Prepared

ADAPTABLE = ("cloud_source", "excluded_scenes", "excluded_slots", "rule")
"""Fields of a job whose change needs no other scenes, only another plan."""


def adapt(prepared: Prepared, job: Job) -> Prepared:
    """Return the run planned as another job asks; nothing is searched again.

    Args:
        prepared: the run as it was planned.
        job: that differs in nothing but `ADAPTABLE`.

    Raises:
        InputError: the job cannot be done.
    """
    changes = {name: getattr(job, name) for name in ADAPTABLE}
    changed = check(replace(prepared.job, **changes))
    known = _unmoved(prepared, changed)
    return plan_again(replace(prepared, job=changed), known)


def _unmoved(prepared: Prepared, job: Job) -> dict[str, Plan]:
    """Return the plans of the slots that another choice of scenes does not concern."""
    before = prepared.job
    if job.rule != before.rule:
        return {}
    moved = Exclusion(job.excluded_scenes ^ before.excluded_scenes)
    return {
        plan.slot.name: plan
        for plan in prepared.plans
        # One without a grid was not made from scenes but read from a folder.
        if plan.grid == job.grid and not any(map(moved.holds, plan.offered))
    }
