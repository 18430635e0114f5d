"""Pieces: answers that came for an image that is not whole yet, kept by request."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..core.errors import StoreError
from .faults import said
from .landing import leftovers, part_of, read_json

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

PIECES = "pieces"
"""Folder of a run that is there while an image lacks something."""

_DIGITS = 32
"""Of a request's hash, in the name of a file."""


class Pieces:
    """The answers that are kept for the slots of a run folder."""

    def __init__(self, folder: Path) -> None:
        """Hold the place.

        Args:
            folder: of the run.
        """
        self._folder = folder / PIECES
        self.paid: list[float | None] = []
        """Units charged for each answer that came, None where that is unknown."""

    def place(self, slot: str, request: str) -> Path:
        """Return where the body of an answer belongs.

        Args:
            slot: name of the slot.
            request: hash of the request.
        """
        return self._folder / f"{slot}.{request[:_DIGITS]}.tar"

    def part(self, body: Path) -> Path:
        """Return the temporary name of a body, in its folder, which is made.

        Raises:
            StoreError: the folder cannot be made.
        """
        with said(f"The folder {self._folder} could not be made"):
            self._folder.mkdir(exist_ok=True)
        return part_of(body)

    def keep(self, body: Path, units: float | None) -> None:
        """Give a body that is whole its name, and remember what it cost.

        Raises:
            StoreError: the disk refuses.
        """
        self.paid.append(units)
        told = _told(body)
        try:
            part_of(told).write_text(json.dumps({"units": units}), encoding="utf-8")
            part_of(told).replace(told)
        except OSError:  # a full disk: what it cost is unknown then, but here it is
            part_of(told).unlink(missing_ok=True)
        with said(f"The answer {body} could not be kept"):
            part_of(body).replace(body)

    def units(self, body: Path) -> float | None:
        """Return what a kept body cost, None if that is unknown."""
        try:
            told = read_json(_told(body))
        except StoreError:
            return None
        units = told.get("units") if isinstance(told, dict) else None
        return float(units) if isinstance(units, (int, float)) else None

    def drop(self, body: Path) -> None:
        """Remove a body, whole or not."""
        with said(f"The answer {body} could not be removed", strict=False):
            for path in (body, _told(body)):
                part_of(path).unlink(missing_ok=True)
                path.unlink(missing_ok=True)

    def settle(self, slots: Collection[str]) -> None:
        """Remove the answers of slots whose images are whole."""
        if not slots or not self._folder.is_dir():
            return
        with said("Answers could not be removed", strict=False):
            for path in self._folder.iterdir():
                if path.name.partition(".")[0] in slots:
                    path.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave no folder without any answer; nobody may be at work there any more."""
        if self._folder.is_dir():
            with said(f"{self._folder} could not be removed", strict=False):
                if not any(self._folder.iterdir()):
                    self._folder.rmdir()

    def sweep(self) -> None:
        """Remove what was cut off.

        Raises:
            OSError: the system refuses.
        """
        for path in leftovers(self._folder):
            path.unlink()


def _told(body: Path) -> Path:
    return body.with_suffix(".json")
