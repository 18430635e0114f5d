"""A local hub of the bench, with faults and limits that its first argument tells."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path

from scene_slots.plugin.local_hub.__main__ import describe
from scene_slots.plugin.local_hub.accounting import Rate
from scene_slots.plugin.local_hub.faults import Faults
from scene_slots.plugin.local_hub.samples import sample_folder
from scene_slots.plugin.local_hub.server import LocalHub
from scene_slots.plugin.local_hub.workers import shared_pool


def main(options: dict) -> None:
    # A true hub does not take the cores of the computer that asks it.
    os.nice(10)
    scenes, rate = options.get("scenes"), options.get("rate")
    served = LocalHub(
        Path(scenes) if scenes else sample_folder(),
        faults=Faults(**options.get("faults", {})),
        rate=Rate(**rate) if rate else None,
    )
    shared_pool().start()
    with served:
        print(json.dumps(describe(served)), flush=True)
        for _ in sys.stdin:
            statuses = Counter(f"{entry.path} {entry.status}" for entry in served.log)
            print(json.dumps(statuses), flush=True)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
