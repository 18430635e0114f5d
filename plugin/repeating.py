"""Repeating: the job of a run folder is asked for again, or runs on in its folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Callable

import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle

from .core.errors import InputError
from .hub.endpoints import HUBS, custom_hub
from .intake import LOCAL
from .layers.asked import Place
from .layers.shapes import to_qgis
from .runs import Order
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..ui.form import Form
    from .asking import Asking
    from .core.job import Hub, Job
    from .means import Means

_ALL = 100.0


class Repeating:
    """Hands jobs of run folders to the page of the series and to the runs."""

    def __init__(
        self,
        means: Means,
        asking: Asking,
        default_folder: Path,
        show: Callable[[], None],
    ) -> None:
        """Hold what is needed.

        Args:
            means: of all presenters.
            asking: fills the page that asks for a run.
            default_folder: where run folders go if the page does not say.
            show: brings that page to the front.
        """
        self._means = means
        self._asking = asking
        self._default = default_folder
        self._show = show

    @property
    def live_folders(self) -> Collection[Path]:
        """Folders of runs that wait or go."""
        return self._means.runs.live_folders

    def rerun(self, job: Job) -> None:
        """Run a job in its folder; slots that stand there are not fetched again.

        Raises:
            InputError: the account is wrong, or the run is going already.
        """
        form = self._asking.page.form()
        job = replace(job, hub=_hub_of(job.hub, form), unit_limit=form.unit_limit)
        self._means.runs.add(Order(job, form.authcfg, job.hub.scenes))

    def repeat(self, job: Job) -> None:
        """Show the job on the page that asks for a run."""
        page = self._asking.page
        form = to_form(job, page.form())
        if job.product not in tuple(self._means.products):
            product = job.product
            kept = self._means.products.keep(product.evalscript, product.title)
            form = replace(form, product=kept.name)
        self._asking.area.keep(_place_of(job, self._means), _title_of(job))
        page.set_form(form)
        self._show()
        page.start_edit.setFocus()

    def attribution(self, job: Job) -> str:
        """Return what the data want to be credited with, empty where unknown."""
        return self._means.runs.attribution(job, job.hub.scenes)

    def output_folders(self) -> Iterable[Path]:
        """Return the folders in which runs make theirs."""
        chosen = self._asking.page.form().folder
        return dict.fromkeys(
            (self._default, *([Path(chosen).expanduser()] if chosen else []))
        )


def to_form(job: Job, base: Form) -> Form:
    """Return the form that asks for a job again.

    Args:
        job: of a run folder.
        base: what is on the page now; accounts, folders and prices stay.
    """
    limits = job.limits
    most = limits.max_cloud_pct if job.cloud_source else limits.max_tile_cloud
    return replace(
        base,
        first_day=job.period.first_day,
        last_day=job.period.last_day,
        rhythm=job.rhythm,
        collection=job.collection,
        product=job.product.name,
        rule=job.rule,
        resolution=job.grid.resolution,
        epsg=job.grid.epsg,
        hub=job.hub.name,
        base_url=job.hub.base_url if job.hub.name == "custom" else base.base_url,
        scenes_folder=job.hub.scenes if job.hub.name == LOCAL.name else "",
        count_cloud=job.cloud_source is not None,
        max_cloud=_ALL if most is None else most,
        months=job.months,
        excluded_slots=job.excluded_slots,
        excluded_scenes=job.excluded_scenes,
        orbit_direction=job.orbit_direction or "",
    )


def _hub_of(hub: Hub, form: Form) -> Hub:
    """Return the hub with the addresses and for the account that the user chose.

    Raises:
        InputError: the run came from another hub than the page shows: an account is
            sent to no hub that it was not chosen for, whatever a folder says.
    """
    if hub.name == LOCAL.name:
        return replace(LOCAL, scenes=hub.scenes)
    known = {one.name: one for one in HUBS}
    if form.hub == hub.name and hub.name in known:
        return known[hub.name]
    if form.hub == hub.name and form.base_url.rstrip("/") == hub.base_url:
        return custom_hub(form.base_url, form.token_url)
    message = translate(
        "SceneSlots",
        "The run came from {hub}: choose that hub and your account there on the page"
        " Series, and try again.",
    )
    raise InputError(message.format(hub=f"{hub.title} ({hub.base_url})"))


def _place_of(job: Job, means: Means) -> Place:
    grid, project = job.grid, means.around.project
    is_box = job.area.equals(shapely.box(*grid.bounds))
    return Place(
        QgsRectangle(*grid.bounds),
        QgsCoordinateReferenceSystem(f"EPSG:{grid.epsg}"),
        project.transformContext(),
        None if is_box else to_qgis(job.area),
        job.area_name,
    )


def _title_of(job: Job) -> str:
    return job.area_name or job.folder.name
