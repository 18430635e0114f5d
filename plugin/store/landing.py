"""Files that appear under their name only when they are whole."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.errors import StoreError
from ..core.sentences import say
from .faults import said

if TYPE_CHECKING:
    from collections.abc import Iterator

# One writer per run, so the name can be fixed: what a crash leaves is overwritten.
_PART = ".part"
_HEAD_BYTES = 65_536
_DECODER = json.JSONDecoder()


def part_of(path: Path) -> Path:
    """Return the temporary name of a file, in the same folder.

    The suffix stays, because GDAL's drivers look at it.
    """
    return path.with_name(f"{path.stem}{_PART}{path.suffix}")


def sidecar_of(path: Path) -> Path:
    """Return the place where GDAL keeps what does not fit into the file."""
    return path.with_name(f"{path.name}.aux.xml")


def land(path: Path) -> None:
    """Give the finished temporary file its name; its sidecar, if any, goes first.

    Raises:
        OSError: the system could not write or rename it.
    """
    part = part_of(path)
    for source, target in ((sidecar_of(part), sidecar_of(path)), (part, path)):
        if source.exists():
            _sync(source)
            source.replace(target)


def discard(path: Path) -> None:
    """Remove what was written under the temporary name of the file."""
    part = part_of(path)
    for leftover in (part, sidecar_of(part), Path(f"{part}-journal")):
        leftover.unlink(missing_ok=True)


def leftovers(folder: Path) -> Iterator[Path]:
    """Yield the temporary files that a crash left in a folder."""
    if folder.is_dir():
        for path in folder.iterdir():
            if f"{_PART}." in path.name and path.is_file():
                yield path


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 text file, by rename.

    Raises:
        StoreError: the file could not be written.
    """
    with said(f"The file {path} could not be written"):
        try:
            # newline: the same bytes on every system. Half a character, which a script
            # may have written, becomes JSON's own word for it.
            with part_of(path).open(
                "w", encoding="utf-8", errors="backslashreplace", newline="\n"
            ) as stream:
                stream.write(text)
            land(path)
        except OSError:
            discard(path)
            raise


def write_json(path: Path, value: object) -> None:
    """Write a JSON document, by rename.

    Raises:
        StoreError: the file could not be written.
    """
    write_text(path, f"{_lay_out(value, 2)}\n")


def read_json(path: Path) -> object:
    """Return the value of a JSON document.

    Raises:
        StoreError: the file is missing or no JSON.
    """
    with said(f"The file {path} could not be read"):
        text = path.read_bytes()
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        message = say(f"The file {path} is damaged: it is not a JSON document.")
        raise StoreError(message) from error


def read_entry(path: Path, name: str) -> object:
    """Return one entry of a JSON object that `write_json` has written.

    Of a long document with the entry near its head only the head is read.

    Raises:
        StoreError: the file is missing or no JSON object, or has no such entry.
    """
    with said(f"The file {path} could not be read"), path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES).decode(errors="replace")
    # No text of JSON has line ends of its own, and inner entries stand further in.
    _, found, rest = head.partition(f"\n {json.dumps(name)}: ")
    if found:
        with suppress(ValueError, RecursionError):
            return _DECODER.raw_decode(rest)[0]
    told = read_json(path)
    if not isinstance(told, dict) or name not in told:
        message = say(f"The file {path} is damaged: it has no “{name}”.")
        raise StoreError(message)
    return told[name]


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _lay_out(value: object, depth: int, margin: str = "") -> str:
    """Return JSON text whose outer levels have a line per entry, for people.

    Deeper ones stand in one line, which is written ten times as fast.
    """
    if not depth or not value or not isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    inner = f"{margin} "
    if isinstance(value, dict):
        entries = [
            f"{json.dumps(str(name))}: {_lay_out(entry, depth - 1, inner)}"
            for name, entry in value.items()
        ]
        brackets = "{}"
    else:
        entries = [_lay_out(entry, depth - 1, inner) for entry in value]
        brackets = "[]"
    lines = f",\n{inner}".join(entries)
    return f"{brackets[0]}\n{inner}{lines}\n{margin}{brackets[1]}"
