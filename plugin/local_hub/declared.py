"""What `setup()` of a script declares, checked against collection and request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .errors import HubError, bad_request, renderer_error
from .values import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .job import JobSource
    from .jsonvalue import Json

MOSAICKING = ("SIMPLE", "ORBIT", "TILE")
SAMPLE_TYPES = ("INT8", "UINT8", "INT16", "UINT16", "FLOAT32", "AUTO")
DATA_MASK = "dataMask"
USERDATA = "userdata"
MAX_BANDS = 65_535
"""A TIFF counts its bands in 16 bits."""
PICTURES = {
    "image/jpeg": (("AUTO", "UINT8"), (1, 3)),
    "image/png": (("AUTO", "UINT8", "UINT16"), (1, 2, 3, 4)),
}


@dataclass(frozen=True)
class Input:
    """The bands of one source."""

    source: JobSource
    bands: tuple[Wanted, ...]
    """As declared, `dataMask` included."""
    mosaicking: str
    bounds: bool
    """`metadata: ["bounds"]`."""

    @property
    def stored(self) -> tuple[Wanted, ...]:
        """Return the bands that must be read."""
        return tuple(band for band in self.bands if band.name != DATA_MASK)

    @property
    def billed_bands(self) -> int:
        """Return how many bands cost: `dataMask` only where it stands alone."""
        return len(self.stored) or len(self.bands)


@dataclass(frozen=True)
class Output:
    """One image output."""

    id: str
    bands: int
    sample_type: str
    nodata: float | None
    names: tuple[str, ...] = ()
    """Band names, where the script gives an array of them."""


@dataclass(frozen=True)
class Declared:
    """All that `setup()` says."""

    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    fusion: bool

    def output(self, identifier: str) -> Output | None:
        """Return an output by id."""
        return next((o for o in self.outputs if o.id == identifier), None)


def read_setup(
    setup: Json, sources: Sequence[JobSource], default_type: str
) -> Declared:
    """Return what a script declares.

    Raises:
        HubError: it cannot be rendered.
    """
    if not isinstance(setup, dict) or "input" not in setup or "output" not in setup:
        raise renderer_error("Function setup must return input and output.")
    mosaicking = _mosaicking(setup.get("mosaicking"), MOSAICKING[0])
    entries = _as_list(setup["input"])
    if all(isinstance(entry, str) for entry in entries):
        entries = [{"bands": entries}]
    fusion = len(sources) > 1 or any("datasource" in _dict(e) for e in entries)
    inputs = tuple(
        _input(_dict(entry), number, sources, mosaicking)
        for number, entry in enumerate(entries)
    )
    outputs = tuple(_output(_dict(o), default_type) for o in _as_list(setup["output"]))
    if len({output.id for output in outputs}) != len(outputs):
        raise renderer_error("Output ids must be unique.")
    return Declared(inputs, outputs, fusion)


def check_responses(declared: Declared, responses: Sequence[dict[str, Any]]) -> None:
    """Refuse answers that the outputs cannot give.

    Raises:
        HubError: an identifier or a format does not fit.
    """
    for response in responses:
        identifier, kind = response["identifier"], response["format"]
        output = declared.output(identifier)
        if output is None and identifier == USERDATA:
            continue
        if output is None:
            raise _missing_output(identifier)
        _check_format(output, kind)


def check_mask(declared: Declared) -> Output:
    """Return the output that the Statistical API asks every script for.

    Raises:
        HubError: the script lacks it.
    """
    mask = declared.output(DATA_MASK)
    if mask is None:
        raise _missing_output(DATA_MASK)
    return mask


def _missing_output(identifier: str) -> HubError:
    return bad_request(
        f"Output {identifier} requested but missing from function setup()"
    )


def _check_format(output: Output, kind: str) -> None:
    types, bands = PICTURES.get(kind, (SAMPLE_TYPES, ()))
    if kind == "application/json" or output.sample_type not in types:
        raise bad_request(
            f"Format {kind} does not support sample type {output.sample_type}"
        )
    if output.bands < 1 or (bands and output.bands not in bands):
        raise bad_request(
            f"Format {kind} does not support {output.bands} bands of output {output.id}"
        )


def _input(
    entry: dict[str, Any], number: int, sources: Sequence[JobSource], mosaicking: str
) -> Input:
    source = _source(entry.get("datasource"), number, sources)
    names = [str(name) for name in _as_list(entry.get("bands") or [])]
    units = entry.get("units")
    texts = _as_list(units) if units is not None else []
    if isinstance(units, str):
        texts = [units] * len(names)
    if texts and len(texts) != len(names):
        raise renderer_error("The number of units must equal the number of bands.")
    bands = tuple(
        Wanted(name, _unit(source, name, texts[n] if texts else None))
        for n, name in enumerate(names)
    )
    return Input(
        source,
        bands,
        _mosaicking(entry.get("mosaicking"), mosaicking),
        "bounds" in _as_list(entry.get("metadata") or []),
    )


def _source(wanted: Json, number: int, sources: Sequence[JobSource]) -> JobSource:
    if wanted is None:
        if number < len(sources):
            return sources[number]
        raise renderer_error(f"Input {number} has no data source.")
    for source in sources:
        if source.id == str(wanted):
            return source
    raise renderer_error(f"Datasource '{wanted}' is not among the requested data.")


def _unit(source: JobSource, name: str, unit: Json) -> str:
    if name == DATA_MASK:
        return "DN"
    band = source.bands.get(name)
    if band is None:
        raise _no_band(source, name)
    if unit is None:
        return band.units[0]
    if unit not in band.units:
        raise renderer_error(f"Unsupported units '{unit}' for band '{name}'.")
    return str(unit)


def _no_band(source: JobSource, name: str) -> HubError:
    return renderer_error(f"Collection '{source.code}' has no band '{name}'")


def _mosaicking(value: Json, default: str) -> str:
    if value is None:
        return default
    if str(value).upper() not in MOSAICKING:
        raise renderer_error(f"Mosaicking '{value}' is not supported.")
    return str(value).upper()


def _output(entry: dict[str, Any], default_type: str) -> Output:
    identifier = str(entry.get("id", "default"))
    if identifier == USERDATA:
        raise bad_request("Format application/json does not support sample type AUTO")
    bands: Json = entry.get("bands", 1)
    names: tuple[str, ...] = ()
    if isinstance(bands, list):
        bands, names = len(bands), tuple(str(name) for name in bands)
    if not is_band_count(bands):
        raise renderer_error(f"Output {identifier} has no valid number of bands.")
    sample_type = str(entry.get("sampleType") or default_type).upper()
    if sample_type not in SAMPLE_TYPES:
        raise renderer_error(f"Sample type '{sample_type}' is not supported.")
    nodata = entry.get("nodataValue")
    return Output(
        identifier,
        int(bands),
        sample_type,
        float(nodata) if isinstance(nodata, (int, float)) else None,
        names,
    )


def is_band_count(value: Json) -> bool:
    """Return whether a value is a number of bands that a file can have."""
    is_one = isinstance(value, (int, float)) and 0 <= value <= MAX_BANDS
    return is_one and value == int(value)


def _as_list(value: Json) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _dict(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise renderer_error("Function setup must return input and output objects.")
    return value
