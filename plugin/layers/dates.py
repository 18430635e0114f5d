"""The dates of a mosaic in words: never one invented date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from datetime import datetime

    from ..core.images import Image

translate = QCoreApplication.translate


def describe_dates(image: Image) -> str:
    """Return all that is known of an image's times, in a sentence."""
    main, first, last = (
        image.main_acquired,
        image.first_acquired,
        image.last_acquired,
    )
    if main is None or first is None or last is None:
        return str(translate("SceneSlots", "When it was acquired is not known."))
    if not _is_mixed(image):
        return str(
            translate("SceneSlots", "One acquisition, {time} UTC, {share} of the area.")
        ).format(time=minute_of(main), share=percent(image.main_share_pct))
    return str(
        translate(
            "SceneSlots",
            "{count} acquisitions from {first} to {last}, the main one {main} UTC with"
            " {share} of the area.",
        )
    ).format(
        count=unknown_or(image.acquisitions),
        first=minute_of(first),
        last=minute_of(last),
        main=minute_of(main),
        share=percent(image.main_share_pct),
    )


def short_dates(image: Image, separator: str = ", ") -> str:
    """Return the main day with its share, and the others' span where there are some."""
    main, first, last = (
        image.main_acquired,
        image.first_acquired,
        image.last_acquired,
    )
    if main is None or first is None or last is None:
        return str(translate("SceneSlots", "date unknown"))
    if not _is_mixed(image):
        return day_of(main)
    mainly = translate("SceneSlots", "mainly {main} ({share})").format(
        main=day_of(main), share=percent(image.main_share_pct)
    )
    span = translate("SceneSlots", "{count} acquisitions, {first} to {last}").format(
        count=unknown_or(image.acquisitions), first=day_of(first), last=day_of(last)
    )
    return f"{mainly}{separator}{span}"


def day_of(moment: datetime) -> str:
    """Return the UTC day."""
    return f"{moment:%Y-%m-%d}"


def minute_of(moment: datetime) -> str:
    """Return UTC day and minute."""
    return f"{moment:%Y-%m-%d %H:%M}"


def percent(value: float | None) -> str:
    """Return a percentage; unknown is a question mark, never 0."""
    return "?" if value is None else f"{value:.1f} %"


def unknown_or(value: int | None) -> str:
    """Return a number, or a question mark."""
    return "?" if value is None else str(value)


def _is_mixed(image: Image) -> bool:
    return image.acquisitions != 1 and image.first_acquired != image.last_acquired
