"""`./dev translate`: collects what can be translated, and compiles translations."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from .catalog import read_catalog, write_catalog
from .sources import ROOT, Source, find_sources

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "i18n"
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
LRELEASE = "/usr/lib/qt5/bin/lrelease"


def main(languages: list[str]) -> int:
    """Bring all languages up to date, with those that are new; return the status."""
    wrong = [one for one in languages if not LANGUAGE.fullmatch(one)]
    if wrong:
        sys.stderr.write(f"“{wrong[0]}” is no language such as fr or pt_BR.\n")
        return 2
    sources = find_sources()
    write_list(FOLDER / "scene_slots.json", sources)
    new = {FOLDER / f"scene_slots_{one}.ts" for one in languages}
    for path in sorted({*FOLDER.glob("*.ts"), *new}):
        told = read_catalog(path) if path.is_file() else {}
        left = write_catalog(path, sources, told)
        print(f"{path.name}: {len(sources)} texts, {left} without translation")
        subprocess.run([LRELEASE, "-silent", str(path)], check=True)
    return 0


def write_list(path: Path, sources: list[Source]) -> None:
    """Write what can be translated for the plugin, which reads no Linguist files."""
    listed: dict[str, list[str]] = {}
    for one in sources:
        line = json.dumps([one.words, one.comment], ensure_ascii=False)
        listed.setdefault(one.context, []).append(line)
    # A line for each, for whoever compares two versions.
    contexts = (f'"{name}": [\n' + ",\n".join(listed[name]) + "]" for name in listed)
    path.write_text("{" + ",\n".join(contexts) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
