"""The words of the page that depend on values: titles and the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from .core.job import Job
    from .core.rules import Rule

_LARGE_KM2 = 1000

translate = QCoreApplication.translate


def rhythm_title(name: str) -> str:
    """Return the words for a rhythm of the list, or what the user typed."""
    titles = {
        "acquisition": translate("SceneSlots", "Acquisition"),
        "day": translate("SceneSlots", "Day"),
        "week": translate("SceneSlots", "Week"),
        "dekad": translate("SceneSlots", "Dekad (a third of a month)"),
        "month": translate("SceneSlots", "Month"),
        "quarter": translate("SceneSlots", "Quarter"),
        "year": translate("SceneSlots", "Year"),
        "list": translate("SceneSlots", "Own list of days"),
    }
    return str(titles.get(name, name))


def hub_title(name: str) -> str:
    """Return the words for a hub that has no proper name."""
    titles = {
        "local": translate("SceneSlots", "Local hub (offline, no account)"),
        "custom": translate("SceneSlots", "Other address …"),
    }
    return str(titles.get(name, name))


def rule_title(rule: Rule) -> str:
    """Return the words for a rule of the list; its parameter stands beside it."""
    titles = {
        "closest": translate("SceneSlots", "Closest to"),
        "clearest": translate("SceneSlots", "Clearest of"),
    }
    return str(titles.get(rule.name, rule.title))


def describe_job(job: Job, slots: int | None, km2: float) -> str:
    """Return what a run would be, as rich text."""
    grid = job.grid
    if slots is None:
        images = translate("SceneSlots", "<b>One image per acquisition</b>")
    elif slots == 1:
        images = translate("SceneSlots", "<b>1 slot</b>")
    else:
        images = translate("SceneSlots", "<b>{count} slots</b>").format(count=slots)
    size = translate(
        "SceneSlots",
        "{width} × {height} pixels of {resolution:g} m, {area} km², EPSG:{epsg}",  # noqa: RUF001  the sign people read
    ).format(
        width=grid.width,
        height=grid.height,
        resolution=grid.resolution,
        area=f"{km2:.3g}" if km2 < _LARGE_KM2 else f"{km2:,.0f}",
        epsg=grid.epsg,
    )
    return f"{images}<br>{size}"
