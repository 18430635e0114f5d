"""Refusals: whether the service refuses the script, and not one request alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from ..core.errors import SceneSlotsError

_BAD_REQUEST = 400
# Of scripts and bodies; a missing polarisation has a code of its own, for each tile.
_CODES = ("RENDERER_EXCEPTION", "COMMON_BAD_PAYLOAD")


class Refusals:
    """What a run was refused so far; the context of each of its requests.

    A script that fails in every slot would be sent as often as there are slots. But one
    may fail for the pixels of one slot alone: only where no request was answered yet,
    and the same words came twice, the others are not sent.
    """

    def __init__(self, end: Callable[[SceneSlotsError], None]) -> None:
        """Hold none.

        Args:
            end: told once why no other request will be answered.
        """
        self._end = end
        self._is_open = True
        self._told: set[str] = set()

    def __enter__(self) -> None:
        """Begin a request."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Note how a request ended."""
        if error is None:
            self._is_open = False
        elif isinstance(error, ServiceError) and error.status == _BAD_REQUEST:
            self._note(error)

    def _note(self, error: ServiceError) -> None:
        if not self._is_open or error.code not in _CODES:
            return
        if str(error) in self._told:
            self._is_open = False
            self._end(error)
        self._told.add(str(error))
