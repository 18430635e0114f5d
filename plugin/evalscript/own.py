"""Own products: the evalscript files of a person, in a folder of the profile.

Files come and go without us, and one that cannot be read hides no other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..core.errors import InputError
from ..core.sentences import say
from .header import read_header, write_header
from .products import load_product, own_product

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..core.product import Product

PREFIX = "own_"
"""Begins the names of own products: none is ever one of ours."""
# No script that a person wrote is larger; reading it would hold everybody up.
_MAX_BYTES = 2_000_000


@dataclass(frozen=True)
class Shelf:
    """The own products of a folder, and what was wrong with the other files."""

    products: tuple[Product, ...] = ()
    paths: Mapping[str, Path] = field(default_factory=dict)
    """Where each of them is, by its name."""
    complaints: tuple[str, ...] = ()
    """A sentence for each file that cannot be used."""


def read_shelf(folder: Path) -> Shelf:
    """Return what the ``*.js`` files of a folder hold; of no folder, nothing."""
    products: list[Product] = []
    paths: dict[str, Path] = {}
    complaints: list[str] = []
    try:
        files = sorted(folder.glob("*.js"))
    except OSError as error:
        return Shelf(complaints=(say(f"The folder {folder} cannot be read: {error}."),))
    for path in files:
        product = _read(path, paths)
        if isinstance(product, InputError):
            complaints.append(say(f"{path.name} is left out. {product}"))
        else:
            products.append(product)
            paths[product.name] = path
    return Shelf(tuple(products), paths, tuple(complaints))


def save_own(
    folder: Path, script: str, title: str, replacing: Path | None = None
) -> Path:
    """Write a script as a file of the folder, whole or not at all; return its path.

    Args:
        folder: of the own products; made where it is missing.
        script: its text; one that does not run yet may be saved, too.
        title: what it is called; becomes the title of its header.
        replacing: the file that it comes from; renamed if the title is another.

    Raises:
        InputError: there is no title, another file has it, or it cannot be written.
    """
    stem = _stem(title)
    if not stem:
        message = say("The product has no name yet: type a title first.")
        raise InputError(message)
    path = folder / f"{stem}.js"
    if path.exists() and path != replacing:
        message = say(
            f"There is a file {path.name} among the own products already: choose"
            " another title."
        )
        raise InputError(message)
    draft = path.with_suffix(".js.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Line ends stay as they are: those of an error are counted by them.
        draft.write_bytes(write_header(script, {"title": title}).encode("utf-8"))
        draft.replace(path)
        if replacing is not None and replacing != path:
            replacing.unlink(missing_ok=True)
            replacing.with_suffix(".png").unlink(missing_ok=True)
    except OSError as error:
        message = say(
            f"The product cannot be saved as {path}: {error.strerror or error}."
        )
        raise InputError(message) from error
    return path


def draft_product(script: str, title: str = "") -> Product:
    """Return the product of a script that is in no file.

    Raises:
        InputError: the script is none that runs; the sentence says what to change.
    """
    product = own_product(script, title)
    return replace(product, name=f"unsaved_{product.name}")


def _read(path: Path, taken: Mapping[str, Path]) -> Product | InputError:
    """Return the product of a file, or why it is none."""
    try:
        product = _load(path)
    except InputError as error:
        return error
    name = PREFIX + (re.sub(r"\W+", "_", path.stem.lower()).strip("_") or "product")
    while name in taken:
        name += "_"
    title = read_header(product.evalscript).get("title") or product.title
    return replace(product, name=name, title=title)


def _load(path: Path) -> Product:
    try:
        size = path.stat().st_size
    except OSError as error:
        message = say(f"It cannot be read: {error.strerror or error}.")
        raise InputError(message) from error
    if size > _MAX_BYTES:
        message = say(
            f"It is no evalscript: it has {size / 1e6:.0f} million characters."
        )
        raise InputError(message)
    return load_product(path)


def _stem(title: str) -> str:
    """Return a title as a name of a file that every system takes."""
    return re.sub(r"[^\w-]+", "_", title.strip().lower()).strip("_")[:60]
