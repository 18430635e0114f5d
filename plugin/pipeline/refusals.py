"""Refusals: whether the service refuses the script, and not one request alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.errors import ServiceError

if TYPE_CHECKING:
    from ..core.errors import SceneSlotsError

_BAD_REQUEST = 400
# Of scripts and bodies; a missing polarisation has a code of its own, for each tile.
_CODES = ("RENDERER_EXCEPTION", "COMMON_BAD_PAYLOAD")


class Refusals:
    """What a run was refused so far.

    A script that fails in every slot would be sent as often as there are slots. But one
    may fail for the pixels of one slot alone: only where no request was answered yet,
    and the same words came twice, the others are not sent.
    """

    def __init__(self) -> None:
        self._was_answered = False
        self._told: set[str] = set()

    def note_answer(self) -> None:
        """Note that a request of the script was answered."""
        self._was_answered = True

    def note(self, error: SceneSlotsError) -> bool:
        """Note an error; return whether all other requests will end with it."""
        if not isinstance(error, ServiceError) or error.status != _BAD_REQUEST:
            return False
        if self._was_answered or error.code not in _CODES:
            return False
        is_known = str(error) in self._told
        self._told.add(str(error))
        return is_known
