"""A script in a fresh V8 context, with limits on time and memory."""

from __future__ import annotations

import asyncio
import json
import re
import time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from py_mini_racer import (
    JSEvalException,
    JSOOMException,
    JSParseException,
    MiniRacer,
)

from .errors import HubError, renderer_error

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from numpy.typing import NDArray

    from .job import Limits
    from .jsonvalue import Json

RUNTIME = ("visualizers.js", "functions.js", "engine.js")
REFUSAL = re.compile(r"HubRefusal:(.*)")
ALIGNMENT = 8
"""Bytes; typed arrays must start on a multiple of their item."""
FAILED = "Failed to evaluate script!\n"
NUMPY_TYPES = {
    "Uint8Array": "u1",
    "Int8Array": "i1",
    "Uint16Array": "u2",
    "Int16Array": "i2",
    "Uint32Array": "u4",
    "Int32Array": "i4",
    "Float32Array": "f4",
    "Float64Array": "f8",
}


class Sandbox:
    """One context; every call may raise HubError with the script's own error."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._deadline = time.monotonic() + limits.seconds
        # An event loop of this very thread saves two thread switches a call.
        self._loop = asyncio.new_event_loop()
        self._racer = self._loop.run_until_complete(_new_racer())
        self._racer.set_hard_memory_limit(limits.heap_bytes)
        self.run(_runtime())

    def load(self, evalscript: str, bands: Sequence[str]) -> dict[str, bool]:
        """Evaluate the script's text; return which functions it defines.

        `bands` are the names that a script without functions may use as variables.
        """
        try:
            self.run(f"{evalscript}\n//# sourceURL=evalscript.js")
        except ScriptSyntaxError as refusal:
            if "Illegal return statement" not in refusal.message:
                raise
            self.run(wrap_bare(evalscript, bands))
        return dict(json.loads(self.text("__hub.defines()")))

    def run(self, code: str) -> Json:
        """Evaluate code in what is left of the time."""
        left = self._deadline - time.monotonic()
        try:
            return self._loop.run_until_complete(
                asyncio.wait_for(self._racer.eval_cancelable(code), max(0.01, left))
            )
        except asyncio.TimeoutError:
            seconds = f"{self._limits.seconds:g}"
            raise _limit(f"The script ran longer than {seconds} seconds.") from None
        except JSOOMException:
            raise _limit("The script used too much memory.") from None
        except JSParseException as error:
            raise ScriptSyntaxError(str(error)) from None
        except JSEvalException as error:
            raise _script_error(str(error)) from None

    def text(self, code: str, *values: Json) -> str:
        """Call a function of the runtime with JSON values; return its text.

        `code` holds `{}` where a value stands; each arrives as JSON in a string.
        """
        texts = (json.dumps(json.dumps(value)) for value in values)
        return str(self.run(code.format(*texts) if values else code))

    def arrays(self, wanted: Sequence[tuple[str, str, int]]) -> list[NDArray[Any]]:
        """Return new arrays that V8 and numpy share.

        `wanted` holds (`inputs` or `outputs`, JavaScript type, length) of each.
        """
        places, size = [], 0
        for where, js_type, length in wanted:
            places.append((where, js_type, size, length))
            used = length * np.dtype(NUMPY_TYPES[js_type]).itemsize
            size += -(-used // ALIGNMENT) * ALIGNMENT
        texts = json.dumps(json.dumps(places))
        view = self.run(f"__hub.allocate({max(size, ALIGNMENT)}, {texts})")
        return [
            np.frombuffer(view, NUMPY_TYPES[js_type], length, offset)
            for _, js_type, offset, length in places
        ]

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free the context; shared arrays die with it."""
        if isinstance(error, HubError) and error.over_limit:
            # To free a context that was stopped can take for ever.
            return
        self._racer.close()
        self._loop.close()


class ScriptSyntaxError(HubError):
    """A script that is not JavaScript."""

    def __init__(self, text: str) -> None:
        super().__init__(400, FAILED + _renamed(text), "RENDERER_EXCEPTION")


async def _new_racer() -> MiniRacer:
    return MiniRacer()


@lru_cache
def _runtime() -> str:
    texts = [runtime(name) for name in RUNTIME]
    return "\n".join([*texts, "//# sourceURL=hub.js"])


def runtime(name: str) -> str:
    """Return the text of a script that ships with the hub."""
    return (Path(__file__).parent / "runtime" / name).read_text("utf-8")


def wrap_bare(evalscript: str, bands: Sequence[str]) -> str:
    """Return a script without functions as one with them.

    Its output has as many bands as it returns for a sample of zeros.
    """
    used = [n for n in bands if re.search(rf"\b{re.escape(n)}\b", evalscript)]
    names = ", ".join(used)
    args = ", ".join(f"s.{name}" for name in used)
    zeros = ", ".join("0" for _ in used)
    # The body starts on the first line, so that line numbers stay the user's.
    return (
        f"var __bare = function ({names}) {{{evalscript}\n}};\n"
        "function setup() { var r = __bare("
        f"{zeros}); return {{ input: {json.dumps([used])[1:-1]}, "
        "output: { bands: Array.isArray(r) ? r.length : 1 } }; }\n"
        "function evaluatePixel(s) { var r = __bare("
        f"{args}); return typeof r === 'number' ? [r] : r; }}\n"
        "//# sourceURL=evalscript.js"
    )


def _script_error(text: str) -> HubError:
    refusal = REFUSAL.search(text)
    if refusal:
        return renderer_error(refusal.group(1).strip())
    return renderer_error(FAILED + _renamed(text))


def _renamed(text: str) -> str:
    named = re.sub(r"^<anonymous>:", "evalscript.js:", text.rstrip())
    return re.sub(r"\n\n+", "\n", named)


def _limit(message: str) -> HubError:
    error = renderer_error(FAILED + message)
    error.over_limit = True
    return error
