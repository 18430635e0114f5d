"""Candidates: every scene of a plan as a row, a day and an outline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..ui.candidate_row import CandidateRow
from ..ui.day_calendar import DayMark
from .core.exclusion import Exclusion, keys_of
from .core.images import Use
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from .core.job import Job
    from .core.plan import Plan
    from .core.scenes import Scene
    from .pipeline.prepare import Prepared

_PERCENT = 100.0
_LISTED = 8
"""So many scenes of a day fit into a tooltip."""


@dataclass(frozen=True)
class Found:
    """What a search found, ready to be shown."""

    rows: tuple[CandidateRow, ...]
    """Slots in time order, in each the best scene first."""
    days: Mapping[date, DayMark]
    """UTC."""
    slots: tuple[str, ...]
    outlines: Mapping[str, BaseGeometry]
    """Longitude and latitude, by scene key; where they are known."""

    @property
    def planned(self) -> int:
        """How many scenes are asked for."""
        return len({row.key for row in self.rows if row.is_planned})

    @property
    def scenes(self) -> int:
        """How many scenes there are; one may be offered to several slots."""
        return len({row.key for row in self.rows})


def find_candidates(prepared: Prepared) -> Found:
    """Return all scenes of a plan; not in the main thread, thousands take a while."""
    plans = sorted(prepared.plans, key=lambda plan: plan.slot.start)
    teller = _Teller(prepared)
    rows = [row for plan in plans for row in teller.rows(plan)]
    return Found(
        tuple(rows),
        _days(rows),
        tuple(plan.slot.name for plan in plans),
        {
            scene.key: scene.footprint
            for plan in plans
            for scene in plan.offered
            if scene.footprint is not None
        },
    )


class _Teller:
    """Puts scenes into words."""

    def __init__(self, prepared: Prepared) -> None:
        self._job = prepared.job
        self._to_scan = prepared.to_scan
        self._excluded = Exclusion(self._job.excluded_scenes)
        self._words = _words()

    def rows(self, plan: Plan) -> list[CandidateRow]:
        """Return a row for each scene of a slot, best first."""
        shares = _coverage(plan, self._job)
        return [
            self._row(plan, rank, scene, shares.get(scene.key))
            for rank, scene in enumerate(plan.offered, 1)
        ]

    def _row(
        self, plan: Plan, rank: int, scene: Scene, coverage: float | None
    ) -> CandidateRow:
        use = plan.skipped.get(scene.key)
        is_excluded = use is Use.EXCLUDED and self._excluded.holds(scene)
        # Another kind of radar is no choice of a person, nor are a script's scenes.
        can_change = self._job.names_scenes and (is_excluded or use is not Use.EXCLUDED)
        state, reason = self._state(plan, use, is_excluded=is_excluded)
        platform = scene.platform
        return CandidateRow(
            key=scene.key,
            slot=plan.slot.name,
            acquired=scene.acquired,
            tile=scene.tile_name or scene.tile_id,
            cloud=scene.cloud_coverage,
            coverage=coverage,
            platform=platform.title() if platform else None,
            orbit=scene.relative_orbit,
            state=state,
            reason=reason.format(rank=rank),
            is_planned=use is None,
            is_used=use is not Use.EXCLUDED,
            can_change=can_change,
            names=self._names(scene, is_excluded=is_excluded),
        )

    def _state(
        self, plan: Plan, use: Use | None, *, is_excluded: bool
    ) -> tuple[str, str]:
        if use is Use.EXCLUDED and not is_excluded:
            return self._words["other kind"]
        if use is None and not self._job.names_scenes:
            return self._words[Use.CANDIDATE]
        if use is None and plan.slot.name in self._to_scan:
            return self._words["to scan"]
        return self._words[use]

    def _names(self, scene: Scene, *, is_excluded: bool) -> frozenset[str]:
        names = keys_of([scene])
        if is_excluded:
            # It may be known by another name than the one that it was left out by.
            names |= {
                key
                for key in self._job.excluded_scenes
                if Exclusion([key]).holds(scene)
            }
        return names


def _coverage(plan: Plan, job: Job) -> dict[str, float]:
    """Return the share of the area inside each outline in percent, by scene key."""
    outlines = np.array(list(plan.footprints.values()), dtype=object)
    if not outlines.size or not job.area.area:
        return {}
    # An outline that crosses itself is good enough for a plan, not for an area.
    is_broken = ~shapely.is_valid(outlines)
    outlines[is_broken] = shapely.make_valid(outlines[is_broken])
    shares = shapely.area(shapely.intersection(outlines, job.area)) / job.area.area
    return dict(zip(plan.footprints, np.minimum(_PERCENT * shares, _PERCENT).tolist()))


def _days(rows: Sequence[CandidateRow]) -> dict[date, DayMark]:
    days: dict[date, dict[str, CandidateRow]] = {}
    for row in rows:
        days.setdefault(row.acquired.date(), {})[row.key] = row
    return {day: _mark(tuple(found.values())) for day, found in days.items()}


def _mark(rows: Sequence[CandidateRow]) -> DayMark:
    clouds = [row.cloud for row in rows if row.cloud is not None]
    lines = [_line(row) for row in sorted(rows, key=lambda row: row.acquired)]
    more = len(lines) - _LISTED
    if more > 0:
        text = str(translate("SceneSlots", "and {count} more")).format(count=more)
        lines = [*lines[:_LISTED], text]
    return DayMark(
        "\n".join(lines),
        clear=_PERCENT - min(clouds) if clouds else None,
        is_planned=any(row.is_planned for row in rows),
    )


def _line(row: CandidateRow) -> str:
    cloud = (
        translate("SceneSlots", "cloud unknown")
        if row.cloud is None
        else translate("SceneSlots", "{percent:.1f} % tile cloud").format(
            percent=row.cloud
        )
    )
    return f"{row.acquired:%H:%M} UTC · {row.tile or row.key} · {cloud} · {row.state}"


def _words() -> dict[Use | str | None, tuple[str, str]]:
    """Return state and reason; a planned scene has none that it is skipped for."""
    pairs = {
        None: (
            translate("SceneSlots", "planned"),
            translate("SceneSlots", "Asked for; number {rank} in the rule's order."),
        ),
        "to scan": (
            translate("SceneSlots", "planned"),
            translate(
                "SceneSlots",
                "The order is known when the run has read the cloud over the area.",
            ),
        ),
        Use.COVERED: (
            translate("SceneSlots", "not needed"),
            translate(
                "SceneSlots",
                "Better ones cover its part of the area; number {rank} in the rule's"
                " order.",
            ),
        ),
        Use.NO_DATA: (
            translate("SceneSlots", "not needed"),
            translate("SceneSlots", "Its outline holds no pixel of the area."),
        ),
        Use.SUPERSEDED: (
            translate("SceneSlots", "superseded"),
            translate("SceneSlots", "There is a newer processing of the same scene."),
        ),
        Use.OVER_CLOUD_LIMIT: (
            translate("SceneSlots", "over the limit"),
            translate("SceneSlots", "Its tile cloud is over your limit."),
        ),
        Use.EXCLUDED: (
            translate("SceneSlots", "excluded"),
            translate("SceneSlots", "You left it out."),
        ),
        "other kind": (
            translate("SceneSlots", "other kind"),
            translate(
                "SceneSlots",
                "It looks from another side or in other polarisations than the scenes"
                " of the images: these are not mixed.",
            ),
        ),
        Use.CANDIDATE: (
            translate("SceneSlots", "candidate"),
            translate(
                "SceneSlots",
                "The script has all scenes of the slot; nothing tells which it uses.",
            ),
        ),
        Use.NOT_PLANNED: (
            translate("SceneSlots", "not planned"),
            translate("SceneSlots", "Nothing is asked for in this slot."),
        ),
    }
    return {use: (str(state), str(reason)) for use, (state, reason) in pairs.items()}
