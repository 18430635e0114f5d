"""An animated GIF from pictures, with Pillow where it is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.errors import InputError
from .faults import said
from .landing import discard, land, part_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FRAME_MS = 900


def write_gif(
    path: Path, frames: Sequence[tuple[int, int, bytes]], frame_ms: int = FRAME_MS
) -> None:
    """Write the pictures as an endless animation, by rename.

    Args:
        path: of the GIF.
        frames: ``(width, height, RGBA bytes)``, at least one, all of one size.
        frame_ms: how long each is shown.

    Raises:
        InputError: Pillow is not installed.
        StoreError: the file cannot be written.
    """
    try:
        from PIL import Image  # noqa: PLC0415  not everybody has it
    except ImportError as error:
        message = (
            "An animation needs the Python package Pillow: install it with “python3 -m"
            " pip install Pillow” for QGIS's Python."
        )
        raise InputError(message) from error
    first, *others = (
        Image.frombytes("RGBA", (width, height), pixels).convert("RGB").quantize()
        for width, height, pixels in frames
    )
    with said(f"The animation {path} could not be written"):
        try:
            first.save(
                part_of(path),
                format="GIF",
                save_all=True,
                append_images=others,
                duration=frame_ms,
                loop=0,
            )
            land(path)
        except OSError:
            discard(path)
            raise
