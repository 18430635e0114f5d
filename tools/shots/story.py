"""The story: what a person does with the plugin, chapter by chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import trouble, work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .stage import Condition, Stage


def tell_story(stage: Stage) -> Iterator[Condition]:
    """Play every chapter; each goes on in the window that the one before left."""
    for chapter in (
        work.first_start,
        work.plan,
        work.candidates,
        work.runs,
        work.chart,
        work.pixel,
        work.table,
        work.contact_sheet,
        work.scripts,
        trouble.rejected,
        trouble.areas,
        trouble.connection,
        trouble.unreachable,
        trouble.failed,
        trouble.narrow,
    ):
        yield from chapter(stage)
