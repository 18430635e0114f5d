"""An animated GIF from pictures, with Pillow where it is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from ..core.errors import InputError, Stopped
from ..core.sentences import say
from .faults import said
from .landing import discard, land, part_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FRAME_MS = 900


class GifWriter:
    """Collects pictures, small as they will be in the file, and writes them."""

    def __init__(self) -> None:
        """Look for Pillow.

        Raises:
            InputError: it is not installed.
        """
        try:
            from PIL import Image  # noqa: PLC0415  not everybody has it
        except ImportError as error:
            message = say("An animation needs the Python package Pillow.")
            raise InputError(message) from error
        self._image = Image
        self._pictures: list[Any] = []

    def add(self, frame: tuple[int, int, bytes]) -> None:
        """Take the next picture.

        Args:
            frame: ``(width, height, RGBA bytes)``, all of one size.
        """
        width, height, pixels = frame
        picture = self._image.frombytes("RGBA", (width, height), pixels)
        self._pictures.append(picture.convert("RGB").quantize())

    def write(
        self,
        path: Path,
        stop: Callable[[], bool] = lambda: False,
        frame_ms: int = FRAME_MS,
    ) -> None:
        """Write an endless animation, by rename.

        Args:
            path: of the GIF.
            stop: whether to stop.
            frame_ms: how long each picture is shown.

        Raises:
            StoreError: the file cannot be written.
            Stopped: ``stop()`` became true.
        """
        first, *others = self._pictures
        with said(f"The animation {path} could not be written"):
            try:
                first.save(
                    part_of(path),
                    format="GIF",
                    save_all=True,
                    append_images=_until(stop, others),
                    duration=frame_ms,
                    loop=0,
                )
                land(path)
            finally:
                discard(path)


def _until(stop: Callable[[], bool], pictures: list[Any]) -> Iterator[Any]:
    for picture in pictures:
        if stop():
            raise Stopped
        yield picture
