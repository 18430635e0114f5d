"""Lock: one at a time writes into a run folder; it ends with the program."""

from __future__ import annotations

import errno
import os
from typing import IO, TYPE_CHECKING

from ..core.errors import StoreError
from ..core.sentences import say

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
        while self._file is None:
            try:
                file = self._path.open("w", encoding="utf-8")
            except OSError as error:
                if error.errno in _NOT_ALLOWED:
                    return
                raise
            if _is_taken(file):
                file.close()
                message = say(
                    f"Another program is fetching into the folder “{folder}”: wait"
                    " until it has ended, or choose another folder."
                )
                raise StoreError(message)
            if _is_gone(file, self._path):
                file.close()  # who had it removed it: take the one that is there now
            else:
                self._file = file

    def release(self) -> None:
        """Give it back; without effect a second time."""
        if self._file is None:
            return
        file, self._file = self._file, None
        if fcntl is None:
            file.close()  # Windows removes no open file
        # While it is held: else it might be that of the next one.
        self._path.unlink(missing_ok=True)
        file.close()


def _is_taken(file: IO[str]) -> bool:
    """Try to lock a file; return whether somebody else has locked it."""
    if fcntl is None:
        return False
    try:
        # Not lockf: that is one lock for all of a program, and given back by any close.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _TAKEN
    return False


def _is_gone(file: IO[str], path: Path) -> bool:
    """Return whether a locked file is not the one of that name any more."""
    if fcntl is None:
        return False
    try:
        return not os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return True
