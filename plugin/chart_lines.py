"""Profiles as lines of a chart: which points are joined, and what is said of them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ..ui.chart_page import RANGE, TENTHS
from ..ui.chart_values import ChartGap, ChartLine, ChartPoint
from .language import localize
from .layers.pixel import class_name
from .plan_words import count_of
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from .core.scenes import Scene
    from .store.profile import Figures, Profile, Sample

CLOUDED_PCT = 20.0
"""From so much cloud at the place on, a point is hollow."""
_LARGE = 1e5
_MOST_TILES = 3
"""That are named; the rest is counted."""


def line_of(profile: Profile, title: str, band: int, spread: str) -> ChartLine:
    """Return the line of one band.

    A line is broken where a slot has no value, and where two slots do not touch in a
    series whose slots do.

    Args:
        profile: with that band.
        title: of the place.
        band: its number, from 0.
        spread: one of those of the page.
    """
    parts: list[list[ChartPoint]] = [[]]
    gaps: list[ChartGap] = []
    samples = _whole(profile.samples)
    touches = [one.image.end == other.image.start for one, other in _pairs(samples)]
    is_dense = any(touches)
    for number, sample in enumerate(samples):
        if not sample.figures:
            gaps.append(_gap(sample))
            parts.append([])
            continue
        if number and is_dense and not touches[number - 1]:
            parts.append([])
        parts[-1].append(_point(profile, sample, band, spread))
    return ChartLine(title, tuple(tuple(part) for part in parts if part), tuple(gaps))


def band_title(profile: Profile, band: int) -> str:
    """Return the name of a band with its unit."""
    name = profile.bands[band] if band < len(profile.bands) else ""
    told = profile.units[band] if band < len(profile.units) else ""
    return f"{name} ({told})" if told not in ("", "1") else name


def number_text(value: float) -> str:
    """Return a value with four digits that matter."""
    return f"{value:.4g}" if abs(value) < _LARGE else f"{value:.0f}"


def _whole(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    """Return the samples without those of slots that a longer one has replaced.

    A series that ended within a slot keeps its short image when it goes on.
    """
    last = samples[-1:]
    kept = [
        one
        for one, other in _pairs(samples)
        if not (
            other.figures
            and one.image.start == other.image.start
            and one.image.end < other.image.end
        )
    ]
    return (*kept, *last)


def _pairs(samples: Sequence[Sample]) -> zip[tuple[Sample, Sample]]:
    return zip(samples, samples[1:])


def _gap(sample: Sample) -> ChartGap:
    image = sample.image
    reason = localize(image.reason) if image.path is None or _is_out(sample) else ""
    reason = reason or str(translate("SceneSlots", "No data at this place."))
    words = f"{image.slot} · {reason}"
    middle = image.start + (image.end - image.start) / 2
    return ChartGap(image.slot, middle, words, _rich(image.slot, (reason,)))


def _is_out(sample: Sample) -> bool:
    """Return whether the image was not even read."""
    return sample.valid_pct is None


def _point(profile: Profile, sample: Sample, band: int, spread: str) -> ChartPoint:
    figures = sample.figures[min(band, len(sample.figures) - 1)]
    low, high = _spread(figures, spread if profile.pixels > 1 else "")
    lines = _lines(profile, sample, figures, low, high)
    return ChartPoint(
        sample.image.slot,
        when_of(sample),
        figures.mean,
        low,
        high,
        (sample.cloud_pct or 0.0) >= CLOUDED_PCT,
        " · ".join((sample.image.slot, *lines)),
        _rich(sample.image.slot, lines),
    )


def when_of(sample: Sample) -> datetime:
    """Return when most of the place was acquired, else the middle of the slot."""
    image = sample.image
    if sample.scenes:
        return sample.scenes[0].acquired
    return image.main_acquired or image.start + (image.end - image.start) / 2


def _spread(figures: Figures, spread: str) -> tuple[float | None, float | None]:
    if spread == TENTHS:
        return figures.p10, figures.p90
    if spread == RANGE:
        return figures.minimum, figures.maximum
    return None, None


def _lines(
    profile: Profile,
    sample: Sample,
    figures: Figures,
    low: float | None,
    high: float | None,
) -> tuple[str, ...]:
    """Return value, date, tiles and clouds, each under its full name."""
    value = number_text(figures.mean)
    if low is not None and high is not None:
        value = f"{value} ({number_text(low)} … {number_text(high)})"
    return (
        value,
        *(_scene(one) for one in sample.scenes[:_MOST_TILES]),
        *_rest(sample),
        *_clouds(profile, sample),
    )


def _scene(scene: Scene) -> str:
    unknown = translate("SceneSlots", "unknown")
    cloud = scene.cloud_coverage
    return str(
        translate("SceneSlots", "{time} UTC, tile {tile}, tile cloud {cloud}")
    ).format(
        time=f"{scene.acquired:%Y-%m-%d %H:%M}",
        tile=scene.tile_name or scene.tile_id or scene.key,
        cloud=unknown if cloud is None else f"{cloud:.3g} %",
    )


def _rest(sample: Sample) -> tuple[str, ...]:
    more = len(sample.scenes) - _MOST_TILES
    if more > 0:
        return (count_of(more, "1 tile more", "{count} tiles more"),)
    if not sample.scenes:
        return (translate("SceneSlots", "acquisition and tile unknown"),)
    return ()


def _clouds(profile: Profile, sample: Sample) -> tuple[str, ...]:
    image, unknown = sample.image, translate("SceneSlots", "unknown")
    whole = unknown if image.cloud_pct is None else f"{image.cloud_pct:.3g} %"
    told = [translate("SceneSlots", "image cloud {cloud}").format(cloud=whole)]
    if profile.pixels == 1:
        if sample.cloud_class is not None:
            told.append(class_name(image.cloud_source, sample.cloud_class))
        return tuple(told)
    here = unknown if sample.cloud_pct is None else f"{sample.cloud_pct:.3g} %"
    told.append(translate("SceneSlots", "cloud here {cloud}").format(cloud=here))
    if sample.valid_pct is not None:
        text = translate("SceneSlots", "{valid} of the place has data")
        told.append(text.format(valid=f"{sample.valid_pct:.3g} %"))
    return tuple(told)


def _rich(title: str, lines: Sequence[str]) -> str:
    return f"<b>{escape(title)}</b><br>" + "<br>".join(escape(line) for line in lines)
