"""History: what earlier runs tell about prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.calibration import Calibration, calibrate
from ..core.errors import StoreError
from ..store.folder import RUN, TABLES
from ..store.landing import read_entry
from ..store.reading import read_images

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ..core.calibration import Key


def read_calibrations(folders: Iterable[Path]) -> Mapping[Key, Calibration]:
    """Return the calibration of each hub and collection that run folders tell.

    A folder that is gone, damaged or no run folder tells nothing.

    Args:
        folders: of earlier runs.
    """
    found: dict[Key, Calibration] = {}
    for path in folders:
        # No more than this: there may be many runs, and planning waits for it.
        try:
            images = read_images(path / TABLES)
            factor = known_factor(read_entry(path / RUN, "calibration"))
        except StoreError:
            continue
        for key, one in calibrate(images, factor).items():
            found[key] = found.get(key, Calibration()).add(one)
    return found


def known_factor(told: object) -> float:
    """Return by what the estimates of a run were multiplied, as ``run.json`` tells."""
    if isinstance(told, bool) or not isinstance(told, (int, float)):
        return 1.0
    return float(told) if told > 0 else 1.0
