"""Intake: a form and a place on the map, checked and made a job."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from .core.collections import Mode, find_collection
from .core.errors import InputError
from .core.job import Hub, Job
from .core.limits import Limits
from .core.rhythm import slice_period
from .core.rules import find_rule
from .core.sentences import say
from .core.slots import Period, leave_out
from .hub.endpoints import HUBS, custom_hub
from .layers.asked import Place, ask
from .offers import Offer, products_of
from .pipeline.earlier import has_run, holds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..ui.form import Form
    from .core.collections import Collection as DataCollection
    from .core.product import Product
    from .core.rules import Rule
    from .core.slots import Slot

LOCAL = Hub("local", say("Local hub"), "", "")
"""Its addresses are known when it has started."""
CATALOGS = ("catalog.json", "collection.json")
"""What the folder of a static STAC catalog may begin with."""

_ALL = 100.0
"""Percent."""
# QGIS takes it for a character of an address.
_PERCENT_CODE = re.compile("%[0-9A-Fa-f]{2}")
# In a folder's name; letters of every script are welcome.
_UNSAFE = re.compile(r"[^\w.-]+")


class FieldError(InputError):
    """A field of the form is wrong; ``field`` is the name of its widget."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def to_job(
    form: Form,
    place: Place,
    products: Iterable[Product],
    default_folder: Path,
    taken: Collection[Path] = (),
    offer: Offer | None = None,
    *,
    on_disk: bool = True,
) -> Job:
    """Return the job that the form asks for.

    Args:
        form: what was typed.
        place: on the map; what of it is asked for.
        products: those that the plugin offers.
        default_folder: where run folders go if the form does not say.
        taken: run folders of runs that have not made theirs yet.
        offer: what the hub has; None for what is known without asking it.
        on_disk: whether the disk is asked, too: it may be slow, so not at each key.

    Raises:
        FieldError: with one sentence about the first field that is wrong.
    """
    offer = offer or Offer(form.hub)
    with _field("end_edit"):
        period = Period(form.first_day, form.last_day)
    with _field("rhythm_combo"):
        excluded = _excluded(form, period)
    with _field("base_url_edit"):
        hub = _find_hub(form)
    with _field("collection_combo"):
        collection = _find_collection(form, offer)
    with _field("product_combo"):
        product = _find_product(form, collection, products)
    with _field("day_edit" if ":" in form.rule else "rule_combo"):
        rule = _find_rule(form, collection, offer)
    with _field("resolution_spin"):
        _check_resolution(form, collection.max_resolution)
    with _field("area_box"):
        grid, area = ask(place, form.resolution, form.epsg)
    with _field("folder_widget"):
        folder = _wanted_folder(form, place.name, default_folder)
    job = Job(
        hub=hub,
        collection=collection.id,
        product=product,
        rule=rule.name,
        period=period,
        rhythm=form.rhythm,
        grid=grid,
        area=area,
        folder=folder,
        area_name=place.name,
        cloud_source=offer.cloud_band(collection) if form.count_cloud else None,
        orbit_direction=form.orbit_direction or None if collection.is_radar else None,
        unit_limit=form.unit_limit,
        months=form.months,
        excluded_slots=excluded,
        excluded_scenes=form.excluded_scenes,
        limits=_limits(form),
    )
    if not on_disk:
        return job
    with _field("scenes_widget"):
        _check_scenes(form)
    with _field("folder_widget"):
        return replace(job, folder=_folder_for(job, taken))


def _excluded(form: Form, period: Period) -> frozenset[str]:
    """Return the slots that are left out, of those that the period has.

    Raises:
        InputError: none is left, or the rhythm is not understood.
    """
    slots = slots_of(period, form.rhythm, form.months)
    leave_out(slots, form.excluded_slots)
    if not slots:
        return form.excluded_slots  # of acquisitions that a plan told
    return form.excluded_slots & {slot.name for slot in slots}


def _limits(form: Form) -> Limits:
    """Return the limit of cloud, by the finest figure of it that there will be."""
    if form.max_cloud >= _ALL:
        return Limits()
    if form.count_cloud:
        return Limits(max_cloud_pct=form.max_cloud)
    return Limits(max_tile_cloud=form.max_cloud)


def count_slots(job: Job) -> int | None:
    """Return the number of slots, None where only the catalog knows it."""
    if find_collection(job.collection).mode is Mode.STATIC:
        return 1
    if job.rhythm == "acquisition":
        return None
    return len(slots_of(job.period, job.rhythm, job.months, job.excluded_slots))


