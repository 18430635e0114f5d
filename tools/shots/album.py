"""The album: all pictures on a page, and the best of them for the documentation."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PIL import Image

from .names import PICTURES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BEST = {"dock.png": ("light", "window"), "dock_dark.png": ("dark", "chart_point")}
"""Of the documentation: file, theme and picture."""
COLOURS, WIDTH = 128, 1200
MOST_BYTES = 150_000


def write_album(folder: Path, themes: Sequence[str]) -> None:
    """Write a page that shows the themes side by side."""
    rows = (
        f"<h2>{escape(words)}</h2>"
        + "".join(f'<img src="{theme}/{name}.png" alt="{name}">' for theme in themes)
        for name, words in PICTURES.items()
    )
    style = f"img {{ max-width: {96 // len(themes)}%; vertical-align: top }}"
    page = f"<!doctype html><title>Scene Slots</title><style>{style}</style>"
    (folder / "index.html").write_text(page + "\n".join(rows), encoding="utf-8")


def save_for_docs(folder: Path, docs: Path) -> None:
    """Save the best pictures with few colours, small enough for a repository."""
    for name, (theme, picture) in BEST.items():
        path = folder / theme / f"{picture}.png"
        if not path.is_file():
            continue
        with Image.open(path) as image:
            whole = image.convert("RGB")
        whole.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
        colours = COLOURS
        while True:
            few = whole.quantize(colours, dither=Image.Dither.NONE)
            few.save(docs / name, optimize=True)
            if (docs / name).stat().st_size <= MOST_BYTES or colours <= COLOURS // 8:
                break
            colours //= 2
