"""A run whose script is refused does not go on asking; one with a bad tile does."""

from __future__ import annotations

import pytest
from scene_slots.plugin.core.errors import ServiceError, StoreError
from scene_slots.plugin.pipeline.refusals import Refusals

SCRIPT, TILE = "RENDERER_EXCEPTION", "RENDERER_S1_MISSING_POLARIZATION"


@pytest.fixture
def ended():
    return []


@pytest.fixture
def refuse(ended):
    """Let a request end with an error, or without."""
    refusals = Refusals(ended.append)

    def refuse(error=None):
        try:
            with refusals:
                if error:
                    raise error
        except (ServiceError, StoreError) as raised:
            return raised
        return None

    return refuse


def error(text="no", status=400, code=SCRIPT):
    return ServiceError(text, status=status, code=code)


def test_the_same_refusal_twice_ends_the_run_once(refuse, ended):
    first = error()
    assert refuse(first) is first
    assert ended == []
    second = error()
    refuse(second)
    refuse(error())
    assert ended == [second]


@pytest.mark.parametrize(
    "other",
    [
        error("other words"),
        error(code=TILE),
        error(status=500),
        error(code=None),
        StoreError("no"),
    ],
)
def test_other_errors_end_nothing(refuse, ended, other):
    refuse(error() if str(other) != "no" else other)
    refuse(other)
    assert ended == []


def test_nothing_ends_once_a_request_was_answered(refuse, ended):
    refuse(error())
    refuse()
    refuse(error())
    refuse(error())
    assert ended == []
