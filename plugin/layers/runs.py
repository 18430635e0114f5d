"""The runs that a project shows, found by their layers: also in a reopened project."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsLayerTreeGroup, QgsRasterLayer, QgsVectorLayer

from .properties import PREFIX
from .tables import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qgis.core import QgsMapLayer, QgsProject


# A folder may have the bar in its name, and a layer a filter behind its table.
_SOURCE = re.compile(r"(?P<path>.*)\|layername=(?P<table>\w+)", re.DOTALL)


@dataclass(frozen=True)
class ShownRun:
    """A run whose layers are in a project; it holds layers, so use it at once."""

    title: str
    folder: Path
    images: Mapping[str, QgsRasterLayer]
    """The image layers by slot, in time order."""
    tables: Mapping[str, QgsVectorLayer]
    """Those of ``images``, ``scenes`` and ``usage`` that are in the project."""
    group: QgsLayerTreeGroup
    """Its place in the layer tree."""


def find_runs(project: QgsProject) -> tuple[ShownRun, ...]:
    """Return the runs of the layer tree, topmost first.

    The layers' own files tell the folder: it may have been moved with the project.
    """
    found: list[ShownRun] = []
    for group in project.layerTreeRoot().findGroups(True):
        if group.customProperty(PREFIX + "run") is None:
            continue
        run = _read(group)
        if run is not None:
            found.append(run)
    return tuple(found)


def find_run(project: QgsProject, folder: Path) -> ShownRun | None:
    """Return the run of a folder, None where the project does not show it."""
    return next((one for one in find_runs(project) if one.folder == folder), None)


def choose_run(
    project: QgsProject, chosen: Iterable[QgsMapLayer] = ()
) -> ShownRun | None:
    """Return the run of the first chosen layer that belongs to one, else the topmost.

    None where the project shows no run.
    """
    runs = find_runs(project)
    for layer in chosen:
        for run in runs:
            ours = (*run.images.values(), *run.tables.values())
            if layer.id() in {one.id() for one in ours}:
                return run
        # Such as the layer that names the scene of each pixel.
        for run in runs:
            if folder_of(layer) == run.folder:
                return run
    return runs[0] if runs else None


def folder_of(layer: QgsMapLayer) -> Path | None:
    """Return the run folder that a layer's file is in, None for other layers."""
    if isinstance(layer, QgsVectorLayer):
        path = Path(_table_of(layer)[0])
        return path.parent if path.name == FILE else None
    path = Path(layer.source())
    return path.parent.parent if path.parent.name == "images" else None


def _table_of(layer: QgsVectorLayer) -> tuple[str, str]:
    """Return a layer's file and the name of its table, empty for other layers."""
    found = _SOURCE.match(layer.source())
    return (found["path"], found["table"]) if found else ("", "")


def _read(group: QgsLayerTreeGroup) -> ShownRun | None:
    images: dict[str, QgsRasterLayer] = {}
    tables: dict[str, QgsVectorLayer] = {}
    # Tables last in the tree, and first here: images of others may be put among ours.
    layers = sorted(_layers(group), key=lambda one: isinstance(one, QgsRasterLayer))
    folders = [folder_of(layer) for layer in layers]
    folder = next((one for one in folders if one is not None), None)
    if folder is None:
        return None
    for layer in (one for one, its in zip(layers, folders) if its == folder):
        if isinstance(layer, QgsVectorLayer):
            tables[_table_of(layer)[1]] = layer
        elif slot := layer.customProperty(PREFIX + "slot"):
            images[str(slot)] = layer

    def start(slot: str) -> str:
        return str(images[slot].customProperty(PREFIX + "start"))

    ordered = {slot: images[slot] for slot in sorted(images, key=start)}
    return ShownRun(group.name(), folder, ordered, tables, group)


def _layers(group: QgsLayerTreeGroup) -> Iterator[QgsMapLayer]:
    for node in group.findLayers():
        layer = node.layer()
        if layer is not None and layer.isValid():
            yield layer
