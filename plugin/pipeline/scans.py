"""The scans of a run: all slots side by side, then everything is planned again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..core.collections import find_collection
from ..core.errors import (
    AnswerError,
    CredentialsError,
    NoTokenError,
    SceneSlotsError,
    Stopped,
)
from ..core.images import State, Use
from ..core.sentences import say
from .crowd import ends_run, gather
from .prepare import plan_again
from .scan import Scanned, scan_slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..core.plan import Plan
    from ..core.slots import Slot
    from ..hub.process import ProcessRequest
    from ..hub.service import Service
    from ..hub.transport import Stop
    from .answers import Answers, Received
    from .crowd import Pool
    from .prepared import Prepared


def scan(
    prepared: Prepared,
    service: Service,
    pool: Pool,
    stop: Stop,
    progress: Callable[[float], None],
) -> Prepared:
    """Return the run with its slots planned by their cloud over the area.

    A slot whose scan failed has nothing planned and says so: it is never taken to be
    without cloud. When stopped, what was scanned so far is kept.

    Raises:
        CredentialsError: the account is refused.
    """
    if not prepared.to_scan:
        return prepared
    slots = {plan.slot.name: plan.slot for plan in prepared.plans}

    came: dict[str, list[float | None]] = {name: [] for name in prepared.to_scan}
    calls = {
        name: _call(prepared, slots[name], service, stop, came[name])
        for name in prepared.to_scan
    }
    results = gather(pool, calls, stop, progress, ends_run)
    scanned = dict(prepared.scanned)
    failures: dict[str, SceneSlotsError] = {}
    lost = list(prepared.lost)
    for name, result in results.items():
        if isinstance(result, CredentialsError):
            raise result
        if isinstance(result, SceneSlotsError):
            lost += came[name]
        if isinstance(result, Stopped):
            continue  # its images will not be fetched either
        if isinstance(result, SceneSlotsError):
            failures[name] = result
        else:
            scanned[name] = result
    again = replace(prepared, scanned=scanned, lost=tuple(lost))
    return _without(plan_again(again), failures)


def _call(
    prepared: Prepared,
    slot: Slot,
    service: Service,
    stop: Stop,
    came: list[float | None],
) -> Callable[[Stop], Scanned]:
    """Return the scan of a slot; the units of each answer are added to ``came``."""
    job, scenes = prepared.job, prepared.to_scan[slot.name]
    collection = find_collection(job.collection)

    def call(hold: Stop) -> Scanned:
        def send(answers: Answers, request: ProcessRequest) -> Received:
            try:
                received = answers.send(service, request, stop, hold)
            except NoTokenError:
                raise
            except AnswerError as error:
                came.append(error.units)  # it came all the same
                raise
            came.append(received.answer.units)
            return received

        return scan_slot(job, collection, slot, scenes, send)

    return call


def _without(prepared: Prepared, failures: dict[str, SceneSlotsError]) -> Prepared:
    """Return the run with nothing to ask for in the slots whose scan failed."""
    rows = dict(prepared.rows)
    for name, error in failures.items():
        rows[name] = replace(
            rows[name],
            state=State.FAILED,
            reason=say(f"The cloud over the area could not be read: {error}"),
            scenes_used=None,
            valid_pct=None,
            pieces=0,
        )
    plans = tuple(
        _emptied(plan) if plan.slot.name in failures else plan
        for plan in prepared.plans
    )
    return replace(prepared, plans=plans, rows=rows)


def _emptied(plan: Plan) -> Plan:
    skipped = {scene.key: Use.NOT_PLANNED for scene in plan.planned}
    return replace(plan, planned=(), skipped={**plan.skipped, **skipped})
