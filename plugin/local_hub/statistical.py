"""The Statistical API."""

from __future__ import annotations

from .answer import Answer
from .errors import bad_request
from .job import Job


def statistics_answer(job: Job) -> Answer:
    """Evaluate a Statistical job."""
    raise bad_request("Not served yet.")
