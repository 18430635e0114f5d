"""The series over time: ranges of its layers, and the temporal controller's steps."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsInterval,
    QgsTemporalNavigationObject,
    QgsUnitTypes,
)

from ..core.slots import SECOND
from ..core.times import parse_time
from .properties import PREFIX, set_time_extent
from .temporal import set_layer_range, slot_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from qgis.core import QgsProject, QgsRasterLayer
    from qgis.gui import QgsMapCanvas

Span = tuple["datetime", "datetime"]
"""Start and exclusive end."""
SLOT, ACQUISITION = "slot", "acquisition"
RANGE = PREFIX + "range"
"""Custom property: which of the two a layer's temporal range is."""
_FRAMES_A_SECOND = 1.0


def set_ranges(layers: Iterable[QgsRasterLayer], kind: str) -> None:
    """Give layers the range of their slot, or of what their pixels were acquired in."""
    for layer in layers:
        names = (
            ("first_acquired", "last_acquired")
            if kind == ACQUISITION
            else ("start", "end")
        )
        told = [layer.customProperty(PREFIX + name) for name in names]
        if all(told):
            start, end = (parse_time(str(text)) for text in told)
            # The last acquisition is inside: a range takes its end as exclusive.
            set_layer_range(layer, start, end + SECOND if kind == ACQUISITION else end)
            set_time_extent(layer, layer.temporalProperties().fixedTemporalRange())
            layer.setCustomProperty(RANGE, kind)


def prepare_playing(
    canvas: QgsMapCanvas, project: QgsProject, spans: Sequence[Span]
) -> None:
    """Set range and step of the project and of QGIS's temporal controller.

    Args:
        canvas: whose controller is switched to animation, at the first slot.
        project: remembers range and step.
        spans: of all slots in time order, also those without an image.
    """
    whole = slot_range(spans[0][0], spans[-1][1])
    step = step_of(spans)
    times = project.timeSettings()
    times.setTemporalRange(whole)
    times.setTimeStep(step.originalDuration())
    times.setTimeStepUnit(step.originalUnit())
    times.setFramesPerSecond(_FRAMES_A_SECOND)
    controller = canvas.temporalController()
    if not isinstance(controller, QgsTemporalNavigationObject):
        return
    controller.setAvailableTemporalRanges([slot_range(*span) for span in spans])
    controller.setTemporalExtents(whole)
    controller.setFrameDuration(step)
    controller.setFramesPerSecond(_FRAMES_A_SECOND)
    controller.setNavigationMode(QgsTemporalNavigationObject.Animated)
    controller.rewindToStart()


def step_of(spans: Sequence[Span]) -> QgsInterval:
    """Return the step that shows one slot after the other.

    Days where all slots have equally many; else none: there QGIS goes from slot to
    slot. Its months all have 30 days when it counts them, so a year would have 13.
    """
    follow = all(before[1] == after[0] for before, after in zip(spans, spans[1:]))
    lengths = {end - start for start, end in spans}
    if follow and len(lengths) == 1:
        return QgsInterval(lengths.pop() / timedelta(days=1), _unit("Days"))
    return QgsInterval(1, _unit("IrregularStep"))


def _unit(name: str) -> Any:  # noqa: ANN401  an enum whose home depends on the version
    return getattr(QgsUnitTypes, f"Temporal{name}")
