"""The slots of a run as they are pictured one beside or after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..store.folder import TABLES
from ..store.reading import read_images

if TYPE_CHECKING:
    from qgis.core import QgsProject, QgsRasterLayer

    from ..core.images import Image
    from .runs import ShownRun


@dataclass(frozen=True)
class Cell:
    """A slot that was asked for; its layer may be removed at any time."""

    image: Image
    layer_id: str | None = None
    """None where there is no layer."""

    def find_layer(self, project: QgsProject) -> QgsRasterLayer | None:
        """Return the layer if the project still has it."""
        return project.mapLayer(self.layer_id) if self.layer_id is not None else None


def cells_of(run: ShownRun) -> tuple[Cell, ...]:
    """Return every slot of the run in time order.

    Raises:
        StoreError: the tables of the run cannot be read.
    """
    ids = {slot: layer.id() for slot, layer in run.images.items()}
    images = read_images(run.folder / TABLES)
    return tuple(Cell(image, ids.get(image.slot)) for image in images)
