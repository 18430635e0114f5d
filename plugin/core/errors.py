"""The errors of Scene Slots; each says in plain English what is wrong."""

from __future__ import annotations

from .sentences import say


class SceneSlotsError(Exception):
    """Root of all errors that the plugin raises on purpose.

    ``str(error)`` is a whole sentence for a person: what is wrong and what to do.
    """


class Stopped(SceneSlotsError):  # noqa: N818  a wish of the user, not a failure
    """The user asked to stop; never shown as an error."""

    def __init__(self, message: str = say("Stopped.")) -> None:
        super().__init__(message)


class Declined(Stopped):
    """The price of a run was not accepted; nothing was fetched."""


class InputError(SceneSlotsError):
    """What the user asked for cannot be done; nothing was started."""


class StoreError(SceneSlotsError):
    """The run folder cannot be written or read."""


class ServiceError(SceneSlotsError):
    """The service answered with an error, or could not be reached.

    ``status`` is the HTTP status, None where there was no answer; ``code`` is the
    service's own error code where it gave one.
    """

    def __init__(
        self, message: str, *, status: int | None = None, code: str | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


class CredentialsError(ServiceError):
    """The service refused the client id and secret."""


class AnswerError(ServiceError):
    """The service answered, but not with what was asked for.

    ``units`` are those charged for it, None if the service did not say.
    """

    units: float | None = None


class NoTokenError(AnswerError):
    """The token service answered without a token: no request was sent."""


class ProvenanceError(SceneSlotsError):
    """The scenes named by an image and by its user data disagree."""


def as_sentence(words: str) -> str:
    """Return the words of another with the full stop that ends a sentence."""
    return words if words.endswith((".", "!", "?")) else f"{words}."
