"""Means: what the presenters of the dock's pages share, handed in once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .jobs.live import LiveTasks
    from .jobs.local_hubs import LocalHubs
    from .library import Library
    from .messages import Messages
    from .planning import Planner
    from .runs import Runs
    from .surroundings import Surroundings


@dataclass(frozen=True)
class Means:
    """What a presenter works with."""

    planner: Planner
    """Checks, plans and runs forms."""
    runs: Runs
    """Those that wait or go; runs jobs."""
    tasks: LiveTasks
    """Starts tasks; unloading cancels them."""
    products: Library
    hubs: LocalHubs
    messages: Messages
    around: Surroundings