def slots_of(
    period: Period, rhythm: str, months: Sequence[int], excluded: Collection[str] = ()
) -> tuple[Slot, ...]:
    """Return the slots that are asked for, none where only the catalog knows them.

    Raises:
        InputError: there is none, or the rhythm is not understood.
    """
    if rhythm == "acquisition":
        return ()
    return leave_out(_slice(period, rhythm, tuple(months)), excluded)


@lru_cache(maxsize=16)  # a form is looked at many times between two changes
def _slice(period: Period, rhythm: str, months: tuple[int, ...]) -> tuple[Slot, ...]:
    return slice_period(period, rhythm, months=months)


def _find_collection(form: Form, offer: Offer) -> DataCollection:
    collection = find_collection(form.collection)
    if not offer.has(collection):
        message = say(
            f"This hub has no {collection.title}: choose another collection or"
            " another hub."
        )
        raise InputError(message)
    return collection


def _find_product(
    form: Form, collection: DataCollection, products: Iterable[Product]
) -> Product:
    known = {product.name: product for product in products}
    if form.product not in known:
        message = say(
            f"There is no product “{form.product}”: use one of {', '.join(known)}."
        )
        raise InputError(message)
    product = known[form.product]
    if product not in products_of(collection, known.values()):
        message = say(
            f"The product “{product.title}” is not made for {collection.title}: choose"
            " another product."
        )
        raise InputError(message)
    return product


def _find_rule(form: Form, collection: DataCollection, offer: Offer) -> Rule:
    rule = find_rule(form.rule)
    if not offer.suits(rule, collection):
        message = say(
            f"{collection.title} does not tell the cloud that “{rule.title}” needs:"
            " choose another rule."
        )
        raise InputError(message)
    return rule


def _check_resolution(form: Form, coarsest: float) -> None:
    if not form.resolution > 0:
        message = say("The resolution must be greater than 0.")
        raise InputError(message)
    if form.resolution > coarsest:
        message = say(
            f"The service draws this collection with pixels of at most {coarsest:g} m:"
            " choose a finer resolution."
        )
        raise InputError(message)


def _find_hub(form: Form) -> Hub:
    if form.hub == LOCAL.name:
        scenes = form.scenes_folder and str(Path(form.scenes_folder))
        return replace(LOCAL, scenes=scenes)
    if form.hub == "custom":
        return custom_hub(form.base_url, form.token_url)
    known = {hub.name: hub for hub in HUBS}
    if form.hub not in known:
        names = ", ".join(["local", *known, "custom"])
        message = say(f"There is no hub “{form.hub}”: use one of {names}.")
        raise InputError(message)
    return known[form.hub]


def _check_scenes(form: Form) -> None:
    if form.hub == LOCAL.name and form.scenes_folder:
        folder = Path(form.scenes_folder)
        # A run folder is a collection of its own.
        if not any((folder / name).is_file() for name in CATALOGS):
            message = say(
                f"The folder {folder} holds no STAC catalog ({' or '.join(CATALOGS)}):"
                " choose another one, or none for the sample scenes."
            )
            raise InputError(message)


def _wanted_folder(form: Form, place: str, default: Path) -> Path:
    parent = Path(form.folder).expanduser() if form.folder else default
    if not parent.is_absolute():
        message = say("Choose the folder with its whole path.")
        raise InputError(message)
    rhythm = re.sub(r"[^A-Za-z0-9]+", "-", form.rhythm)[:24].strip("-")
    name = f"{form.collection}_{form.product}_{form.first_day}_{form.last_day}_{rhythm}"
    if place:
        name = f"{re.sub(_UNSAFE, '-', place)[:40].strip('-. ') or 'area'}_{name}"
    return parent / name


def _folder_for(job: Job, taken: Collection[Path]) -> Path:
    """Return where the run goes: on with the same run, or a folder of its own.

    Where the folder that was chosen is that of a run itself, the run goes on there.
    """
    wanted = job.folder
    if has_run(wanted.parent):
        return wanted.parent
    code = _PERCENT_CODE.search(str(wanted))
    if code is not None:
        message = say(
            f"QGIS cannot open tables in a folder with “{code[0]}” in its name: choose"
            " another folder."
        )
        raise InputError(message)
    existing = next(folder for folder in wanted.parents if folder.exists())
    if not existing.is_dir():
        message = say(f"{existing} is a file, not a folder: choose another folder.")
        raise InputError(message)
    if not os.access(existing, os.W_OK | os.X_OK):
        message = say(f"The folder {existing} is not writable: choose another folder.")
        raise InputError(message)
    folder, count = wanted, 1
    while folder in taken or (folder.exists() and not holds(folder, job)):
        count += 1
        folder = wanted.with_name(f"{wanted.name}_{count}")
    return folder


@contextmanager
def _field(name: str) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        raise FieldError(name, str(error)) from error
