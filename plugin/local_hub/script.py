"""The functions of an evalscript, called in the documented order."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .declared import DATA_MASK, Declared, Input, is_band_count, read_setup
from .errors import renderer_error
from .timeline import Group, all_tiles, dated, groups, scenes_value, shuffled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .job import Job
    from .jsonvalue import Json
    from .sandbox import Sandbox

SERVICE_VERSION = "4.263.0"
"""What the recorded answers name."""
Samples = list[list[Group]]
"""Per input, the groups that become samples."""


@dataclass(frozen=True)
class Script:
    """A loaded script and what its `setup()` declared."""

    job: Job
    sandbox: Sandbox
    defined: dict[str, bool]
    declared: Declared

    @staticmethod
    def load(job: Job, sandbox: Sandbox, default_type: str) -> Script:
        """Return the script of a job after `setup()`.

        Raises:
            HubError: it has no functions, or `setup()` fails or makes no sense.
        """
        names = sorted({name for s in job.sources for name in s.bands} | {DATA_MASK})
        defined = sandbox.load(job.evalscript, names)
        if not (defined["setup"] and defined["evaluatePixel"]):
            raise renderer_error(
                "Failed to evaluate script!\n"
                "The functions setup and evaluatePixel must be defined."
            )
        setup = json.loads(sandbox.text("__hub.setup()"))
        declared = read_setup(setup, job.sources, default_type)
        factor = declared.inputs[0].source.normalization if declared.inputs else 1.0
        sandbox.text(
            "__hub.setMetadata({})",
            {"serviceVersion": SERVICE_VERSION, "normalizationFactor": factor},
        )
        return Script(job, sandbox, defined, declared)

    def keep(self) -> Samples:
        """Return the samples that `preProcessScenes` leaves."""
        shown = self._ordered([groups(i) for i in self.declared.inputs], "preProcess")
        asked = {
            number: given
            for number, given in enumerate(self.declared.inputs)
            if given.mosaicking != "SIMPLE" and given.source.shows_scenes
        }
        if not self.defined["preProcessScenes"] or not asked:
            return shown
        collections = {
            given.source.id: _collection(given, shown[number])
            for number, given in asked.items()
        }
        kept = json.loads(
            self.sandbox.text(f"__hub.preProcess({{}}, {self._single})", collections)
        )
        for number, given in asked.items():
            shown[number] = [shown[number][n] for n in kept[given.source.id]]
        return shown

    def with_updated_outputs(self, kept: Samples) -> Script:
        """Return the script with the band counts that `updateOutput` sets."""
        if not self.defined["updateOutput"]:
            return self
        outputs = {o.id: {"bands": o.bands} for o in self.declared.outputs}
        scenes = {
            given.source.id: dated(ordered)
            for given, ordered in zip(
                self.declared.inputs, self._ordered(kept, "updateOutput")
            )
        }
        answer = json.loads(
            self.sandbox.text(
                f"__hub.updateOutput({{}}, {{}}, {self._single})", outputs, scenes
            )
        )
        updated = tuple(
            replace(o, bands=_count(answer.get(o.id), o.bands), names=())
            for o in self.declared.outputs
        )
        return replace(self, declared=replace(self.declared, outputs=updated))

    def show_scenes(self, kept: Samples) -> Samples:
        """Hand `scenes` to `evaluatePixel`; return the samples in its order."""
        ordered = self._ordered(kept, "evaluatePixel")
        self.sandbox.text("__hub.setScenes({})", self._scenes(ordered))
        return ordered

    def userdata(self, kept: Samples) -> str:
        """Call `updateOutputMetadata`; return `outputMetadata.userData` as JSON."""
        ordered = self._ordered(kept, "updateOutputMetadata")
        scenes = self._scenes(ordered, at_end=True)
        return self.sandbox.text("__hub.userData({})", scenes)

    @property
    def _single(self) -> str:
        return json.dumps(not self.declared.fusion)

    def _ordered(self, samples: Sequence[list[Group]], function: str) -> Samples:
        return [shuffled(s, self.job.quirks, function) for s in samples]

    def _scenes(self, ordered: Samples, at_end: bool = False) -> dict[str, Any] | None:
        values: dict[str, dict[str, Any] | None] = {}
        for given, order in zip(self.declared.inputs, ordered):
            value = scenes_value(given, order)
            if at_end and given.mosaicking == "SIMPLE":
                value = all_tiles(given, order)
            values[given.source.id] = value if given.source.shows_scenes else None
        if self.declared.fusion:
            return {key: {"scenes": value} for key, value in values.items()}
        return next(iter(values.values()), {})


def _collection(given: Input, ordered: list[Group]) -> dict[str, Any]:
    scenes = scenes_value(given, ordered, with_tiles=False)
    if given.mosaicking == "TILE":
        return {"scenes": scenes}
    source = given.source
    return {"from": source.begin, "to": source.end, "scenes": scenes}


def _count(entry: Json, before: int) -> int:
    bands = entry.get("bands") if isinstance(entry, dict) else None
    if bands is None or bands == before:
        return before
    if not is_band_count(bands):
        raise renderer_error("Function updateOutput set no valid number of bands.")
    return int(bands)
