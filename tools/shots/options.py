"""The options of `./dev shots`, read and checked before anything starts."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ...plugin.core.errors import InputError
from ..demo.options import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

THEMES = {"light": "", "dark": "Night Mapping"}
"""Names of QGIS's own themes by ours."""


@dataclass(frozen=True)
class Options:
    """Pictures as they were asked for."""

    themes: tuple[str, ...]
    """Of ``THEMES``."""
    scale: float
    """How many pixels a pixel is drawn with."""
    width: int
    """Of a narrow dock, in pixels before scaling."""
    language: str
    """That QGIS speaks; empty is that of the system."""
    out: Path
    docs: Path | None
    """Where the pictures of the documentation go; None makes none."""


def read_options(arguments: Sequence[str]) -> Options:
    """Return the options of a command line.

    Raises:
        InputError: with one sentence about the first option that is wrong.
    """
    given = _parser().parse_args(arguments)
    return Options(
        themes=tuple(THEMES) if given.theme is None else (given.theme,),
        scale=given.scale,
        width=given.width,
        language=given.language,
        out=Path(given.out).expanduser().absolute(),
        docs=ROOT / "docs" if given.docs else None,
    )


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise InputError(
            f"{message[:1].upper()}{message[1:]} (see ./dev shots --help)."
        )


def _parser() -> _Parser:
    parser = _Parser(
        prog="./dev shots",
        description="Take pictures of every page and window of the plugin, in a"
        " headless QGIS over the sample scenes.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--theme", choices=tuple(THEMES), help="one of the themes; else all")
    add(
        "--scale",
        type=float,
        choices=(1.0, 1.5, 2.0),
        default=1.0,
        help="as on a screen with so many pixels to one (default 1)",
    )
    add(
        "--width",
        type=int,
        default=320,
        metavar="PIXELS",
        help="of a narrow dock (default 320)",
    )
    add(
        "--language",
        default="",
        metavar="NAME",
        help="of QGIS and the plugin, such as de (default: that of the system)",
    )
    add(
        "--out",
        metavar="DIR",
        default=str(ROOT / "build" / "shots"),
        help="replaced if it holds pictures (default build/shots)",
    )
    add("--docs", action="store_true", help="renew the pictures in docs/, too")
    return parser
