"""The type of values that came out of JSON and were not checked yet."""

from __future__ import annotations

from typing import Any

Json = Any
"""Whatever JSON can say; functions that take it check it."""
