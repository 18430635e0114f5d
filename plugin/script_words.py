"""The words of the script editor: what a check found, and what a run adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .core.product import Family
from .language import localize
from .words import translate

if TYPE_CHECKING:
    from .core.clipping import Clipping
    from .core.collections import Collection
    from .core.product import Product
    from .pipeline.trial import Trial

_LITTLE = 1.0


def look_title(name: str) -> str:
    """Return the words for a look of the list."""
    titles = {
        "": translate("SceneSlots", "Automatic"),
        "rgb": translate("SceneSlots", "Colours (bands 1, 2, 3)"),
        "gray": translate("SceneSlots", "Grey (band 1)"),
        "written": translate("SceneSlots", "As the script says"),
        "vegetation": translate("SceneSlots", "Ramp: vegetation"),
        "moisture": translate("SceneSlots", "Ramp: moisture"),
        "water": translate("SceneSlots", "Ramp: water"),
        "fire": translate("SceneSlots", "Ramp: fire"),
        "temperature": translate("SceneSlots", "Ramp: temperature"),
        "spectrum": translate("SceneSlots", "Ramp: spectrum"),
    }
    return str(titles.get(name, name))


def checked(trial: Trial, collection: Collection, *, made: bool) -> str:
    """Return what a script made, in a sentence or two."""
    text = translate("SceneSlots", "It runs: {bands} {type}, {values}.").format(
        bands=_count_bands(len(trial.image)),
        type=trial.product.sample_type,
        values=_values(trial),
    )
    if made:
        source = translate(
            "SceneSlots",
            "Checked with made scenes of {collection}, which have all its bands: their"
            " numbers are invented, so the picture means nothing.",
        ).format(collection=localize(collection.title))
    elif len(trial.scenes) == 1:
        source = translate(
            "SceneSlots", "Checked with the sample scene of {day} ({collection})."
        ).format(
            day=f"{trial.scenes[0].acquired:%Y-%m-%d}",
            collection=localize(collection.title),
        )
    else:
        source = translate(
            "SceneSlots", "Checked with {count} sample scenes ({collection})."
        ).format(count=len(trial.scenes), collection=localize(collection.title))
    return f"{text} {source}"


def warn(trial: Trial) -> str:
    """Return what to beware of, empty for nothing."""
    if not trial.valid.any():
        return str(translate("SceneSlots", "No pixel has data."))
    return _clipped(trial.clipping) if trial.clipping else ""


def adds(product: Product | None) -> str:
    """Return what a run adds to a script, so that its scenes are known."""
    if product is None:
        return ""
    if product.family is Family.COMPOSITE:
        return str(
            translate(
                "SceneSlots",
                "The script reads several samples per pixel and runs as it is: of each"
                " image only the candidate scenes are told, not which pixel came from"
                " which. It is paid for each sample.",
            )
        )
    text = translate(
        "SceneSlots",
        "A run adds the band dataMask, which is free, and the output"
        " scene_slots_scene: the scene of each pixel. Where cloud is counted it adds"
        " the cloud band and scene_slots_cloud, too. The lines of the script stay.",
    )
    if product.family is Family.BARE:
        bare = translate(
            "SceneSlots", "The script has no functions: a run puts them around it."
        )
        return f"{bare} {text}"
    return str(text)


def line_says(line: int | None, said: str) -> str:
    """Return what is wrong, with its line where that is known."""
    if line is None or f"line {line}" in said:
        return localize(said)
    text = str(translate("SceneSlots", "Line {line}: {said}"))
    return text.format(line=line, said=localize(said))


def _count_bands(count: int) -> str:
    if count == 1:
        return str(translate("SceneSlots", "1 band"))
    return str(translate("SceneSlots", "{count} bands").format(count=count))


def _values(trial: Trial) -> str:
    told = trial.image[:, trial.valid]
    told = told[np.isfinite(told)]
    if not told.size:
        return str(translate("SceneSlots", "no values"))
    return str(
        translate("SceneSlots", "values from {low:.4g} to {high:.4g}").format(
            low=float(told.min()), high=float(told.max())
        )
    )


def _clipped(clipping: Clipping) -> str:
    facts = {
        "low": f"{clipping.lowest:.4g}",
        "high": f"{clipping.highest:.4g}",
        "type": clipping.sample_type,
        "least": f"{clipping.low:g}",
        "most": f"{clipping.high:g}",
    }
    if clipping.loses_fractions:
        return str(
            translate(
                "SceneSlots",
                "The values lie between {low} and {high}, and {type} keeps whole"
                " numbers only: they become 0 or 1. Use FLOAT32, or multiply them.",
            ).format(**facts)
        )
    share = (
        f"{clipping.clipped_pct:.0f} %"
        if clipping.clipped_pct >= _LITTLE
        else translate("SceneSlots", "less than 1 %")
    )
    return str(
        translate(
            "SceneSlots",
            "{share} of the values are clipped: they reach from {low} to {high}, and"
            " {type} keeps {least} to {most}.",
        ).format(share=share, **facts)
    )
