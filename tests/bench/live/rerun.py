"""In a QGIS of its own: a series of 24 months, and the same series once more."""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from desk import Desk, hub
from series import PLACE, series


def main(options: dict) -> None:
    desk = Desk()
    with tempfile.TemporaryDirectory() as folder, hub(**options["hub"]) as facts:
        desk.look_at(*PLACE)
        form = desk.form(
            facts,
            Path(folder),
            first_day=date.fromisoformat(options["days"][0]),
            last_day=date.fromisoformat(options["days"][1]),
            epsg=PLACE[0],
        )
        first = series(desk, form)
        before = Counter(facts["ask"]())
        again = series(desk, form)
        sent = Counter(facts["ask"]()) - before
        told = {"first": first, "again": again, "sent": sent}
        print(json.dumps(told), flush=True)
        desk.close()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
