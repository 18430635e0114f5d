"""`./dev bench [NAME]`: measure, and print one JSON line per figure.

A figure is a public function without parameters in a module of this folder; it
returns its name, value, unit and the baseline that it is held against. The plugin is
importable there as ``scene_slots``.
"""

from __future__ import annotations

import argparse
import inspect
import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEYS = {"name", "value", "unit", "baseline"}

Figure = Callable[[], dict]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("name", nargs="?", default="", help="or its beginning")
    asked = parser.parse_args(arguments).name
    figures = find_figures()
    chosen = [name for name in figures if name.startswith(asked)]
    if not chosen:
        sys.stderr.write(f"No figure is called {asked}: {', '.join(figures)}.\n")
        return 2
    for name in chosen:
        print(json.dumps(measure(name, figures[name])), flush=True)
    return 0


def find_figures() -> dict[str, Figure]:
    """Return every figure by name, in the order of the modules."""
    sys.path.insert(0, str(HERE))
    figures: dict[str, Figure] = {}
    for path in sorted(HERE.glob("*.py")):
        if path != Path(__file__).resolve():
            module = import_module(path.stem)
            figures |= {
                name: member
                for name, member in vars(module).items()
                if is_figure(member, module.__name__) and not name.startswith("_")
            }
    return figures


def is_figure(member: object, module: str) -> bool:
    return (
        inspect.isfunction(member)
        and member.__module__ == module
        and not inspect.signature(member).parameters
    )


def measure(name: str, figure: Figure) -> dict:
    """Return what a figure says; it must be whole and bear its own name."""
    told = figure()
    if not told.keys() >= KEYS or told["name"] != name:
        raise ValueError(f"{name} must tell {', '.join(sorted(KEYS))}: {told}")
    return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
