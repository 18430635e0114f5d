"""The album: all pictures on a page, and the best of them for the documentation."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PIL import Image

from .names import PICTURES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BEST = {"dock.png": ("light", "window"), "chart.png": ("dark", "chart_polygons")}
"""Of the documentation: file, theme and picture."""
COLOURS, WIDTH = 256, 1200


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
        # Others take the colours of small icons for those of the large map.
        fair = Image.Quantize.FASTOCTREE
        few = whole.quantize(COLOURS, method=fair, dither=Image.Dither.NONE)
        few.save(docs / name, optimize=True)
