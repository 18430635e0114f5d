"""The words of the page that depend on values: titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

from .language import localize

if TYPE_CHECKING:
    from .core.rules import Rule


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
    return str(titles.get(rule.name) or localize(rule.title))
