"""Limits: images that are too cloudy or too empty are rejected, and come back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .errors import InputError
from .images import State
from .sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .images import Image

# Behind what was said of the image before, so that this can be said again.
_REJECTED = " Rejected: "
_PERCENT = 100.0


@dataclass(frozen=True)
class Limits:
    """What an image must keep; None is no limit, and all are inclusive."""

    max_cloud_pct: float | None = None
    """Of the image's own cloud, counted from its pixels."""
    min_valid_pct: float | None = None
    """Of the pixels inside the asked geometry that have data."""
    max_tile_cloud: float | None = None
    """Of the providers' figures: no used tile may have more."""

    def __post_init__(self) -> None:
        """Refuse what is no percentage.

        Raises:
            InputError: a limit is below 0 or above 100.
        """
        for limit in (self.max_cloud_pct, self.min_valid_pct, self.max_tile_cloud):
            if limit is not None and not 0.0 <= limit <= _PERCENT:
                message = say(f"A limit is a percentage from 0 to 100, not {limit:g}.")
                raise InputError(message)

    def objection(self, image: Image) -> str | None:
        """Return the sentence that rejects the image, None if it keeps the limits.

        What is unknown breaks no limit: unknown is neither cloudy nor clear.
        """
        if _is_above(image.cloud_pct, self.max_cloud_pct):
            return say(
                f"{image.cloud_pct:.1f} % of its pixels are cloud, more than"
                f" {self.max_cloud_pct:g} %."
            )
        if _is_above(self.min_valid_pct, image.valid_pct):
            return say(
                f"{image.valid_pct:.1f} % of the area have data, less than"
                f" {self.min_valid_pct:g} %."
            )
        if _is_above(image.tile_cloud_max, self.max_tile_cloud):
            return say(
                f"One of its tiles has {image.tile_cloud_max:.1f} % cloud, more than"
                f" {self.max_tile_cloud:g} %."
            )
        return None


def apply_limits(images: Iterable[Image], limits: Limits) -> tuple[Image, ...]:
    """Return the images with those rejected that break a limit, and no others.

    An image that was rejected before and keeps these limits has its former state and
    reason again. Images without pixels are as they are; files are not touched.
    """
    return tuple(_judge(image, limits) for image in images)


def plain_reason(image: Image) -> str:
    """Return what was said of an image before limits were applied."""
    return image.reason.partition(_REJECTED)[0]


def objection_of(image: Image) -> str:
    """Return why an image is rejected; of another one all that was said."""
    return image.reason.partition(_REJECTED)[2] or image.reason


def _judge(image: Image, limits: Limits) -> Image:
    if image.state not in (State.COMPLETE, State.PARTIAL, State.REJECTED):
        return image
    said = plain_reason(image)
    if objection := limits.objection(image):
        told = say(f"{said} Rejected: {objection}")
        return replace(image, state=State.REJECTED, reason=told)
    state = State.PARTIAL if image.pieces_failed else State.COMPLETE
    return replace(image, state=state, reason=said)


def _is_above(number: float | None, limit: float | None) -> bool:
    return number is not None and limit is not None and number > limit
