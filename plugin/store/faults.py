"""What goes wrong on disk, said in a sentence: errors of GDAL, OGR and the system."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from osgeo import gdal

from ..core.errors import StoreError
from ..core.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

_CAUSES = {
    errno.ENOSPC: say("the disk is full"),
    errno.EDQUOT: say("the disk quota is used up"),
    errno.EFBIG: say("the file would be too large for the disk"),
    errno.EACCES: say("writing is not allowed there, choose another folder"),
    errno.EPERM: say("writing is not allowed there, choose another folder"),
    errno.EROFS: say("the disk is read-only, choose another folder"),
    errno.ENOTDIR: say("a part of the path is a file, choose another folder"),
    errno.ENOENT: say("the file or its folder is not there"),
    errno.ENAMETOOLONG: say("the path is too long, choose a shorter one"),
}
# GDAL reports the system's errors as text only.
_PHRASES = (
    ("No space left", _CAUSES[errno.ENOSPC]),
    ("File too large", _CAUSES[errno.EFBIG]),
    ("failed: No such file", _CAUSES[errno.ENOENT]),
    ("Permission denied", _CAUSES[errno.EACCES]),
    ("readonly database", _CAUSES[errno.EROFS]),
    ("database or disk is full", _CAUSES[errno.ENOSPC]),
    ("unable to open database file", say("it is not there, or locked away")),
    ("disk I/O error", say("the disk refuses, it may be full")),
)


class LockedError(StoreError):
    """Another program keeps the tables locked; a later try may do."""


@contextmanager
def said(sentence: str, *, strict: bool = True) -> Iterator[None]:
    """Turn what fails inside into a `StoreError` that begins with the sentence.

    Whether GDAL raises is a switch of the whole process that belongs to QGIS. So both
    ways are heard: what is raised is caught, and what is only reported is listened to,
    on this thread alone.

    Args:
        sentence: what did not work, without a full stop.
        strict: whether an error that GDAL reports but does not raise counts too;
            right for writing, where it is often the only sign.

    Raises:
        StoreError: GDAL or the file system failed inside.
    """
    heard: list[str] = []

    def listen(level: int, _number: int, message: str) -> None:
        if level >= gdal.CE_Failure:
            heard.append(message)

    gdal.PushErrorHandler(listen)
    try:
        yield
    except RuntimeError as error:
        raise _error(sentence, [*heard, str(error)]) from error
    except OSError as error:
        raise StoreError(f"{sentence}: {cause_of(error)}.") from error
    finally:
        gdal.PopErrorHandler()
    if strict and heard:
        raise _error(sentence, heard)


def known(value: T | None) -> T:
    """Return what GDAL made.

    Raises:
        RuntimeError: GDAL returned nothing instead; `said` adds GDAL's reason.
    """
    if value is None:
        message = gdal.GetLastErrorMsg() or say("GDAL gave no reason")
        raise RuntimeError(message)
    return value


def done(code: int | None) -> None:
    """Check the code that a function of GDAL or OGR returned.

    Raises:
        RuntimeError: the code tells of a failure; `said` adds GDAL's reason.
    """
    if code:
        message = gdal.GetLastErrorMsg() or say(f"GDAL's code {code}")
        raise RuntimeError(message)


def cause_of(error: OSError) -> str:
    """Return the cause of a system error in words, without a full stop."""
    return _CAUSES.get(error.errno or 0) or error.strerror or type(error).__name__


def _error(sentence: str, heard: list[str]) -> StoreError:
    for text in heard:
        if "database is locked" in text:
            return LockedError(
                say(f"{sentence}: another program is using it, close that.")
            )
        for phrase, cause in _PHRASES:
            if phrase in text:
                return StoreError(f"{sentence}: {cause}.")
    reason = " ".join(heard[0].split()).rstrip(".")
    return StoreError(f"{sentence}: {reason}.")
