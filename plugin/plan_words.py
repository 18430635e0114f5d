"""The words of a plan: what it fetches, what it costs, and the question to pay it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

from .core.numbers import grouped
from .language import localize

if TYPE_CHECKING:
    from .core.images import Image
    from .core.plan import Plan
    from .core.scenes import Scene
    from .pipeline.prepare import Prepared

_LISTED = 12
"""So many tiles fit into a tooltip."""
_THOUSAND = 1000

translate = QCoreApplication.translate


def format_units(units: float) -> str:
    """Return processing units as people read them, a plural: 0.63, 1.0, 12.3, 1,230."""
    if units >= _THOUSAND:
        return grouped(units)
    text = f"{units:.2g}" if units < 1 else f"{units:.3g}"
    return "1.0" if text == "1" else text


def images_and_units(prepared: Prepared) -> str:
    """Return “12 images, about 0.63 units”."""
    if prepared.kept and not prepared.units:
        return _there(prepared)
    text = translate("SceneSlots", "{images}, about {units} units")
    return str(text).format(
        images=count_images(prepared), units=format_units(prepared.units)
    )


def total(prepared: Prepared) -> str:
    """Return the sum of a plan as rich text; what is unknown is not in it."""
    parts = [f"<b>{count_images(prepared)}</b>"]
    empty = sum(not plan.is_asked for plan in prepared.plans)
    if empty:
        parts.append(count_of(empty, "1 slot empty", "{count} slots empty"))
    if prepared.kept:
        parts.append(_there(prepared))
    parts.append(count_of(prepared.requests, "1 request", "{count} requests"))
    told = [(translate("SceneSlots", "<b>about {units} units</b>"), prepared.units)]
    if prepared.scan_units:
        text = translate("SceneSlots", "{units} of them to read the cloud first")
        told.append((text, prepared.scan_units))
    if prepared.search_units:
        told.append((translate("SceneSlots", "search {units}"), prepared.search_units))
    if prepared.quota_left is not None:
        text = translate("SceneSlots", "{units} left of your quota")
        told.append((text, prepared.quota_left))
    parts += [str(text).format(units=format_units(units)) for text, units in told]
    return "<br>".join(filter(None, (" · ".join(parts), price_range(prepared))))


def price_range(prepared: Prepared) -> str:
    """Return between what the price lies, empty where it is certain."""
    price = prepared.price
    least, worst = format_units(price.least), format_units(price.worst)
    planned = format_units(price.planned)
    texts = []
    if least != planned:
        text = translate(
            "SceneSlots", "{least} to {planned}, as the service counts samples"
        )
        texts.append(str(text).format(least=least, planned=planned))
    if worst != planned:
        text = translate(
            "SceneSlots", "at most {worst} units, if tiles hold less than they claim"
        )
        texts.append(str(text).format(worst=worst))
    return "; ".join(texts)


def question(prepared: Prepared) -> str:
    """Return the question whether to pay for a run."""
    worst, limit = prepared.price.worst, prepared.job.unit_limit
    if limit:
        text = translate(
            "SceneSlots",
            "This run may cost about {worst} units, more than your limit of {limit}.",
        )
        return str(text).format(worst=format_units(worst), limit=format_units(limit))
    text = translate("SceneSlots", "This run may cost about {worst} units.")
    return str(text).format(worst=format_units(worst))


def slot_state(row: Image, plan: Plan, *, is_kept: bool = False) -> str:
    """Return what a slot will be, in words."""
    if is_kept:
        text = translate("SceneSlots", "there already: {state}")
        return str(text).format(state=localize(row.state.value))
    if not plan.is_asked:
        text = translate("SceneSlots", "empty: {reason}")
        return str(text).format(reason=_small(row.reason))
    return str(translate("SceneSlots", "to fetch"))


def tiles(plan: Plan) -> str:
    """Return the planned tiles, a line for each, best first."""
    lines = [_tile(scene) for scene in plan.planned[:_LISTED]]
    more = len(plan.planned) - _LISTED
    if more > 0:
        lines.append(count_of(more, "and 1 more", "and {count} more"))
    return "\n".join(lines)


def cloud_choice(band: str | None, units: float | None, *, is_read_anyway: bool) -> str:
    """Return the words of the choice to count cloud, with its price where known.

    Args:
        band: that tells the classes; None offers nothing.
        units: that it costs in the plan that is shown; None is unknown.
        is_read_anyway: whether the rule needs it in any case.
    """
    if band is None:
        return ""
    text = translate("SceneSlots", "Count image clou&d ({band})")
    if is_read_anyway:
        text = translate("SceneSlots", "Image clou&d is counted (rule reads {band})")
    elif units is not None and units > 0:
        text = translate("SceneSlots", "Count image clou&d: {units} units")
    elif units is not None:
        text = translate("SceneSlots", "Count image clou&d: costs nothing")
    return str(text).format(band=band, units=format_units(units or 0.0))


def count_images(prepared: Prepared) -> str:
    """Return how many images are to be fetched: “12 images”."""
    asked = sum(
        plan.is_asked and plan.slot.name not in prepared.kept for plan in prepared.plans
    )
    return count_of(asked, "1 image", "{count} images")


def _there(prepared: Prepared) -> str:
    count = sum(row.image.path is not None for row in prepared.kept.values())
    return count_of(
        count, "1 image is there already", "{count} images are there already"
    )


def count_of(number: int, one: str, many: str) -> str:
    """Return a number with its noun: “1 image”, “12 images”."""
    text = str(translate("SceneSlots", many, "counted", number))
    # English has no translation to choose its forms from.
    text = one if text == many and number == 1 else text
    return text.format(count=grouped(number))


def _tile(scene: Scene) -> str:
    cloud = (
        translate("SceneSlots", "cloud unknown")
        if scene.cloud_coverage is None
        else translate("SceneSlots", "{percent:.1f} % tile cloud").format(
            percent=scene.cloud_coverage
        )
    )
    name = scene.tile_id or scene.product_id or scene.key
    return f"{scene.acquired:%Y-%m-%d %H:%M} UTC · {cloud} · {name}"


def _small(sentence: str) -> str:
    """Return a sentence as the end of another one; German nouns keep their capital."""
    told = localize(sentence)
    first = told[:1].lower() if told == sentence else told[:1]
    return first + told[1:].rstrip(".")
