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

ROOT = Path(__file__).resolve().parents[2]
# The things of each level, outermost first, and the modules that make them up.
LEVELS = (
    {"init": ("__init__",)},
    {"entry": ("plugin.entry",)},
    {
        "conversation": (
            "plugin.controller",
            "plugin.asking",
            "plugin.intake",
            "plugin.live_run",
            "plugin.offers",
            "plugin.planning",
            "plugin.pixel_tool",
            "plugin.run_menu",
            "plugin.run_views",
            "plugin.surroundings",
        ),
        "processing": ("plugin.processing",),
    },
    {
        "ui": ("ui",),
        "jobs": ("plugin.jobs",),
        "layers": ("plugin.layers",),
        "settings": ("plugin.settings",),
        "credentials": ("plugin.credentials",),
        "messages": ("plugin.messages", "plugin.words", "plugin.plan_words"),
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


def own_imports(path):
    """Yield the modules of ours that a module imports, as ``plugin.core.grid``."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = (*package[: len(package) - node.level + 1],)
            names = [node.module] if node.module else [one.name for one in node.names]
            yield from (".".join((*base, name)) for name in names)


def foreign_imports(path):
    """Yield the modules that are not ours."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


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
    if imported in ("plugin.version", "plugin.compat"):
        # compat is for whoever touches QGIS.
        pure = (*FORBIDDEN, "plugin.version")
        return imported == "plugin.version" or not any(
            is_in(importer, package) for package in pure
        )
    source, target = place_of(importer), place_of(imported)
    if source is None or target is None:
        return False
    return source == target or source[0] < target[0]


by_file = pytest.mark.parametrize("path", FILES, ids=name_of)


@by_file
def test_arrows_point_one_way(path):
    wrong = [name for name in own_imports(path) if not is_allowed(name_of(path), name)]

    assert not wrong, f"{name_of(path)} must not import {', '.join(wrong)}"


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("plugin.entry", "plugin.controller", True),
        ("plugin.controller", "ui.run_dialog", True),
        ("plugin.asking", "plugin.intake", True),
        ("plugin.jobs.task", "plugin.pipeline.run", True),
        ("plugin.store.tags", "plugin.core.images", True),
        ("plugin.core.plan", "plugin.core.grid", True),
        ("plugin.jobs.task", "plugin.compat", True),
        ("plugin.pipeline.document", "plugin.version", True),
        ("plugin.core.plan", "plugin.hub.catalog", False),
        ("plugin.core.plan", "plugin.compat", False),
        ("plugin.store.tags", "plugin.hub.service", False),
        ("plugin.layers.group", "plugin.jobs.task", False),
        ("plugin.controller", "plugin.processing.provider", False),
        ("plugin.controller", "plugin.entry", False),
        ("ui.run_dialog", "plugin.core.grid", False),
        ("plugin.local_hub.job", "plugin.core.grid", False),
        ("plugin.hub.service", "plugin.local_hub.job", False),
        ("plugin.newcomer", "plugin.core.grid", False),
    ],
)
def test_this_test_knows_which_arrows_are_wrong(importer, imported, allowed):
    assert is_allowed(importer, imported) is allowed


@by_file
def test_every_import_of_ours_is_a_module(path):
    for name in own_imports(path):
        stem = ROOT.joinpath(*name.split("."))
        assert stem.with_suffix(".py").is_file() or (stem / "__init__.py").is_file()


@by_file
def test_no_import_is_of_everything_or_leaves_the_plugin(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom):
            assert all(one.name != "*" for one in node.names)
            depth = len(path.relative_to(ROOT).parent.parts) + 1
            assert node.level <= depth
            assert node.level or not (node.module or "").startswith("scene_slots")


@by_file
def test_inner_modules_know_no_qgis_and_no_network(path):
    module = name_of(path)
    for package, forbidden in FORBIDDEN.items():
        if is_in(module, package):
            found = {name.split(".")[0] for name in foreign_imports(path)}
            assert not found & set(forbidden)
    if is_in(module, "plugin.hub") and module != QGIS_TRANSPORT:
        assert not any(name.split(".")[0] in QGIS for name in foreign_imports(path))


@by_file
def test_project_and_iface_are_named_in_the_entry_alone(path):
    if path == ROOT / "plugin" / "entry.py":
        return
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and node.attr == "instance":
            assert not (
                isinstance(node.value, ast.Name) and node.value.id == "QgsProject"
            )
        if isinstance(node, ast.ImportFrom) and node.module == "qgis.utils":
            assert all(one.name != "iface" for one in node.names)
        if path != ROOT / "__init__.py":
            assert not (isinstance(node, ast.Name) and node.id == "iface")


@pytest.mark.parametrize(
    "path", [one for one in FILES if one.name == "__init__.py"], ids=name_of
)
def test_packages_import_nothing_at_load_time(path):
    for node in tree_of(path).body:
        if isinstance(node, ast.ImportFrom):
            assert node.module in ("__future__", "typing")
        assert not isinstance(node, ast.Import)


@by_file
def test_a_module_is_one_idea_and_says_which(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES
    assert ast.get_docstring(tree_of(path))


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
