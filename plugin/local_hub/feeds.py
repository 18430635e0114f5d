"""What flows into the pixel loop: one feed a sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .declared import DATA_MASK, Declared, Input, Output
from .loop import OutputCode, SampleCode, SourceCode, loop_source
from .reading import SceneReader
from .values import Conversion, check_bands, conversion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .job import Job
    from .scene import StoredBand
    from .timeline import Group

Array = NDArray[Any]
FLOATS = "Float64Array"
JS_ARRAYS = {
    "uint8": "Uint8Array",
    "int8": "Int8Array",
    "uint16": "Uint16Array",
    "int16": "Int16Array",
    "uint32": "Uint32Array",
    "int32": "Int32Array",
    "float32": "Float32Array",
}


@dataclass(frozen=True)
class Feed:
    """One sample of the loop: the scenes it is read from and how bands arrive."""

    readers: tuple[SceneReader, ...]
    bands: tuple[tuple[str, str, float], ...]
    """(band or dataMask, type of its array, factor)."""


def make_feed(job: Job, given: Input, group: Group, inside: Array | None) -> Feed:
    """Return how one sample is read.

    Raises:
        HubError: a scene lacks a band.
    """
    source = given.source
    check_bands(source, group.scenes, given.stored)
    bands: list[tuple[str, str, float]] = []
    converted: list[dict[str, Conversion]] = [{} for _ in group.scenes]
    for wanted in given.bands:
        if wanted.name == DATA_MASK:
            bands.append((DATA_MASK, "Uint8Array", 1.0))
            continue
        stored = [_stored(scene.bands, wanted.name) for scene in group.scenes]
        meta = source.bands[wanted.name]
        rules = [conversion(b, meta, wanted.unit, source.harmonize) for b in stored]
        if len(set(rules)) == 1 and rules[0].is_plain and not source.nan_nodata:
            kind = str(np.result_type(*[band.dtype for band in stored]))
            smooth = (source.upsampling, source.downsampling) != ("NEAREST",) * 2
            js_type = FLOATS if smooth else JS_ARRAYS.get(kind, FLOATS)
            bands.append((wanted.name, js_type, rules[0].factor))
            continue
        bands.append((wanted.name, FLOATS, 1.0))
        for target, rule in zip(converted, rules):
            target[wanted.name] = rule
    readers = tuple(
        SceneReader(source, scene, given.stored, job.grid, inside, rules_of)
        for scene, rules_of in zip(group.scenes, converted)
    )
    return Feed(readers, tuple(bands))


def _stored(bands: Sequence[StoredBand], name: str) -> StoredBand:
    return next(band for band in bands if band.name == name)


def loop_code(
    declared: Declared, feeds: list[list[Feed]], outputs: list[Output]
) -> str:
    """Return the pixel loop over the feeds' arrays, in the order they are made."""
    position = 0
    sources = []
    for given, group in zip(declared.inputs, feeds):
        codes = []
        for feed in group:
            parts = []
            for band, _, factor in feed.bands:
                parts.append((band, position, factor))
                position += 1
            codes.append(SampleCode(tuple(parts)))
        single = given.mosaicking == "SIMPLE"
        if single and not codes:
            codes = [_empty_sample(given)]
        sources.append(SourceCode(given.source.id, single, tuple(codes)))
    kept = [OutputCode(o.id, o.bands, o.sample_type, n) for n, o in enumerate(outputs)]
    return loop_source(sources, kept, len(declared.outputs), declared.fusion)


def _empty_sample(given: Input) -> SampleCode:
    nodata = float("nan") if given.source.nan_nodata else 0.0
    return SampleCode(
        tuple(
            (band.name, -1, 0.0 if band.name == DATA_MASK else nodata)
            for band in given.bands
        )
    )
