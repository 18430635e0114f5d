"""The cells of the slot strip: where a slot stands, how it looks, and its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QLocale

from ..ui.locale import spoken_locale
from ..ui.slot_cell import SlotCell
from .core.images import State
from .language import localize
from .plan_words import count_of, tiles
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from .core.images import Image
    from .core.plan import Plan
    from .core.slots import Slot

_DEKADS, _MONTHS_A_QUARTER = 3, 3
_LOOKS = {
    "asked": QT_TRANSLATE_NOOP("SceneSlots", "asked for, not planned yet"),
    "empty": QT_TRANSLATE_NOOP("SceneSlots", "without scenes"),
    "offered": QT_TRANSLATE_NOOP("SceneSlots", "scenes, but none is planned"),
    "planned": QT_TRANSLATE_NOOP("SceneSlots", "planned"),
    "excluded": QT_TRANSLATE_NOOP("SceneSlots", "left out"),
    "fetching": QT_TRANSLATE_NOOP("SceneSlots", "being fetched"),
    "complete": QT_TRANSLATE_NOOP("SceneSlots", "complete"),
    "partial": QT_TRANSLATE_NOOP("SceneSlots", "partial"),
    "nothing": QT_TRANSLATE_NOOP("SceneSlots", "empty"),
    "rejected": QT_TRANSLATE_NOOP("SceneSlots", "rejected"),
    "failed": QT_TRANSLATE_NOOP("SceneSlots", "failed"),
    "stopped": QT_TRANSLATE_NOOP("SceneSlots", "stopped"),
}
_ORDER = (
    "asked",
    "planned",
    "offered",
    "empty",
    "fetching",
    "complete",
    "partial",
    "nothing",
    "rejected",
    "failed",
    "stopped",
    "excluded",
)


def make_cells(
    slots: Sequence[Slot],
    rhythm: str,
    *,
    excluded: Collection[str] = (),
    plans: Mapping[str, Plan] | None = None,
    images: Mapping[str, Image] | None = None,
    is_running: bool = False,
) -> tuple[SlotCell, ...]:
    """Return a cell for each slot, in time order.

    Args:
        slots: all of the period, also those that are excluded.
        rhythm: that they were cut by.
        excluded: names of slots that are not asked for.
        plans: by slot, as far as they are known.
        images: by slot, as far as they have come.
        is_running: whether those that have not come are on their way.
    """
    cells, locale = [], spoken_locale()
    for slot in sorted(slots, key=lambda slot: slot.start):
        image = (images or {}).get(slot.name)
        plan = (plans or {}).get(slot.name)
        if slot.name in excluded:
            look, words = "excluded", ""
        elif image is not None:
            look, words = _look_of_image(image), _words_of_image(image)
        elif is_running and (plan is None or plan.is_asked):
            look, words = "fetching", ""
        elif plan is not None:
            look, words = _look_of_plan(plan), _words_of_plan(plan)
        else:
            look, words = "asked", ""
        head = f"{_title(slot, rhythm)}: {look_title(look)}"
        row, column, label = _place(slot, rhythm, locale)
        cells.append(
            SlotCell(
                slot.name,
                row,
                column,
                label,
                look,
                "\n".join(filter(None, (head, words))),
            )
        )
    return _apart(cells)


def look_title(look: str) -> str:
    """Return a look in words."""
    return str(translate("SceneSlots", _LOOKS[look]))


def summary(cells: Iterable[SlotCell]) -> str:
    """Return “12 slots: 9 planned · 2 without scenes · 1 left out”."""
    counts = Counter(cell.look for cell in cells)
    if not counts:
        return ""
    total = count_of(sum(counts.values()), "1 slot", "{count} slots")
    told = [f"{counts[look]} {look_title(look)}" for look in _ORDER if counts[look]]
    if len(counts) == 1:
        told = [look_title(look) for look in counts]
    return f"{total}: {' · '.join(told)}"


def _look_of_plan(plan: Plan) -> str:
    if plan.is_asked:
        return "planned"
    return "offered" if plan.offered else "empty"


def _words_of_plan(plan: Plan) -> str:
    if not plan.offered:
        return ""
    text = translate("SceneSlots", "{planned} planned of {scenes}")
    scenes = count_of(len(plan.offered), "1 scene", "{count} scenes")
    counts = text.format(planned=len(plan.planned), scenes=scenes)
    return "\n".join(filter(None, (counts, tiles(plan))))


def _look_of_image(image: Image) -> str:
    return "nothing" if image.state is State.EMPTY else image.state.value


def _words_of_image(image: Image) -> str:
    told = [localize(image.reason)]
    if image.main_acquired is not None:
        text = translate("SceneSlots", "Main acquisition {day}")
        told.append(text.format(day=f"{image.main_acquired:%Y-%m-%d %H:%M} UTC"))
    if image.valid_pct is not None:
        text = translate("SceneSlots", "Covered {percent:.0f} %")
        told.append(text.format(percent=image.valid_pct))
    if image.cloud_pct is not None:
        text = translate("SceneSlots", "Cloud in the image {percent:.0f} %")
        told.append(text.format(percent=image.cloud_pct))
    return "\n".join(told)


def _title(slot: Slot, rhythm: str) -> str:
    """Return the name of a slot and, where that does not tell it, its days."""
    days = f"{slot.start:%Y-%m-%d} – {slot.last_second:%Y-%m-%d}"  # noqa: RUF001
    if rhythm == "day" or "_" in slot.name or "T" in slot.name:
        return slot.name
    return f"{slot.name} ({days})"


def _place(slot: Slot, rhythm: str, locale: QLocale) -> tuple[str, int, str]:
    """Return row, column and label of a slot; -1 for the next one in the row."""
    if rhythm in _PLACES:
        return _PLACES[rhythm](slot.start, locale)
    return f"{slot.start.year:04d}", -1, f"{slot.start:%m-%d}"


def _month(start: datetime, locale: QLocale) -> tuple[str, int, str]:
    return f"{start.year:04d}", start.month - 1, _short(start.month, locale)


def _week(start: datetime, _locale: QLocale) -> tuple[str, int, str]:
    year, week, _ = start.isocalendar()
    return f"{year:04d}", week - 1, str(week)


def _dekad(start: datetime, locale: QLocale) -> tuple[str, int, str]:
    third = min((start.day - 1) // 10, _DEKADS - 1)
    label = _short(start.month, locale) if third == 0 else ""
    return f"{start.year:04d}", (start.month - 1) * _DEKADS + third, label


def _quarter(start: datetime, _locale: QLocale) -> tuple[str, int, str]:
    quarter = (start.month - 1) // _MONTHS_A_QUARTER
    return f"{start.year:04d}", quarter, f"Q{quarter + 1}"


def _day(start: datetime, _locale: QLocale) -> tuple[str, int, str]:
    return f"{start:%Y-%m}", start.day - 1, str(start.day)


def _year(start: datetime, _locale: QLocale) -> tuple[str, int, str]:
    return "", -1, f"{start.year:04d}"


_PLACES: Mapping[str, Callable[[datetime, QLocale], tuple[str, int, str]]] = {
    "month": _month,
    "week": _week,
    "dekad": _dekad,
    "quarter": _quarter,
    "day": _day,
    "year": _year,
}


def _apart(cells: Sequence[SlotCell]) -> tuple[SlotCell, ...]:
    """Return the cells, counted through where two would stand at one place."""
    places = Counter((cell.row, cell.column) for cell in cells)
    if all(cell.column >= 0 for cell in cells) and max(places.values(), default=1) == 1:
        return tuple(cells)
    counts: Counter[str] = Counter()
    # Over several rows one heading would stand for slots of different days.
    has_labels = len({cell.row for cell in cells}) == 1
    numbered = []
    for cell in cells:
        label = cell.label if has_labels else ""
        numbered.append(replace(cell, column=counts[cell.row], label=label))
        counts[cell.row] += 1
    return tuple(numbered)


def _short(month: int, locale: QLocale) -> str:
    return str(locale.standaloneMonthName(month, QLocale.FormatType.ShortFormat))
