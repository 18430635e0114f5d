"""A list of run folders: what each says of itself in short, also the broken ones."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timezone
from typing import TYPE_CHECKING, Any

from osgeo import osr

from ..core.errors import InputError, StoreError
from ..core.grid import Grid
from ..core.images import State
from ..core.sentences import say
from ..core.times import parse_time
from .faults import cause_of, said
from .folder import RUN
from .landing import read_json
from .tiff import reference_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_LONGEST = 120
"""Letters of a text that a list shows, whatever a file says."""
_DEGREES = 4326


@dataclass(frozen=True)
class Entry:
    """One run folder; None and empty are unknown."""

    folder: Path
    fault: str = ""
    """Why it cannot be read, as a sentence; empty where it can."""
    started: datetime | None = None
    """When its first image was fetched, else when its document was written."""
    area: str = ""
    """The name that a person gave it."""
    centre: tuple[float, float] | None = None
    """Longitude and latitude of the middle."""
    km2: float | None = None
    product: str = ""
    collection: str = ""
    hub: str = ""
    """Its title."""
    first_day: date | None = None
    last_day: date | None = None
    rhythm: str = ""
    states: Mapping[State, int] = field(default_factory=dict)
    """How many slots ended how."""
    stamp: tuple[int, int] | None = None
    """Time and size of the document that was read."""

    @property
    def slots(self) -> int:
        """Number of slots asked for."""
        return sum(self.states.values())


def list_entries(
    parents: Iterable[Path],
    folders: Iterable[Path],
    hidden: Iterable[Path] = (),
    before: Mapping[Path, Entry] | None = None,
) -> tuple[Entry, ...]:
    """Return the runs inside the parents and the remembered ones, newest first.

    What cannot be read is listed last, with its fault; nothing raises.

    Args:
        parents: folders that may hold run folders.
        folders: run folders wherever they are.
        hidden: run folders to leave out.
        before: what was read earlier; of a document that stands as it was then.
    """
    earlier = before or {}
    found = dict.fromkeys(folders)
    for parent in parents:
        found.update(dict.fromkeys(_inside(parent)))
    left_out = set(hidden)
    entries = [
        _again(earlier.get(path)) or read_entry(path)
        for path in found
        if path not in left_out
    ]
    old = datetime.min.replace(tzinfo=timezone.utc)
    return tuple(
        sorted(
            sorted(entries, key=lambda one: one.folder.name),
            key=lambda one: (not one.fault, one.started or old),
            reverse=True,
        )
    )


def read_entry(folder: Path) -> Entry:
    """Return what a run folder says of itself, or why it cannot be read."""
    try:
        if not folder.is_dir():
            fault = say("The folder is not there: it was moved, renamed or deleted.")
            return Entry(folder, fault)
        if not (folder / RUN).is_file():
            return Entry(folder, say(f"The folder holds no run: its {RUN} is missing."))
        # Before it is read: what is written meanwhile is read again later.
        stamp = _stamp(folder)
        return replace(_parse(folder, read_json(folder / RUN)), stamp=stamp)
    except StoreError as error:
        return Entry(folder, fault=str(error))
    except OSError as error:
        return Entry(
            folder, fault=say(f"The folder cannot be read: {cause_of(error)}.")
        )
    except (
        *(AttributeError, KeyError, TypeError, ValueError, OverflowError),
        InputError,
    ):
        return Entry(
            folder, fault=say(f"Its {RUN} is damaged, so it cannot be opened.")
        )


def runs_in(folder: Path) -> tuple[Path, ...]:
    """Return the folder if it is one of a run, else the run folders inside it.

    The folder itself where there are none: its entry says what is wrong.
    """
    if (folder / RUN).is_file():
        return (folder,)
    return tuple(sorted(_inside(folder))) or (folder,)


def _again(entry: Entry | None) -> Entry | None:
    """Return the entry if its document has not changed since."""
    if entry is None or entry.stamp is None:
        return None
    return entry if _stamp(entry.folder) == entry.stamp else None


def _stamp(folder: Path) -> tuple[int, int] | None:
    try:
        told = (folder / RUN).stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size


def _inside(parent: Path) -> list[Path]:
    try:
        return [path.parent for path in parent.glob(f"*/{RUN}")]
    except OSError:
        return []


def _parse(folder: Path, told: Any) -> Entry:  # noqa: ANN401  JSON
    job, slots = told["job"], told["slots"]
    states: dict[State, int] = {}
    for slot in slots.values():
        state = State(slot["image"]["state"])
        states[state] = states.get(state, 0) + 1
    hub = told.get("hub")
    grid = Grid(**told["grid"])
    return Entry(
        folder,
        started=_started(folder, slots),
        area=_text(told.get("area_name")),
        centre=_centre(grid),
        km2=grid.km2,
        product=_text(job.get("product")),
        collection=_text(job.get("collection")),
        hub=_text(hub.get("title") if isinstance(hub, dict) else hub),
        first_day=_day(job.get("from")),
        last_day=_day(job.get("to")),
        rhythm=_text(job.get("rhythm")),
        states=states,
    )


def _started(folder: Path, slots: Mapping[str, Any]) -> datetime:
    times = [slot["image"].get("fetched") for slot in slots.values()]
    fetched = [parse_time(str(time)) for time in times if time]
    if fetched:
        return min(fetched)
    return datetime.fromtimestamp((folder / RUN).stat().st_mtime, timezone.utc)


def _centre(grid: Grid) -> tuple[float, float] | None:
    x = grid.x_min + grid.width * grid.resolution / 2
    y = grid.y_max - grid.height * grid.resolution / 2
    try:
        with said("The place of the run is unknown"):
            change = osr.CoordinateTransformation(
                reference_of(grid.epsg), reference_of(_DEGREES)
            )
            longitude, latitude, _ = change.TransformPoint(x, y)
    except StoreError:
        return None
    return float(longitude), float(latitude)


def _text(told: object) -> str:
    """Return a text of one line that a list can show."""
    return " ".join(str(told).split())[:_LONGEST] if told else ""


def _day(told: object) -> date | None:
    return date.fromisoformat(str(told)) if told else None
