"""Takes a folder for a run: new, empty, or of the same run; nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..core.errors import StoreError
from .document import load_document
from .faults import said
from .landing import discard, leftovers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .document import RunDocument

# What file managers leave in folders that a person calls empty.
_NOT_COUNTED = {".DS_Store", "Thumbs.db", "desktop.ini", ".directory"}


def claim(
    path: Path, document_path: Path, images: Path, document: RunDocument
) -> tuple[Path, ...]:
    """Make the folder, clear what a crash left; return the folders that are new.

    Raises:
        StoreError: the place is no folder, holds something else, or is not writable.
    """
    with said(f"The run folder “{path}” could not be made"):
        if path.exists() and not path.is_dir():
            message = f"“{path}” is a file: choose another place for the run folder."
            raise StoreError(message)
        new = tuple(_missing(images))
        if document_path.exists():
            _check_same(path, load_document(document_path), document)
        elif path not in new:
            _check_empty(path)
        try:
            images.mkdir(parents=True, exist_ok=True)
        except OSError:
            give_up(new, ())
            raise
        for leftover in (*leftovers(path), *leftovers(images)):
            leftover.unlink()
    return new


def give_up(new: Iterable[Path], files: Iterable[Path]) -> None:
    """Remove what was made for a run that could not begin; never a run's content.

    Args:
        new: folders that `claim` made, the innermost first.
        files: removed as well if the run folder itself was new.
    """
    made = [folder for folder in new if folder.is_dir()]
    with said("The unfinished run folder could not be removed", strict=False):
        for file in files:
            discard(file)
            if file.parent in made:
                file.unlink(missing_ok=True)
        for folder in made:
            if not any(folder.iterdir()):
                folder.rmdir()


def _missing(path: Path) -> Iterable[Path]:
    while not path.exists():
        yield path
        path = path.parent


def _check_same(path: Path, found: RunDocument, wanted: RunDocument) -> None:
    # Through JSON, as the other one came: tuples are lists there.
    if json.loads(json.dumps(wanted.identity)) != list(found.identity):
        message = f"The folder “{path}” holds another run: choose a new folder."
        raise StoreError(message)


def _check_empty(path: Path) -> None:
    ours = set(leftovers(path)) | set(leftovers(path / "images"))
    for found in path.iterdir():
        if found.name in _NOT_COUNTED or found in ours:
            continue
        if found.name == "images" and found.is_dir() and not any(found.iterdir()):
            continue
        message = f"The folder “{path}” holds other files: choose an empty or new one."
        raise StoreError(message)
