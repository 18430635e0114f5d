"""In a QGIS of its own: the gaps of the event loop while a series comes in."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from desk import Desk, hub

# The sample scenes, in the UTM zone that the dock would choose.
PLACE = (32634, 590000.0, 5005850.0, 591000.0, 5006850.0)
DAYS = (date(2016, 1, 1), date(2018, 12, 31))
_MINE = threading.main_thread().ident
_DEPTH = 6
_TOLD = 0.015
"""Gaps from so many seconds on are told with what was going on."""


class Heart:
    """Beats in the main event loop, and remembers its longest pauses."""

    def __init__(self) -> None:
        from qgis.PyQt.QtCore import Qt, QTimer

        self.phase = ""
        self.gaps: dict[str, list[tuple[float, float, str]]] = {}
        """Of each phase: how long, how much of it our own work, what was seen."""
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._seen = ""
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)
        if os.environ.get("SCENE_SLOTS_STALLS"):
            threading.Thread(target=self._watch, daemon=True).start()

    def begin(self, phase: str) -> None:
        """Count from here on for another phase."""
        self.phase = phase
        self._last = time.perf_counter()

    def longest(self, phase: str) -> float:
        """Return the longest gap of a phase, in milliseconds."""
        return max((gap for gap, *_ in self.gaps.get(phase, ())), default=0.0) * 1000

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        gap, work = now - self._last, worked - self._worked
        self._last, self._worked = now, worked
        if self.phase and gap > _TOLD:
            self.gaps.setdefault(self.phase, []).append((gap, work, self._seen))
        self._seen = ""

    def _watch(self) -> None:
        """Look at the main thread while it pauses; costs, so only when it is wanted."""
        while True:
            time.sleep(0.004)
            if time.perf_counter() - self._last > _TOLD:
                self._seen += f" | {_look()}"


def _look() -> str:
    """Return where the threads are; no frame is kept, for it keeps what it holds."""
    own = threading.get_ident()
    return " & ".join(
        _places(frame, _DEPTH if name == _MINE else 2)
        for name, frame in sys._current_frames().items()
        if name != own
    )


def _places(frame, most: int) -> str:
    places = []
    while frame is not None and len(places) < most:
        code = frame.f_code
        places.append(f"{Path(code.co_filename).name}:{frame.f_lineno} {code.co_name}")
        frame = frame.f_back
    return " < ".join(places)


def main() -> None:
    desk = Desk()
    with tempfile.TemporaryDirectory() as folder, hub() as facts:
        desk.look_at(*PLACE)
        desk.open_dock()
        page = desk.plugin.controller.series
        page.set_form(
            desk.form(facts, Path(folder), first_day=DAYS[0], last_day=DAYS[1])
        )
        _rest(desk, 1.0)
        heart = Heart()
        heart.begin("plan")
        page.plan_button.click()
        desk.until(page.plan_panel.plan_view.isVisible)
        _rest(desk, 0.5)
        heart.begin("run")
        page.run_button.click()
        ended = []
        desk.plugin.controller.runs.ended.connect(ended.append)
        desk.until(lambda: bool(ended))
        heart.begin("end")
        _rest(desk, 1.0)
        heart.begin("")
        _tell(heart, desk)
        desk.close()


def _rest(desk: Desk, seconds: float) -> None:
    since = time.monotonic()
    desk.until(lambda: time.monotonic() - since > seconds)


def _tell(heart: Heart, desk: Desk) -> None:
    layers = [
        one
        for one in desk.project.mapLayers().values()
        if one.customProperty("scene_slots/slot")
    ]
    phases = {name: round(heart.longest(name), 1) for name in ("plan", "run", "end")}
    for name, gaps in heart.gaps.items():
        for gap, work, seen in sorted(gaps, reverse=True)[:8]:
            told = f"{name} {gap * 1000:.0f} ms, work {work * 1000:.0f} ms{seen}"
            sys.stderr.write(told + "\n")
    print(json.dumps({"images": len(layers), **phases}), flush=True)


if __name__ == "__main__":
    main()
