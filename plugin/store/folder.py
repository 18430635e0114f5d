"""The run folder: everything of one run on disk, each file whole or absent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..core.errors import StoreError
from ..core.scenes import Scene, acquisition_keys
from ..core.sentences import say
from .change import change_between, tables_tell
from .claim import claim, give_up
from .document import RunDocument, load_document
from .landing import read_json, write_json
from .outlines import usage_outlines
from .pieces import Pieces
from .reading import read_images, read_scenes, read_usages
from .tables import Content, create_tables, update_tables
from .used import used_scenes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry import MultiPolygon
    from shapely.geometry.base import BaseGeometry

    from ..core.grid import Grid
    from ..core.images import Image, Usage
    from .lock import FolderLock

RUN, TABLES, METADATA, IMAGES = (
    "run.json",
    "scene_slots.gpkg",
    "metadata.json",
    "images",
)


class RunFolder:
    """A run folder; one writer at a time, in one thread at a time."""

    def __init__(
        self, path: Path, document: RunDocument, lock: FolderLock | None = None
    ) -> None:
        """Hold the folder; use `create` or `open`."""
        self.path = path
        self._document = document
        self._lock = lock

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        run: Mapping[str, Any],
        grid: Grid,
        area: BaseGeometry,
        images: Sequence[Image],
        scenes: Sequence[Scene],
        usages: Sequence[Usage],
        lock_if: Callable[[], bool] | None = None,
    ) -> RunFolder:
        """Make the folder of a run with its documents and tables.

        A folder of the same run (equal ``identity``) is taken over: its rows become
        those given, and only what differs is written; its images stay until the
        folder is taken over once more without a row that names them.

        Args:
            path: new, empty, or of the same run; parents are made.
            run: the job as asked and all that ``run.json`` tells; JSON values.
            grid: of all images.
            area: the asked geometry in the CRS of the grid.
            images: a row for every slot asked for.
            scenes: the candidates of the period.
            usages: a row for every scene offered to a slot.
            lock_if: lets no other program write there before `release`; asked then
                whether the rows fit what is there. None takes no lock.

        Raises:
            StoreError: the place is not writable, holds something else, or is locked
                by another program.
        """
        document = RunDocument(run, grid, area).with_rows(images, scenes, usages)
        places = path, path / RUN, path / IMAGES
        claimed = claim(*places, document, lock_if=lock_if)
        folder = cls(path, document, claimed.lock)
        try:
            folder._take_over(claimed.found)
        except BaseException:
            folder.release()
            give_up(claimed.new, (path / RUN, path / TABLES, path / METADATA))
            raise
        return folder

    def release(self) -> None:
        """Let others write into the folder."""
        if self._lock is not None:
            self._lock.release()

    @classmethod
    def open(cls, path: Path) -> RunFolder:
        """Return an existing run folder; its tables count, else ``run.json``.

        Raises:
            StoreError: there is none, or it is damaged.
        """
        if not (path / RUN).is_file():
            message = say(f"“{path}” is no run folder: it holds no {RUN}.")
            raise StoreError(message)
        folder = cls(path, load_document(path / RUN))
        if (path / TABLES).is_file():
            folder._document = folder._document.with_rows(
                folder.read_images(), folder.read_scenes(), folder.read_usages()
            )
        return folder

    @property
    def run(self) -> Mapping[str, Any]:
        """What the pipeline told of the run, without the rows."""
        return self._document.run

    @property
    def grid(self) -> Grid:
        """The grid of all images."""
        return self._document.grid

    @property
    def area(self) -> BaseGeometry:
        """The asked geometry in the CRS of the grid."""
        return self._document.area

    @property
    def pieces(self) -> Pieces:
        """What came for images that are not whole."""
        return Pieces(self.path)

    @property
    def images(self) -> Path:
        """The folder of the images."""
        return self.path / IMAGES

    def image_path(self, slot: str, version: int = 1) -> Path:
        """Return the place of a slot's image; a refreshed one has a new version."""
        suffix = "" if version == 1 else f".{version}"
        return self.path / IMAGES / f"{slot}{suffix}.tif"

    def scene_path(self, image: Image) -> Path | None:
        """Return the place of an image's scene raster; None without an image."""
        if image.path is None:
            return None
        path = self.path / image.path
        return path.with_name(f"{path.stem}.scene.tif")

    def next_version(self, slot: str) -> int:
        """Return the lowest version whose image does not exist yet."""
        version = 1
        while self.image_path(slot, version).exists():
            version += 1
        return version

    def write_slot(
        self,
        image: Image,
        scenes: Sequence[Scene],
        usages: Sequence[Usage],
        run: Mapping[str, Any] | None = None,
    ) -> None:
        """Replace all that is said about one slot, once its rasters stand.

        Args:
            image: the row of the slot.
            scenes: offered to the slot, with what is known of them now.
            usages: of the slot.
            run: what ``run.json`` tells now; None leaves it.

        Raises:
            StoreError: the disk refuses, or another program keeps the tables locked.
        """
        self.write_slots([image], scenes, usages, run)

    def write_slots(
        self,
        images: Sequence[Image],
        scenes: Sequence[Scene],
        usages: Sequence[Usage],
        run: Mapping[str, Any] | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Replace all that is said about some slots, as `write_slot` does of one.

        Raises:
            StoreError: as for one.
            Stopped: ``stop()`` became true before a large image was looked at.
        """
        before = acquisition_keys(self._document.scenes.values())
        document = self._document.with_rows(images, scenes, usages)
        if run is not None:
            document = replace(document, run=run)
        after = acquisition_keys(document.scenes.values())
        # A new scene may rename the pass of scenes that other slots know.
        given = {scene.key for scene in scenes}
        changed = [
            scene
            for key, scene in document.scenes.items()
            if key in given or before.get(key) != after[key]
        ]
        outlines = self._outlines(images, stop)
        content = Content(images, changed, usages, after, outlines)
        # The document first: the tables are made anew from it where they lag behind.
        write_json(self.path / RUN, document.to_json())
        self._document = document
        update_tables(self.path / TABLES, self.area, content)
        self._write_metadata()

    def read_images(self) -> tuple[Image, ...]:
        """Return the rows of the layer ``images``, in time order.

        Raises:
            StoreError: the tables are missing or damaged.
        """
        return read_images(self.path / TABLES)

    def read_scenes(self) -> tuple[Scene, ...]:
        """Return the rows of the layer ``scenes``; see `read_images`."""
        return read_scenes(self.path / TABLES)

    def read_usages(self) -> tuple[Usage, ...]:
        """Return the rows of the layer ``usage``; see `read_images`."""
        return read_usages(self.path / TABLES)

    def rebuild_tables(self) -> None:
        """Write the GeoPackage anew from ``run.json`` and the scene rasters.

        Raises:
            StoreError: ``run.json`` is damaged, or the disk refuses.
        """
        self._document = load_document(self.path / RUN)
        self._write_tables()
        self._write_metadata()

    def _take_over(self, found: RunDocument | None) -> None:
        """Write what the folder does not hold yet.

        Args:
            found: what its ``run.json`` tells, None in a new folder.
        """
        told = self._document.to_json()
        if found is None or told != found.to_json():
            write_json(self.path / RUN, told)
        tables = self.path / TABLES
        if found is None or not tables_tell(tables, found):
            self._write_tables()
        elif change := change_between(found, self._document):
            outlines = self._outlines(change.images)
            update_tables(tables, self.area, replace(change, outlines=outlines))
        self._write_metadata()

    def _write_tables(self) -> None:
        document = self._document
        images = tuple(document.images.values())
        content = Content(
            images,
            tuple(document.scenes.values()),
            [usage for rows in document.usages.values() for usage in rows],
            acquisition_keys(document.scenes.values()),
            self._outlines(images),
        )
        create_tables(self.path / TABLES, self.grid.epsg, self.area, content)

    def _outlines(
        self, images: Sequence[Image], stop: Callable[[], bool] = lambda: False
    ) -> dict[tuple[str, int], MultiPolygon]:
        return {
            (image.slot, value): outline
            for image in images
            if (raster := self.scene_path(image)) and raster.is_file()
            for value, outline in usage_outlines(raster, self.grid, stop).items()
        }

    def _write_metadata(self) -> None:
        document = self._document
        lists = {
            slot: used_scenes(document.usages.get(slot, ()), document.scenes)
            for slot in document.images
        }
        path = self.path / METADATA
        if not (path.is_file() and _reads(path) == lists):
            write_json(path, lists)


def _reads(path: Path) -> object:
    """Return the value of a JSON document, None where it cannot be read."""
    try:
        return read_json(path)
    except StoreError:
        return None
