"""Costing: what the line above Run says of a plan, or of a job without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..ui.cost_line import Level
from .core.cost import process_units
from .plan_words import count_images, count_of, format_units
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .core.job import Job
    from .pipeline.prepare import Prepared

_MUCH = 0.25
"""Above this share of what there is a price is worth a second look."""
_LOCAL = "local"


@dataclass(frozen=True)
class Cost:
    """What the cost line shows."""

    text: str = ""
    """Rich text."""
    reason: str = ""
    level: Level = Level.PLAIN


def cost_of_plan(prepared: Prepared, limit: float, sizes: Sequence[int] = ()) -> Cost:
    """Return the cost of a plan.

    Args:
        prepared: the plan with its prices.
        limit: processing units that a run may cost without asking; 0 asks always.
        sizes: pixels of each run, where there are several; the plan is of the first.
    """
    worst, times = prepared.price.worst, _times(sizes)
    parts = [
        count_images(prepared),
        count_of(prepared.requests, "1 request", "{count} requests"),
        translate("SceneSlots", "about {units} units").format(
            units=format_units(prepared.total_units)
        ),
    ]
    rest = _rest(prepared.job, prepared.quota_left)
    reason, level = _judge(worst, limit, prepared.quota_left, worst * times)
    if len(sizes) <= 1:
        return Cost(" · ".join((*parts, rest)), reason, level)
    text = translate(
        "SceneSlots",
        "First of {count} runs: {first}<br>All {count} runs: about {units} units, by"
        " the size of their areas · {rest}",
    )
    told = str(text).format(
        count=len(sizes),
        first=" · ".join(parts),
        units=format_units(prepared.total_units * times),
        rest=rest,
    )
    return Cost(told, reason, level)


def cost_of_job(job: Job, slots: int | None, sizes: Sequence[int] = ()) -> Cost:
    """Return the cost of a job without a plan: what it would be with one scene a slot.

    Args:
        job: the run as asked.
        slots: how many images it makes; None where only the catalog knows it.
        sizes: pixels of each run, where there are several; the job is the first.
    """
    if slots is None:
        text = translate(
            "SceneSlots", "One image per acquisition · <b>Plan</b> tells how many"
        )
        return Cost(str(text))
    pieces = tuple(job.grid.pieces())
    bands = job.product.input_bands + (job.cloud_source is not None)
    wide = job.product.sample_type == "FLOAT32"
    units = slots * sum(
        process_units(piece.width, piece.height, bands=bands, samples=1, wide=wide)
        for piece in pieces
    )
    if len(sizes) > 1:
        text = translate(
            "SceneSlots",
            "{count} runs of {slots} · about {units} units if each image needs one tile"
            " · <b>Plan</b> tells the price of the first",
        )
    else:
        text = translate(
            "SceneSlots",
            "{slots} · {requests} and {units} units if each image needs one tile ·"
            " <b>Plan</b> tells the price",
        )
    told = str(text).format(
        count=len(sizes),
        slots=count_of(slots, "1 slot", "{count} slots"),
        requests=count_of(slots * len(pieces), "1 request", "{count} requests"),
        units=format_units(units * _times(sizes)),
    )
    return Cost(told)


def _times(sizes: Sequence[int]) -> float:
    """Return how many times the pixels of the first run all of them have."""
    return sum(sizes) / sizes[0] if sizes else 1.0


def _rest(job: Job, left: float | None) -> str:
    if job.hub.name == _LOCAL:
        return str(translate("SceneSlots", "free: local hub"))
    if left is None:
        return str(translate("SceneSlots", "quota left unknown"))
    text = translate("SceneSlots", "{units} units left of your quota")
    return str(text).format(units=format_units(left))


def _judge(
    worst: float, limit: float, left: float | None, total: float
) -> tuple[str, Level]:
    """Return the reason in words, and how much it is; the harder judgement counts.

    Args:
        worst: that the first run may cost.
        limit: of each run.
        left: of the quota, which all runs draw on.
        total: that all runs may cost.
    """
    if left is not None and total > left:
        text = translate(
            "SceneSlots",
            "More than is left of your quota: it may cost {worst} units, and the hub"
            " refuses what exceeds {rest}.",
        )
        return _say(text, total, left), Level.RED
    if limit and worst > limit:
        text = translate(
            "SceneSlots",
            "Above your limit: it may cost {worst} units, more than {rest}; Run asks"
            " first.",
        )
        return _say(text, worst, limit), Level.RED
    if left is not None and total > _MUCH * left:
        text = translate(
            "SceneSlots",
            "More than a quarter of your quota: it may cost {worst} of the {rest}"
            " units that are left.",
        )
        return _say(text, total, left), Level.AMBER
    if limit and total > max(worst, limit):
        text = translate(
            "SceneSlots",
            "All runs together may cost {worst} units; your limit of {rest} is for each"
            " of them, so Run may not ask.",
        )
        return _say(text, total, limit), Level.AMBER
    if limit and worst > _MUCH * limit:
        text = translate(
            "SceneSlots",
            "More than a quarter of your limit: it may cost {worst} of {rest} units.",
        )
        return _say(text, worst, limit), Level.AMBER
    return "", Level.PLAIN


def _say(text: str, worst: float, rest: float) -> str:
    return str(text).format(worst=format_units(worst), rest=format_units(rest))
