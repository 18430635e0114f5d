"""Outlook: what a planned slot will cost, and its row before anything is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cost import process_units
from .images import Image, State

if TYPE_CHECKING:
    from .job import Job
    from .plan import Plan


def expect(job: Job, plan: Plan) -> Image:
    """Return the row of a slot before anything is fetched."""
    grid = job.grid
    if plan.is_asked:
        state, reason = State.STOPPED, "Not fetched yet."
    else:
        state, reason = State.EMPTY, _why_empty(plan)
    return Image(
        slot=plan.slot.name,
        start=plan.slot.start,
        end=plan.slot.end,
        state=state,
        reason=reason,
        product=job.product.name,
        rule=job.rule,
        collection=job.collection,
        hub=job.hub.name,
        scenes_offered=len(plan.offered),
        scenes_used=None if plan.is_asked else 0,
        acquisitions=None if plan.is_asked else 0,
        valid_pct=None if plan.is_asked else 0.0,
        width=grid.width,
        height=grid.height,
        resolution=grid.resolution,
        pieces=len(tuple(grid.pieces())) if plan.is_asked else 0,
        pieces_failed=0,
        requests=0,
        pu_estimated=estimate(job, plan),
        pu_charged=None if plan.is_asked else 0.0,
    )


def estimate(job: Job, plan: Plan) -> float:
    """Return the processing units that the plan of a slot will cost."""
    if not plan.is_asked:
        return 0.0
    bands = job.product.input_bands + (job.cloud_source is not None)
    return sum(
        process_units(
            piece.width,
            piece.height,
            bands=bands,
            samples=len(plan.planned),
            wide=job.product.sample_type == "FLOAT32",
        )
        for piece in job.grid.pieces()
    )


def _why_empty(plan: Plan) -> str:
    if not plan.offered:
        return "No acquisition in this slot."
    if len(plan.offered) == 1:
        return "The one scene of this slot does not reach the area."
    return f"None of the {len(plan.offered)} scenes of this slot reaches the area."
