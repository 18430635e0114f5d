"""Space: whether a file may grow, asked before GDAL needs it.

GDAL 3.6 ends the whole process where the disk is full while it builds overviews.
"""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def ensure_space(path: Path, size: int) -> None:
    """Let a file grow by some bytes and shrink again.

    Args:
        path: of the file; what is written behind its end meanwhile is lost.
        size: in bytes.

    Raises:
        OSError: the disk, the quota or the system refuses.
    """
    if shutil.disk_usage(path.parent).free < size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    # Not on every system; elsewhere the free space has to do.
    allocate = getattr(os, "posix_fallocate", None)
    if allocate is None:
        return
    with path.open("rb+") as file:
        length = file.seek(0, os.SEEK_END)
        try:
            allocate(file.fileno(), length, size)
        finally:
            file.truncate(length)
