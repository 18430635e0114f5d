"""Outlook: the row of a slot before anything is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coverage import adds_pixel
from .images import Image, State, Use
from .price import needed, price_slot
from .sentences import say

if TYPE_CHECKING:
    from .grid import Piece
    from .job import Job
    from .plan import Plan
    from .price import Price

_NO_PIXEL = say("No pixel has its centre in the area: choose a finer resolution.")


def expect(job: Job, plan: Plan, price: Price | None = None) -> Image:
    """Return the row of a slot before anything is fetched.

    Args:
        job: the run as asked.
        plan: of the slot.
        price: of the slot; None takes the formula's.
    """
    grid = job.grid
    price = price or price_slot(job, plan)
    if plan.is_asked:
        state, reason = State.STOPPED, say("Not fetched yet.")
    else:
        state, reason = State.EMPTY, _why_empty(job, plan)
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
        valid_pct=None if plan.is_asked or reason == _NO_PIXEL else 0.0,
        width=grid.width,
        height=grid.height,
        resolution=grid.resolution,
        pieces=count_pieces(job, plan),
        pieces_failed=0,
        requests=0,
        pu_estimated=price.planned,
        pu_charged=None if plan.is_asked else 0.0,
    )


def estimate(job: Job, plan: Plan) -> float:
    """Return the processing units that the plan of a slot will cost."""
    return price_slot(job, plan).planned


def count_pieces(job: Job, plan: Plan) -> int:
    """Return how many pieces of the grid are asked for."""
    return sum(is_needed(job, plan, piece) for piece in job.grid.pieces())


def is_needed(job: Job, plan: Plan, piece: Piece) -> bool:
    """Return whether a piece of the grid has anything to ask for."""
    return plan.timeless or bool(needed(job, plan, piece.to_grid()))


def _why_empty(job: Job, plan: Plan) -> str:
    if not plan.offered:
        return say("No acquisition in this slot.")
    if all(use is Use.EXCLUDED for use in plan.skipped.values()):
        return say("All scenes of this slot are excluded.")
    if Use.EXCLUDED in plan.skipped.values():
        return say("The scenes of this slot are excluded or do not reach the area.")
    if not adds_pixel(job.area, (), job.grid, job.area):
        return _NO_PIXEL
    if len(plan.offered) == 1:
        return say("The one scene of this slot does not reach the area.")
    return say(f"None of the {len(plan.offered)} scenes of this slot reaches the area.")
