"""Answers: bodies of the service on disk, until what they hold has been taken over."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING

from ..core.errors import AnswerError, NoTokenError, ProvenanceError
from ..core.sentences import say
from ..hub.process import read_answer, send
from ..store.decode import AnswerFile
from ..store.faults import said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from ..core.grid import Grid
    from ..hub.process import Answer, ProcessRequest
    from ..hub.service import Service
    from ..hub.transport import Stop
    from ..store.pieces import Pieces

_SENTENCE = say("An answer could not be kept on disk")
# What a body may be to blame for; the last are of those who read it.
_FAULTS = (
    *(AnswerError, ProvenanceError),
    *(ArithmeticError, LookupError, RuntimeError, TypeError, ValueError),
)


@dataclass(frozen=True)
class Received:
    """An answer whose body is on disk."""

    path: Path
    answer: Answer

    def file(self, name: str, grid: Grid) -> AnswerFile:
        """Return a part of the answer, an image of the pixels of the grid.

        Raises:
            AnswerError: it is missing.
        """
        member = self.answer.images.get(name)
        if member is None:
            message = say(f"The answer lacks its part “{name}”: try again.")
            raise AnswerError(message)
        return AnswerFile(
            self.path, member.offset, member.size, grid.width, grid.height
        )


class Answers:
    """The answers to some requests; a context that removes their bodies in the end."""

    def __init__(self) -> None:
        self._folder = Path()
        self._count = 0
        self._stack = ExitStack()

    def __enter__(self) -> Answers:
        """Return the answers, with a folder for their bodies."""
        with said(_SENTENCE):
            made = TemporaryDirectory(prefix="scene_slots_")
        self._folder = Path(self._stack.enter_context(made))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove the bodies."""
        with said("An answer could not be removed", strict=False):
            self._stack.close()

    def send(
        self,
        service: Service,
        request: ProcessRequest,
        stop: Stop,
        hold: Stop | None = None,
    ) -> Received:
        """Return the answer to a request; its body has been written as it came.

        Args:
            service: the hub as the account sees it.
            request: the request.
            stop: whether to stop.
            hold: whether to send nothing more; an answer on its way still comes.

        Raises:
            ServiceError: the service failed, or its answer is damaged.
            StoreError: the disk refuses.
            Stopped: ``stop()`` became true, or ``hold()`` before it was sent.
        """
        self._count += 1
        path = self._folder / f"{self._count}.tar"
        with said(_SENTENCE), path.open("w+b") as body:
            return Received(path, send(service, request, stop, body, hold))


class KeptAnswers(Answers):
    """The answers for a piece of a slot; a context that keeps their bodies.

    They stay until the image of the slot is whole, so that what was paid and came
    need not come again: after a failure of another piece, a stop, or a crash.
    """

    def __init__(self, pieces: Pieces, slot: str, seen: Sequence[str] = ()) -> None:
        """Hold none.

        Args:
            pieces: of the run folder.
            slot: name of the slot.
            seen: keys of scenes that an answer may depend on and its request does not
                name; an answer is kept for these alone.
        """
        super().__init__()
        self._pieces = pieces
        self._slot = slot
        self._seen = seen
        self._bodies: list[Path] = []

    def __enter__(self) -> KeptAnswers:
        """Return the answers."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove the bodies if it may be their fault that the piece failed."""
        if not isinstance(error, _FAULTS) or isinstance(error, NoTokenError):
            return
        for body in self._bodies:
            self._pieces.drop(body)

    def send(
        self,
        service: Service,
        request: ProcessRequest,
        stop: Stop,
        hold: Stop | None = None,
    ) -> Received:
        """Return the answer to a request, the one that is there if it came before.

        See `Answers.send`.
        """
        path = self._pieces.place(self._slot, self._mark(request))
        self._bodies.append(path)
        with said(_SENTENCE):
            if path.is_file():
                # One that is damaged, such as by a power cut, is asked for again.
                with suppress(AnswerError), path.open("rb") as body:
                    units = self._pieces.units(path)
                    answer = read_answer(service.hub, request, body, units)
                    return Received(path, answer)
            try:
                with self._pieces.part(path).open("w+b") as body:
                    answer = send(service, request, stop, body, hold)
                self._pieces.keep(path, answer.units)
            except BaseException as error:
                no_token = isinstance(error, NoTokenError)
                if isinstance(error, AnswerError) and not no_token:
                    self._pieces.paid.append(error.units)  # it came all the same
                self._pieces.drop(path)
                raise
        return Received(path, answer)

    def _mark(self, request: ProcessRequest) -> str:
        if not self._seen:
            return request.hash
        text = "\n".join((request.hash, *self._seen))
        return hashlib.sha256(text.encode()).hexdigest()


def send_for_user_data(
    service: Service, request: ProcessRequest, stop: Stop, hold: Stop | None = None
) -> Answer:
    """Return the answer to a request whose images are not wanted; see `Answers.send`.

    Raises:
        ServiceError: the service failed, or its answer is damaged.
        StoreError: there is no room for its body.
        Stopped: ``stop()`` became true, or ``hold()`` before it was sent.
    """
    with said(_SENTENCE), TemporaryFile() as body:
        return send(service, request, stop, body, hold)
