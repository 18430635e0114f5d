"""How long the main event loop stands still while a series is planned and loaded."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from live.desk import in_child

SCRIPT = Path(__file__).parent / "live" / "stall.py"
SLOTS = 36


def ui_stall_ms() -> dict:
    """Longest gap of the event loop while 36 slots are planned, fetched and loaded."""
    told = in_child(SCRIPT)
    if told["images"] < SLOTS * 0.8:
        raise RuntimeError(f"only {told['images']} images came")
    phases = ("plan", "run", "end")
    return {
        "name": "ui_stall_ms",
        "value": max(told[name] for name in phases),
        "unit": "ms",
        "baseline": 50,
        **told,
    }
