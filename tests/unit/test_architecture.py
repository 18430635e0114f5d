"""The arrows between the modules of the plugin, read from their imports.

``__init__ → entry → conversation → {ui, jobs, layers, settings, credentials,
messages} → pipeline → {evalscript, hub, store} → core``; an arrow may pass over
levels, never point back, and never join two things of one level.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

NAME, ROOT = "scene_slots", Path(__file__).resolve().parents[2]
# The things of each level, outermost first, and the modules that make them up.
LEVELS = (
    {"init": ("__init__",)},
    {"entry": ("plugin.entry",)},
    {
        "conversation": (
            "plugin.controller",
            "plugin.area_choice",
            "plugin.area_memory",
            "plugin.asking",
            "plugin.checking",
            "plugin.candidate_rows",
            "plugin.candidates",
            "plugin.chart_lines",
            "plugin.chart_saving",
            "plugin.chart_tool",
            "plugin.charting",
            "plugin.draft",
            "plugin.draw_tool",
            "plugin.map_places",
            "plugin.outline",
            "plugin.selection",
            "plugin.slot_cells",
            "plugin.time_choice",
            "plugin.connections",
            "plugin.costing",
            "plugin.exporting",
            "plugin.first_start",
            "plugin.intake",
            "plugin.library",
            "plugin.layer_menu",
            "plugin.live_run",
            "plugin.means",
            "plugin.offers",
            "plugin.options",
            "plugin.pages",
            "plugin.planning",
            "plugin.pixel_tool",
            "plugin.opening",
            "plugin.openings",
            "plugin.repeating",
            "plugin.run_limits",
            "plugin.progress",
            "plugin.run_menu",
            "plugin.run_words",
            "plugin.runs",
            "plugin.runs_list",
            "plugin.run_views",
            "plugin.saving",
            "plugin.script_fields",
            "plugin.script_part",
            "plugin.scripting",
            "plugin.samples",
            "plugin.surroundings",
            "plugin.track",
        ),
        "processing": ("plugin.processing",),
    },
    {
        "ui": ("ui",),
        "jobs": ("plugin.jobs",),
        "layers": ("plugin.layers",),
        "settings": ("plugin.settings",),
        "credentials": ("plugin.credentials",),
        "messages": (
            "plugin.messages",
            "plugin.words",
            "plugin.area_words",
            "plugin.connection_words",
            "plugin.end_words",
            "plugin.plan_words",
            "plugin.script_words",
        ),
    },
    {"pipeline": ("plugin.pipeline",)},
    {
        "evalscript": ("plugin.evalscript",),
        "hub": ("plugin.hub",),
        "store": ("plugin.store",),
    },
    {"core": ("plugin.core",)},
)
# The local hub is a second opinion and the views know nothing: neither imports ours.
ISLANDS = ("plugin.local_hub", "ui")
QGIS = ("qgis", "PyQt5", "PyQt6", "processing")
NETWORK = ("socket", "ssl", "http", "urllib", "requests", "sentinelhub")
FORBIDDEN = {
    "plugin.core": (*QGIS, *NETWORK, "osgeo", "pyproj"),
    "plugin.evalscript": (*QGIS, *NETWORK, "osgeo"),
    "plugin.store": QGIS,
    "plugin.pipeline": (*QGIS, "osgeo"),
    "plugin.local_hub": QGIS,
}
# The one module of the hub side that is QGIS's network.
QGIS_TRANSPORT = "plugin.hub.qgis_transport"
MAX_LINES = 300

FILES = sorted(
    [
        ROOT / "__init__.py",
        *(ROOT / "plugin").rglob("*.py"),
        *(ROOT / "ui").rglob("*.py"),
    ]
)


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "__init__"


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_from(path):
    """Return what a module imports in the form ``from … import …``."""
    nodes = ast.walk(tree_of(path))
    return [node for node in nodes if isinstance(node, ast.ImportFrom)]


def own_imports(path):
    """Yield the modules of ours that a module imports, as ``plugin.core.grid``."""
    package = path.relative_to(ROOT).parent.parts
    for node in imports_from(path):
        if node.level:
            base = (*package[: len(package) - node.level + 1],)
            names = [node.module] if node.module else [one.name for one in node.names]
            yield from (".".join((*base, name)) for name in names)


def roots_of(path):
    """Return the first names of the modules that are not ours."""
    found = {node.module for node in imports_from(path) if not node.level}
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found.update(one.name for one in node.names)
    return {name.split(".")[0] for name in found}


def is_in(module, package):
    return module == package or module.startswith(f"{package}.")


def place_of(module):
    """Return level and thing of a module, None for what stands beside the levels."""
    for number, level in enumerate(LEVELS):
        for thing, members in level.items():
            if any(is_in(module, member) for member in members):
                return number, thing
    return None


def is_allowed(importer, imported):
    """Return whether the arrow is one of the plan."""
    for island in ISLANDS:
        if is_in(importer, island) or is_in(imported, "plugin.local_hub"):
            return is_in(importer, island) and is_in(imported, island)
    if imported in ("plugin.version", "plugin.compat", "plugin.language"):
        # compat and language are for whoever touches QGIS.
        pure = (*FORBIDDEN, "plugin.version")
        return imported == "plugin.version" or not any(
            is_in(importer, package) for package in pure
        )
    source, target = place_of(importer), place_of(imported)
    if source is None or target is None:
        return False
    return source == target or source[0] < target[0]


def test_arrows_point_one_way():
    wrong = [
        f"{name_of(path)} must not import {name}"
        for path in FILES
        for name in own_imports(path)
        if not is_allowed(name_of(path), name)
    ]

    assert not wrong


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("plugin.entry", "plugin.controller", True),
        ("plugin.controller", "ui.series_page", True),
        ("plugin.asking", "plugin.intake", True),
        ("plugin.jobs.task", "plugin.pipeline.run", True),
        ("plugin.store.tags", "plugin.core.images", True),
        ("plugin.core.plan", "plugin.core.grid", True),
        ("plugin.jobs.task", "plugin.compat", True),
        ("plugin.layers.sheet", "plugin.language", True),
        ("plugin.pipeline.document", "plugin.version", True),
        ("plugin.core.plan", "plugin.hub.catalog", False),
        ("plugin.core.plan", "plugin.compat", False),
        ("plugin.pipeline.run", "plugin.language", False),
        ("plugin.store.tags", "plugin.hub.service", False),
        ("plugin.layers.group", "plugin.jobs.task", False),
        ("plugin.controller", "plugin.processing.provider", False),
        ("plugin.controller", "plugin.entry", False),
        ("ui.series_page", "plugin.core.grid", False),
        ("plugin.local_hub.job", "plugin.core.grid", False),
        ("plugin.hub.service", "plugin.local_hub.job", False),
        ("plugin.newcomer", "plugin.core.grid", False),
    ],
)
def test_this_test_knows_which_arrows_are_wrong(importer, imported, allowed):
    assert is_allowed(importer, imported) is allowed


def test_every_import_of_ours_is_a_module():
    for path in FILES:
        for name in own_imports(path):
            stem = ROOT.joinpath(*name.split("."))
            found = (stem.with_suffix(".py"), stem / "__init__.py")
            assert any(one.is_file() for one in found), (path, name)


def test_no_import_is_of_everything_or_leaves_the_plugin():
    for path in FILES:
        for node in imports_from(path):
            assert all(one.name != "*" for one in node.names), path
            depth = len(path.relative_to(ROOT).parent.parts) + 1
            assert node.level <= depth, path
            assert node.level or not (node.module or "").startswith(NAME), path


@pytest.mark.parametrize("package", FORBIDDEN)
def test_inner_modules_know_no_qgis_and_no_network(package):
    for path in FILES:
        if is_in(name_of(path), package):
            assert not roots_of(path) & set(FORBIDDEN[package]), path


def test_one_module_of_the_hub_side_knows_qgis():
    for path in FILES:
        if is_in(name_of(path), "plugin.hub") and name_of(path) != QGIS_TRANSPORT:
            assert not roots_of(path) & set(QGIS), path


def test_project_and_iface_are_named_in_the_entry_alone():
    for path in FILES:
        if path != ROOT / "plugin" / "entry.py":
            found = [one for one in ast.walk(tree_of(path)) if names_qgis_itself(one)]
            assert not found or path == ROOT / "__init__.py", path


def names_qgis_itself(node):
    """Return whether a node reaches for the project or the interface of QGIS."""
    if isinstance(node, ast.Attribute) and node.attr == "instance":
        return isinstance(node.value, ast.Name) and node.value.id == "QgsProject"
    if isinstance(node, ast.ImportFrom) and node.module == "qgis.utils":
        return any(one.name == "iface" for one in node.names)
    return isinstance(node, ast.Name) and node.id == "iface"


def test_packages_import_nothing_at_load_time():
    for path in (one for one in FILES if one.name == "__init__.py"):
        for node in tree_of(path).body:
            if isinstance(node, ast.ImportFrom):
                assert node.module in ("__future__", "typing"), path
            assert not isinstance(node, ast.Import), path


def test_a_module_is_one_idea_and_says_which():
    for path in FILES:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= MAX_LINES, f"{name_of(path)} has {len(lines)} lines"
        assert ast.get_docstring(tree_of(path)), path


PURE = [
    name_of(path)
    for path in FILES
    if is_in(name_of(path), "plugin.core") or is_in(name_of(path), "plugin.evalscript")
]
CHILD = """
import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
root, *names = sys.argv[1:]
spec = spec_from_file_location(
    "scene_slots", root + "/__init__.py", submodule_search_locations=[root]
)
sys.modules["scene_slots"] = module_from_spec(spec)
spec.loader.exec_module(sys.modules["scene_slots"])
for name in names:
    import_module("scene_slots." + name)
loaded = {name.split(".")[0] for name in sys.modules}
print(*sorted(loaded & {"qgis", "PyQt5", "PyQt6", "osgeo", "sentinelhub", "pyproj"}))
"""


@pytest.mark.parametrize(
    ("modules", "loaded"),
    [
        (PURE, ""),
        (["plugin.hub.service", "plugin.hub.session", "plugin.hub.process"], ""),
        (["plugin.store.folder", "plugin.pipeline.run"], "osgeo"),
    ],
    ids=["core", "hub", "pipeline"],
)
def test_inner_modules_load_without_qgis(modules, loaded):
    done = subprocess.run(  # noqa: S603  our own interpreter and text
        [sys.executable, "-c", CHILD, str(ROOT), *modules],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == loaded
