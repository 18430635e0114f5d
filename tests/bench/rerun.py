"""What the same run costs once more, in a real QGIS."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from live.desk import in_child

RERUN = Path(__file__).parent / "live" / "rerun.py"
DAYS = ("2017-01-01", "2018-12-31")


def rerun_requests() -> dict:
    """Requests of every kind that a run sends whose images are all there."""
    return {
        "name": "rerun_requests",
        "value": sum(_told()["sent"].values()),
        "unit": "requests",
        "baseline": 0,
        "sent": _told()["sent"],
    }


def rerun_wall_ratio() -> dict:
    """Seconds from click to last layer of the second run / of the first one."""
    first, again = _told()["first"], _told()["again"]
    return {
        "name": "rerun_wall_ratio",
        "value": round(again["seconds"] / first["seconds"], 3),
        "unit": "ratio",
        "baseline": 0.1,
        "first_seconds": round(first["seconds"], 2),
        "seconds": round(again["seconds"], 2),
        "loaded_seconds": round(again["loaded"], 2),
    }


@lru_cache(maxsize=1)
def _told() -> dict:
    slow = {"faults": {"latency": 1.0, "only": "/process"}}
    return in_child(RERUN, hub=slow, days=DAYS)
