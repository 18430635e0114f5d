from __future__ import annotations

import pytest
from scene_slots.plugin.core import errors


def test_every_error_is_one_of_ours_and_says_itself():
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and kind is not errors.Stopped
    ]

    for kind in kinds:
        assert issubclass(kind, errors.SceneSlotsError)
        assert str(kind("What is wrong.")) == "What is wrong."


def test_a_wish_to_stop_is_no_service_error():
    assert str(errors.Stopped()) == "Stopped."
    assert not issubclass(errors.Stopped, errors.ServiceError)


@pytest.mark.parametrize("kind", [errors.AnswerError, errors.CredentialsError])
def test_a_service_error_keeps_status_and_code(kind):
    error = kind("No.", status=403, code="X")

    assert (error.status, error.code) == (403, "X")
    assert (kind("No.").status, kind("No.").code) == (None, None)
