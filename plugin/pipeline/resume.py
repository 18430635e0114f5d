"""Resume: of what a folder holds already, what stays and what is fetched anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..core.images import State, Use
from ..core.keeping import Verdict, is_past, judge, say_changed, say_older
from ..core.limits import apply_limits
from ..core.plan import Plan
from ..core.price import Price
from ..core.slots import Slot
from .facts import describe_facts, facts_of
from .prepared import Prepared
from .scan import Scanned, parse_scan
from .tally import expected_usages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.images import Image
    from ..core.job import Job
    from ..core.keeping import SlotFacts
    from ..core.scan import SlotScan
    from ..core.scenes import Scene
    from .earlier import Earlier, EarlierSlot


def resume(prepared: Prepared) -> Prepared:
    """Return the run with what the folder holds already, which costs nothing more."""
    earlier = prepared.earlier
    if earlier is None:
        return prepared
    kept, outdated = {}, {}
    for plan in prepared.plans:
        slot = earlier.slots.get(plan.slot.name)
        if slot is None or slot.facts is None or not _is_of(slot, plan):
            continue
        slot = slot.as_part_of(())
        wanted = facts_of(prepared.job, plan)
        verdict = _judge(prepared, slot, wanted)
        if verdict is Verdict.SAME:
            kept[plan.slot.name] = _follow(prepared, slot, plan, wanted)
        elif verdict is Verdict.CHANGED:
            changed = say_changed(slot.image, slot.scenes, plan.offered)
            image = slot.image if prepared.planless else changed
            kept[plan.slot.name] = replace(slot, image=image)
        elif verdict is Verdict.OUTDATED and slot.image.path and slot.has_files:
            outdated[plan.slot.name] = slot
    return replace(
        prepared,
        kept=kept,
        outdated=outdated,
        rows={**prepared.rows, **{name: one.image for name, one in kept.items()}},
        prices={**prepared.prices, **dict.fromkeys(kept, Price())},
        to_scan={
            name: scenes
            for name, scenes in prepared.to_scan.items()
            if name not in kept
        },
    )


def as_it_is(job: Job, earlier: Earlier) -> Prepared:
    """Return the run that the folder holds, whole: nothing is left to be done.

    Args:
        job: as it runs.
        earlier: a run that answers it.
    """
    slots = {name: earlier.slots[name] for name in earlier.asked()}
    return Prepared(
        job,
        earlier.scenes,
        tuple(_plan_told(name, slot) for name, slot in slots.items()),
        {name: slot.image for name, slot in slots.items()},
        0.0,
        prices=dict.fromkeys(slots, Price()),
        factor=earlier.factor,
        earlier=earlier,
        kept=slots,
    )


def rows_before(prepared: Prepared) -> dict[str, Image]:
    """Return the row of every slot before anything is fetched.

    An image that is to be replaced stands until the newer one has come.
    """
    rows = dict(prepared.rows)
    for name, slot in prepared.outdated.items():
        failed = rows[name].state is State.FAILED
        rows[name] = say_older(slot.image, rows[name].reason) if failed else slot.image
    held = prepared.held
    return {
        name: apply_limits([row], prepared.job.limits)[0] if name in held else row
        for name, row in rows.items()
    }


def known_scans(earlier: Earlier | None) -> dict[str, Scanned]:
    """Return what an earlier run scanned, by slot."""
    scans = {
        name: _scan_told(slot)
        for name, slot in (earlier.slots if earlier else {}).items()
    }
    return {name: Scanned(one) for name, one in scans.items() if one is not None}


def _scan_told(slot: EarlierSlot) -> SlotScan | None:
    try:
        return parse_scan(slot.told["scan"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _is_of(slot: EarlierSlot, plan: Plan) -> bool:
    interval = (slot.image.start, slot.image.end)
    return interval == (plan.slot.start, plan.slot.end)


def _judge(prepared: Prepared, slot: EarlierSlot, wanted: SlotFacts) -> Verdict:
    if slot.facts is None or not slot.has_files:
        return Verdict.OTHER
    job = prepared.job
    return judge(
        slot.facts,
        wanted,
        slot.image,
        is_past=is_past(slot.image.end, slot.searched, job.collection),
        is_refresh=job.refresh,
    )


def _follow(
    prepared: Prepared, slot: EarlierSlot, plan: Plan, wanted: SlotFacts
) -> EarlierSlot:
    """Return a kept slot with what is told of its candidates now."""
    uses = {use.scene_key: use for use in slot.usages}
    scenes = {scene.key: scene for scene in plan.offered}
    scenes.update((scene.key, scene) for scene in slot.scenes if scene.key in uses)
    usages = tuple(
        uses.pop(use.scene_key, use) for use in expected_usages(prepared.job, plan)
    )
    # Scenes that the service delivered though the catalog did not offer them.
    extra = tuple(use for use in uses.values() if use.pixels)
    usages = tuple(sorted((*usages, *extra), key=lambda use: -(use.pixels or 0)))
    named = {use.scene_key for use in usages}
    facts = describe_facts(wanted, prepared.searched or slot.searched)
    facts["topped_up"] = slot.told["topped_up"]
    facts["cloud_source"] = slot.told["cloud_source"]
    return replace(
        slot,
        image=replace(
            slot.image,
            rule=prepared.job.rule,
            scenes_offered=len(plan.offered),
        ),
        usages=usages,
        scenes=tuple(scene for key, scene in scenes.items() if key in named),
        told={**slot.told, **facts},
    )


def _plan_told(name: str, slot: EarlierSlot) -> Plan:
    """Return the plan of a settled slot, without outlines: it is not used any more."""
    scenes: Mapping[str, Scene] = {scene.key: scene for scene in slot.scenes}
    told = slot.told
    skipped = {str(key): Use(reason) for key, reason in told.get("skipped", {}).items()}
    offered = [scenes[key] for key in told.get("offered", ()) if key in scenes]
    return Plan(
        Slot(name, slot.image.start, slot.image.end),
        tuple(offered),
        tuple(scene for scene in offered if scene.key not in skipped),
        {key: use for key, use in skipped.items() if key in scenes},
        {},
    )
