"""Lock: one program at a time writes into a run folder; it ends with the program."""

from __future__ import annotations

import errno
from typing import IO, TYPE_CHECKING

from ..core.errors import StoreError

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from pathlib import Path

LOCK = "run.lock"
"""A file that is there while a run writes, and after a crash."""
_TAKEN = (errno.EACCES, errno.EAGAIN)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


class FolderLock:
    """The right to write into a run folder."""

    def __init__(self, folder: Path) -> None:
        """Take it.

        A file system that knows no locks gives it to everybody; Windows lets nobody
        replace a file that another program holds open. In a folder that may not be
        written there is none to take: it may hold all that is asked for.

        Raises:
            StoreError: another program has it.
            OSError: the disk refuses.
        """
        self._path = folder / LOCK
        self._file: IO[str] | None = None
        try:
            file = self._path.open("w", encoding="utf-8")
        except OSError as error:
            if error.errno in _NOT_ALLOWED:
                return
            raise
        if _is_taken(file):
            file.close()
            message = (
                f"Another program is fetching into the folder “{folder}”: wait until it"
                " has ended, or choose another folder."
            )
            raise StoreError(message)
        self._file = file

    def release(self) -> None:
        """Give it back; without effect a second time."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self._path.unlink(missing_ok=True)


def _is_taken(file: IO[str]) -> bool:
    """Try to lock a file; return whether another program has locked it."""
    if fcntl is None:
        return False
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _TAKEN
    return False
