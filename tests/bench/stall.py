"""How long the main event loop stands still while a series is planned and loaded."""

from __future__ import annotations

import sys
from operator import itemgetter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from live.desk import in_child

SCRIPT = Path(__file__).parent / "live" / "stall.py"
SLOTS, ROUNDS = 36, 3


def ui_stall_ms() -> dict:
    """Longest gap of the event loop while 36 slots are planned, fetched and loaded."""
    worst = sorted((_once() for _ in range(ROUNDS)), key=itemgetter("longest"))
    median = worst[ROUNDS // 2]
    return {
        "name": "ui_stall_ms",
        "value": median["longest"],
        "unit": "ms",
        "baseline": 50,
        "rounds": [one["longest"] for one in worst],
        **median,
    }


def _once() -> dict:
    told = in_child(SCRIPT)
    if told["images"] < SLOTS * 0.8:
        raise RuntimeError(f"only {told['images']} images came")
    return {"longest": max(told[name] for name in ("plan", "run", "end")), **told}
