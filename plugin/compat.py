"""Every difference between versions and builds of QGIS, and nowhere else."""

from __future__ import annotations

import sys
import sysconfig
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsApplication, QgsMapLayer, QgsRaster, QgsTextFormat

if TYPE_CHECKING:
    from qgis.core import (
        QgsAttributeEditorContainer,
        QgsLayoutItemLabel,
        QgsRasterDataProvider,
    )
    from qgis.gui import QgsLayerTreeView
    from qgis.PyQt.QtGui import QFont

# Qgis.LayerType is newer than 3.22.
MAP_LAYER_KINDS = (
    (Qgis.LayerType.Raster, Qgis.LayerType.Vector)
    if hasattr(Qgis, "LayerType")
    else (QgsMapLayer.RasterLayer, QgsMapLayer.VectorLayer)
)

# What the child processes need beside the standard library.
_CHILD_PACKAGES = ("py_mini_racer", "nrt", "numpy", "shapely", "pyproj", "osgeo")


def set_label_font(label: QgsLayoutItemLabel, font: QFont) -> None:
    """Give a label of a layout its font."""
    if hasattr(label, "setTextFormat"):
        label.setTextFormat(QgsTextFormat.fromQFont(font))
    else:  # before 3.24
        label.setFont(font)


def make_tab(container: QgsAttributeEditorContainer) -> None:
    """Let a container of a form be a tab, no box."""
    kinds = getattr(Qgis, "AttributeEditorContainerType", None)
    if kinds is None:  # before 3.32
        container.setIsGroupBox(False)
    else:
        container.setType(kinds.Tab)


def tree_menu_signal(view: QgsLayerTreeView) -> Any | None:  # noqa: ANN401  a signal
    """Return the signal that hands out the menu of the layer tree, None before 3.32."""
    return getattr(view, "contextMenuAboutToShow", None)


def mask_band(provider: QgsRasterDataProvider) -> int | None:
    """Return the number of the band as which QGIS shows a file's mask."""
    # Qgis.RasterColorInterpretation is newer than 3.22.
    kinds = getattr(Qgis, "RasterColorInterpretation", QgsRaster)
    last = int(provider.bandCount())
    is_mask = provider.colorInterpretation(last) == kinds.AlphaBand
    return last if is_mask else None


def interpreter() -> Path | None:
    """Return the Python that QGIS itself runs on, None where none is found.

    ``sys.executable`` is QGIS or a shim of the package, and on Linux another
    ``python3`` may come first on PATH.
    """
    beside = Path(QgsApplication.applicationDirPath())
    prefix = Path(sys.base_prefix)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if sys.platform == "win32":
        names = [
            beside / "python3.exe",
            beside / "python.exe",
            prefix / "python3.exe",
            prefix / "python.exe",
        ]
    elif sys.platform == "darwin":
        names = [beside / "bin" / "python3", beside / "python3", beside / version]
    else:
        # By its version first: what the child imports was built for this one.
        folders = (prefix / "bin", Path("/usr/bin"))
        names = [*(folder / version for folder in folders), Path("/usr/bin/python3")]
    found = next((name for name in names if name.is_file()), None)
    if found is None and (on_path := which(version) or which("python3")):
        return Path(on_path)
    return found


def install_command(requirement: str) -> str:
    """Return what a person types to give QGIS's Python a package.

    A Python that its distribution guards (PEP 668) takes packages for one user only,
    and when told so.
    """
    python = str(interpreter() or "python3")
    words = [f'"{python}"' if " " in python else python, "-m pip install"]
    if (Path(sysconfig.get_path("stdlib")) / "EXTERNALLY-MANAGED").is_file():
        words.append("--user --break-system-packages")
    return " ".join([*words, requirement])


def is_importable(package: str) -> bool:
    """Return whether QGIS's Python finds the package."""
    return find_spec(package) is not None


def is_outdated(package: str, major: int) -> bool:
    """Return whether QGIS's Python lacks the package, or has one that is too old."""
    if not is_importable(package):
        return True
    try:
        found = metadata.version(package)
    except metadata.PackageNotFoundError:
        return False  # there, and it does not say which
    first = found.partition(".")[0]
    return first.isdigit() and int(first) < major


def package_folders() -> tuple[str, ...]:
    """Return the folders that hold the packages a child process imports.

    Where QGIS finds a package (a venv, a profile's own folder) the child must look
    as well, whatever its own search path is.
    """
    folders: dict[str, None] = {}
    for package in _CHILD_PACKAGES:
        spec = find_spec(package)
        if spec is not None and spec.origin:
            folders.setdefault(str(Path(spec.origin).parents[1]))
    return tuple(folders)
