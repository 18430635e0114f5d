"""Summary: an image's row and its usages, counted from the scene raster."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from .images import State, Usage, Use
from .scenes import acquisition_keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .images import Image
    from .plan import Plan
    from .scenes import Scene

_PERCENT = 100.0


def list_usages(
    plan: Plan,
    counts: Mapping[str, int],
    values: Mapping[str, int],
    inside: int,
    extra: Sequence[Scene] = (),
) -> tuple[Usage, ...]:
    """Return one row per scene offered to the slot, largest share first.

    Args:
        plan: the plan of the slot.
        counts: pixels of the image by scene key; a scene that was asked for and won
            no pixel has 0, one that was not asked for is absent. A planned scene
            that is absent has not come: its pixels are unknown, not 0.
        values: scene value by scene key.
        inside: pixels inside the asked geometry.
        extra: scenes that the service delivered and the Catalog did not offer.
    """
    rows = []
    planned = {scene.key for scene in plan.planned}
    for scene in (*plan.offered, *extra):
        pixels = counts.get(scene.key, None if scene.key in planned else 0)
        if pixels:
            reason = Use.USED
        elif scene.key in counts:
            # One that the check fetched on suspicion stays what the plan found it.
            reason = plan.skipped.get(scene.key, Use.NO_DATA)
        else:
            reason = plan.skipped.get(scene.key, Use.NOT_PLANNED)
        rows.append(
            Usage(
                slot=plan.slot.name,
                scene_key=scene.key,
                tile_id=scene.tile_id or scene.product_id,
                acquired=scene.acquired,
                cloud_coverage=scene.cloud_coverage,
                reason=reason,
                pixels=pixels,
                share_pct=None if pixels is None else share(pixels, inside),
                scene_value=values.get(scene.key) if pixels else None,
            )
        )
    return tuple(sorted(rows, key=lambda row: -(row.pixels or 0)))


def describe(
    image: Image, scenes: Sequence[Scene], counts: Mapping[str, int], inside: int
) -> Image:
    """Return the image's row with everything that its pixels tell.

    Of a slot that did not come nothing is known, and the row is not changed.

    Args:
        image: the row so far.
        scenes: the scenes offered or delivered.
        counts: pixels of the image by scene key.
        inside: pixels inside the asked geometry.
    """
    if image.state in (State.FAILED, State.STOPPED):
        return image
    used = [scene for scene in scenes if counts.get(scene.key)]
    if not used:
        return replace(image, scenes_used=0, acquisitions=0, valid_pct=0.0)
    passes = acquisition_keys(scenes)
    by_pass: dict[str, list[Scene]] = {}
    for scene in used:
        by_pass.setdefault(passes[scene.key], []).append(scene)
    main = max(by_pass.values(), key=lambda one: sum(counts[s.key] for s in one))
    clouds = [one.cloud_coverage for one in used if one.cloud_coverage is not None]
    return replace(
        image,
        scenes_used=len(used),
        acquisitions=len(by_pass),
        first_acquired=min(scene.acquired for scene in used),
        last_acquired=max(scene.acquired for scene in used),
        mean_acquired=_mean_acquired(used, counts),
        main_acquired=min(scene.acquired for scene in main),
        main_share_pct=share(sum(counts[scene.key] for scene in main), inside),
        valid_pct=share(sum(counts[scene.key] for scene in used), inside),
        tile_cloud_min=min(clouds, default=None),
        tile_cloud_max=max(clouds, default=None),
    )


def list_candidates(plan: Plan) -> tuple[Usage, ...]:
    """Return one row per scene offered to a script that chooses by itself.

    Pixels, shares and use are unknown; a scene that the script did not have tells why.
    """
    return tuple(
        Usage(
            slot=plan.slot.name,
            scene_key=scene.key,
            tile_id=scene.tile_id or scene.product_id,
            acquired=scene.acquired,
            cloud_coverage=scene.cloud_coverage,
            reason=plan.skipped.get(scene.key, Use.CANDIDATE),
        )
        for scene in plan.offered
    )


def describe_whole(
    image: Image, valid: int | None, inside: int, *, has_scenes: bool
) -> Image:
    """Return the row of an image whose pixels do not tell their scenes.

    Args:
        image: the row so far.
        valid: pixels with data inside the asked geometry, None where nothing tells.
        inside: pixels inside the asked geometry.
        has_scenes: False for a collection without acquisitions, which has used none.
    """
    if image.state in (State.FAILED, State.STOPPED):
        return image
    none = 0 if not has_scenes or valid == 0 else None
    return replace(
        image,
        scenes_used=none,
        acquisitions=none,
        valid_pct=None if valid is None else share(valid, inside),
    )


def share(pixels: int, inside: int) -> float:
    """Return the pixels in percent of those inside the asked geometry."""
    return _PERCENT * pixels / inside if inside else 0.0


def _mean_acquired(used: Sequence[Scene], counts: Mapping[str, int]) -> datetime:
    first = min(scene.acquired for scene in used)
    total = sum(counts[scene.key] for scene in used)
    weighted = sum(
        (scene.acquired - first).total_seconds() * counts[scene.key] for scene in used
    )
    return first + timedelta(seconds=weighted / total)
