"""Takes a folder for a run: new, empty, or of the same run; nothing else."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.errors import StoreError
from ..core.sentences import say
from .document import RunDocument, load_document
from .faults import said
from .landing import discard, leftovers
from .lock import LOCK, FolderLock
from .pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

# What file managers leave in folders that a person calls empty.
_NOT_COUNTED = {".DS_Store", "Thumbs.db", "desktop.ini", ".directory", LOCK}


# Of an image, its version, its scene raster, its cloud classes, and their sidecars.
_RASTER = re.compile(
    r"(?P<slot>.+?)(\.\d+)?(\.scene|\.cloud)?\.tif(\.aux\.xml|\.ovr|\.msk)?"
)


@dataclass(frozen=True)
class Claim:
    """A folder that a run may write to."""

    new: tuple[Path, ...]
    """Folders that were made, the innermost first."""
    found: RunDocument | None
    """Of the run that is there, None in a new folder."""
    lock: FolderLock | None
    """Held until it is released."""


def claim(
    path: Path,
    document_path: Path,
    images: Path,
    document: RunDocument,
    *,
    lock_if: Callable[[], bool] | None,
) -> Claim:
    """Make the folder, and clear what a crash and earlier refreshes left behind.

    Raises:
        StoreError: the place is no folder, holds something else, is not writable, or
            is not as it was planned with.
    """
    with said(f"The run folder “{path}” could not be made"):
        if path.exists() and not path.is_dir():
            message = say(
                f"“{path}” is a file: choose another place for the run folder."
            )
            raise StoreError(message)
        new = tuple(_missing(images))
        if path not in new and not document_path.exists():
            _check_empty(path)
        lock = None
        try:
            images.mkdir(parents=True, exist_ok=True)
            if lock_if is not None:
                lock = FolderLock(path)
                _check_current(path, lock_if)
            # Not before: whoever had the lock may have changed it until then.
            found = _find(document_path, document)
            _tidy(path, images, found, document)
        except BaseException:
            if lock is not None:
                lock.release()
            give_up(new, ())
            raise
    return Claim(new, found, lock)


def _check_current(path: Path, is_current: Callable[[], bool]) -> None:
    if not is_current():
        message = say(
            f"Another program has fetched into the folder “{path}” meanwhile: run again"
            " to go on from there."
        )
        raise StoreError(message)


def _tidy(
    path: Path, images: Path, found: RunDocument | None, document: RunDocument
) -> None:
    for leftover in (*leftovers(path), *leftovers(images)):
        leftover.unlink()
    Pieces(path).sweep()
    if found is not None:
        _sweep(images, found, {*found.images, *document.images})


def _find(path: Path, document: RunDocument) -> RunDocument | None:
    """Return the document that is there, which must be that of the same run."""
    if not path.exists():
        return None
    found = load_document(path)
    check_same(path.parent, found.identity, document.identity)
    return found


def check_same(
    path: Path, found: Mapping[str, object], wanted: Mapping[str, object]
) -> None:
    """Refuse a folder of a run that is about something else.

    Args:
        path: of the folder, for the sentence.
        found: what the run there is about, JSON values by a word for each.
        wanted: the same of the run that would write there.

    Raises:
        StoreError: they differ, with what differs.
    """
    # Through JSON, as the other one came: tuples are lists there.
    wanted = json.loads(json.dumps(wanted))
    if found == wanted:
        return
    names = [
        name for name in {**wanted, **found} if found.get(name) != wanted.get(name)
    ]
    if not found or not wanted:
        names = [say("kind")]
    message = say(
        f"The folder “{path}” holds a run with another"
        f" {say(' and another ').join(names)}: choose a new folder."
    )
    raise StoreError(message)


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


def _sweep(images: Path, found: RunDocument, slots: Collection[str]) -> None:
    """Remove rasters of our slots that no row names: cut off, or replaced since."""
    named = {
        image.path.rpartition("/")[2][: -len(".tif")]
        for image in found.images.values()
        if image.path
    }
    for path in images.iterdir():
        match = _RASTER.fullmatch(path.name)
        if match is None or match["slot"] not in slots:
            continue
        stem = match["slot"] + (match[2] or "")
        if stem not in named:
            # Where QGIS holds it open and the system minds: the next run may.
            with suppress(PermissionError):
                path.unlink()


def _check_empty(path: Path) -> None:
    ours = set(leftovers(path)) | set(leftovers(path / "images"))
    for found in path.iterdir():
        if found.name in _NOT_COUNTED or found in ours:
            continue
        if found.name == "images" and found.is_dir() and not any(found.iterdir()):
            continue
        message = say(
            f"The folder “{path}” holds other files: choose an empty or new one."
        )
        raise StoreError(message)
