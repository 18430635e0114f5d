"""The draft: what the editor of scripts held, unsaved, when it was last seen."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE = "draft.json"


@dataclass(frozen=True)
class Draft:
    """A script that is neither saved nor discarded."""

    script: str
    name: str = ""
    """Of the product that is edited; empty for a new one."""
    title: str = ""
    """Of what the editor began with."""
    original: str = ""
    """The script that the editor began with."""
    collection: str = ""


def keep_draft(folder: Path, draft: Draft | None, kept: Draft | None) -> None:
    """Write the draft for a later time, or remove it where there is none.

    Args:
        folder: of this profile, which another QGIS may use, too.
        draft: as it is now.
        kept: as it was written before; only this one is removed, no other's.

    Raises:
        OSError: the folder cannot be written.
    """
    path = folder / FILE
    if draft is None:
        if find_draft(folder) == kept:
            path.unlink(missing_ok=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(draft)), encoding="utf-8")
    part.replace(path)


def find_draft(folder: Path) -> Draft | None:
    """Return the draft of an earlier time, None where there is none to be read."""
    with suppress(OSError, ValueError, TypeError):
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
        draft = Draft(**told)
        if all(isinstance(one, str) for one in asdict(draft).values()):
            return draft
    return None
