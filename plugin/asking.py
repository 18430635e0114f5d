"""Asking: the series page's side of the conversation."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..ui.form import Form
from ..ui.rhythm_field import LIST
from ..ui.series_page import SeriesPage
from .area_choice import AreaChoice
from .area_memory import recall, remember
from .core.collections import COLLECTIONS
from .core.errors import InputError
from .core.rules import find_rule
from .costing import Cost, cost_of_job, cost_of_plan
from .hub.endpoints import HUBS
from .intake import FieldError, count_slots
from .language import localize
from .layers.runs import find_run
from .layers.showing import show_image
from .offers import offer_of, products_of
from .plan_words import cloud_choice
from .planning import Planning
from .samples import Samples
from .settings import (
    Connection,
    Preferences,
    default_folder,
    load_connection,
    load_preferences,
    save_connection,
    save_preferences,
)
from .time_choice import TimeChoice
from .words import hub_title, rhythm_title, rule_title, translate

if TYPE_CHECKING:
    from pathlib import Path

    from .core.job import Job
    from .core.slots import Period
    from .means import Means

# Typing and panning settle before the summary is worked out anew.
SETTLE_MS = 60
_MONTHS = frozenset(range(1, 13))
_RHYTHMS = ("month", "week", "dekad", "day", "acquisition", "quarter", "year", LIST)


class Asking(QObject):  # type: ignore[misc]  # Qt has no types
    """Fills the page, sums up what it asks for, has it planned and run."""

    summed_up = pyqtSignal(object)
    """The job of the form and the map, None where something in it is wrong."""

    def __init__(self, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._planner = means.planner
        self._hubs = means.hubs
        self._around = means.around
        self._products = means.products
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._sum_up)
        self.page = SeriesPage(means.around.window)
        self.area = AreaChoice(means.around.canvas, means.around.project, self)
        self.time = TimeChoice(self)
        self.page.add_part(self.area.box, self.page.area_place)
        self.page.add_part(self.time.part, self.page.time_place)
        self.samples = Samples(self.page, self.area, means.hubs, means.around, self)
        self._planning = Planning(means.planner, self.page.plan_panel, self)
        self._connect()
        self._fill()

    @property
    def planning(self) -> Planning:
        """The plan of what the page asks for."""
        return self._planning

    def open_connection(self) -> None:
        """Open QGIS's options at hub and account, as the page shows them."""
        form = self.page.form()
        connection = Connection(form.hub, form.base_url, form.token_url, form.authcfg)
        save_connection(self._around.settings, connection)
        self._around.open_options()

    def show_connection(self) -> None:
        """Show the hub and account that are stored."""
        connection = load_connection(self._around.settings)
        self.page.set_form(replace(self.page.form(), **asdict(connection)))

    def run(self) -> None:
        """Run what is typed, or say what is wrong with it."""
        self._start(self._planning.run)

    def close(self) -> None:
        """Let go of the map and of a plan that is being made."""
        self._settle.stop()
        self._planning.stop()
        self.area.close()
        # A hub may get ready later than this, and its signal outlives the page.
        self._hubs.ready.disconnect(self._offer_all)

    def _fill(self) -> None:
        names = ("local", *(hub.name for hub in HUBS), "custom")
        titles = {hub.name: hub.title for hub in HUBS}
        self.page.offer(
            rhythms=[(name, rhythm_title(name)) for name in _RHYTHMS],
            hubs=[(name, titles.get(name) or hub_title(name)) for name in names],
        )
        self.page.set_default_folder(str(default_folder()))
        self._offer_all()
        self.page.set_form(_to_form(load_preferences(self._around.settings)))
        recall(self._around.settings, self.area, self._around.project)

    def _connect(self) -> None:
        self.page.run_requested.connect(self.run)
        self.page.plan_requested.connect(lambda: self._start(self._planning.start))
        self.page.plan_stop_requested.connect(self._planning.stop)
        self._planning.changed.connect(self._on_plan_changed)
        self._hubs.ready.connect(self._offer_all)
        self._products.changed.connect(self._offer_for_collection)
        self.page.samples_requested.connect(lambda: self.samples.show())
        self.page.connection_requested.connect(self.open_connection)
        self.page.hub_chosen.connect(self._offer_all)
        self.page.collection_chosen.connect(self._offer_for_collection)
        self.page.changed.connect(self._on_changed)
        self.page.shown.connect(self._on_changed)
        self.area.changed.connect(self._on_changed)
        self.page.rhythm_chosen.connect(
            lambda name: self.time.choose_rhythm(name, self.page.form().first_day)
        )
        self.time.period_wanted.connect(self._on_period_wanted)
        self.time.image_wanted.connect(self._on_image_wanted)

    def _offer_all(self) -> None:
        """Offer what the hub has, as far as is known."""
        offer = offer_of(self.page.form(), self._hubs)
        self.page.offer_collections(
            (one.id, localize(one.title)) for one in offer.collections
        )
        self._offer_for_collection()

    def _offer_for_collection(self) -> None:
        form = self.page.form()
        collection = COLLECTIONS.get(form.collection)
        if collection is None:
            return
        products = products_of(collection, self._products)
        self.page.offer_products(
            ((one.name, localize(one.title)) for one in products),
            self._products.pictures,
        )
        rules = offer_of(form, self._hubs).rules(collection)
        self.page.offer_rules((one.name, rule_title(one)) for one in rules)
        self._offer_cloud()

    def _offer_cloud(self) -> None:
        """Offer to count the image's own cloud, at the price of the plan."""
        form, plan = self.page.form(), self._planning.plan
        collection = COLLECTIONS.get(form.collection)
        if collection is None:
            return
        is_read_anyway = _reads_classes(form.rule)
        text = cloud_choice(
            offer_of(form, self._hubs).cloud_band(collection),
            plan.price.cloud if plan else None,
            is_read_anyway=is_read_anyway,
        )
        self.page.offer_cloud(text, is_free=not is_read_anyway)

    def _on_changed(self) -> None:
        # In its dock another page may be seen that shows the same plan.
        if self.page.parentWidget().isVisible():
            self._settle.start()

    def _on_plan_changed(self) -> None:
        self.page.set_planning(self._planning.is_busy)
        if self._planning.failure:
            self.page.set_error("", self._planning.failure)
        self._offer_cloud()
        if self._planning.plan is not None:
            self._show_cost(None)
            self.time.show_plan(self._planning.plan)

    def _sum_up(self) -> None:
        form, job = self.page.form(), None
        self.area.refresh(form)
        try:
            job = self._planner.check(form, on_disk=False)
        except FieldError as error:
            self.page.set_error(error.field, localize(str(error)))
        self._planning.compare(form, job)
        self.time.refresh(form, job, self._planning.plan)
        if job is not None:
            self.page.set_error("", self._planning.failure)
        self._offer_cloud()
        self._show_cost(job)
        self.summed_up.emit(job)

    def _show_cost(self, job: Job | None) -> None:
        plan, cost = self._planning.plan, Cost()
        if plan is not None:
            cost = cost_of_plan(plan, self.page.form().unit_limit, self.area.sizes)
        elif job is not None:
            cost = cost_of_job(job, count_slots(job), self.area.sizes)
        self.page.cost_line.set_cost(cost.text, cost.reason, cost.level)

    def _start(self, begin: Callable[[Form], None]) -> None:
        """Begin to plan or run what is typed, or say what is wrong with it."""
        form = self.page.form()
        self._settle.stop()
        try:
            begin(form)
        except FieldError as error:
            self.area.refresh(form)
            self.page.set_error(error.field, localize(str(error)), focus=True)
        except InputError as error:
            self.page.set_error("", localize(str(error)))
        else:
            save_preferences(self._around.settings, _to_preferences(form))
            remember(self._around.settings, self.area)
            # Later: what was begun has done enough in this turn.
            self._settle.start()

    def _on_period_wanted(self, period: Period) -> None:
        self.page.set_period(period.first_day, period.last_day)

    def _on_image_wanted(self, folder: Path, slot: str) -> None:
        around = self._around
        run = find_run(around.project, folder)
        layer = run and show_image(around.project, around.canvas, run, slot)
        if layer:
            around.activate(layer)
        else:
            text = translate("SceneSlots", "The slot {slot} has no image layer.")
            self.page.set_error("", text.format(slot=slot))


def _reads_classes(rule: str) -> bool:
    """Return whether the rule reads the class of every pixel of the image."""
    try:
        found = find_rule(rule)
    except InputError:
        return False
    return found.needs_class and not found.scans


def _to_form(preferences: Preferences) -> Form:
    values = asdict(preferences)
    values["first_day"] = date.fromisoformat(preferences.first_day)
    values["last_day"] = date.fromisoformat(preferences.last_day)
    numbers = {int(one) for one in preferences.months.split() if one.isdecimal()}
    values["months"] = tuple(sorted(numbers & _MONTHS))
    values["epsg"] = int(preferences.epsg) if preferences.epsg.isdecimal() else None
    return Form(**values)


def _to_preferences(form: Form) -> Preferences:
    values = {field.name: getattr(form, field.name) for field in fields(Preferences)}
    for name in ("first_day", "last_day"):
        values[name] = values[name].isoformat()
    values["months"] = " ".join(map(str, form.months))
    values["epsg"] = str(form.epsg or "")
    return Preferences(**values)
