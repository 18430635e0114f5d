"""Answers: bodies of the service on disk, until what they hold has been taken over."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING

from ..core.errors import AnswerError
from ..hub.process import send
from ..store.decode import AnswerFile
from ..store.faults import said
from ..store.landing import part_of

if TYPE_CHECKING:
    from types import TracebackType

    from ..core.grid import Grid
    from ..hub.process import Answer, ProcessRequest
    from ..hub.service import Service
    from ..hub.transport import Stop

_SENTENCE = "An answer could not be kept on disk"


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
            message = f"The answer lacks its part “{name}”: try again."
            raise AnswerError(message)
        return AnswerFile(
            self.path, member.offset, member.size, grid.width, grid.height
        )


class Answers:
    """The answers to some requests; a context that removes their bodies in the end."""

    def __init__(self, folder: Path | None = None, name: str = "answer") -> None:
        """Hold none.

        Args:
            folder: for the bodies; it must exist. None for one of the system's.
            name: that theirs begin with; what a crash leaves is told by ``.part.``.
        """
        self._folder = folder
        self._name = name
        self._bodies: list[Path] = []
        self._stack = ExitStack()

    def __enter__(self) -> Answers:
        """Return the answers."""
        if self._folder is None:
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
        with self._stack, said("An answer could not be removed", strict=False):
            for body in self._bodies:
                body.unlink(missing_ok=True)

    def send(self, service: Service, request: ProcessRequest, stop: Stop) -> Received:
        """Return the answer to a request; its body has been written as it came.

        Raises:
            ServiceError: the service failed, or its answer is damaged.
            StoreError: the disk refuses.
            Stopped: ``stop()`` became true.
        """
        name = f"{self._name}.{len(self._bodies) + 1}.tar"
        path = part_of((self._folder or Path()) / name)
        self._bodies.append(path)
        with said(_SENTENCE), path.open("w+b") as body:
            return Received(path, send(service, request, stop, body))


def send_for_user_data(service: Service, request: ProcessRequest, stop: Stop) -> Answer:
    """Return the answer to a request whose images are not wanted.

    Raises:
        ServiceError: the service failed, or its answer is damaged.
        StoreError: there is no room for its body.
        Stopped: ``stop()`` became true.
    """
    with said(_SENTENCE), TemporaryFile() as body:
        return send(service, request, stop, body)
