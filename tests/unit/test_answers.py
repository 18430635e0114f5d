"""Answers that came for an image that is not whole yet."""

from __future__ import annotations

import io
import tarfile

import pytest
from scene_slots.plugin.core.errors import AnswerError, NoTokenError
from scene_slots.plugin.core.job import Hub
from scene_slots.plugin.hub.process import ProcessRequest
from scene_slots.plugin.hub.transport import HttpResponse
from scene_slots.plugin.pipeline.answers import KeptAnswers
from scene_slots.plugin.store.pieces import Pieces

REQUEST = ProcessRequest("https://hub.test", {"output": {"responses": ["a", "b"]}})


class Counting:
    """A service that numbers its answers."""

    hub = Hub("custom", "Test hub", "https://hub.test", "https://hub.test/token")

    def __init__(self):
        self.sent = 0

    def post(self, _url, _payload, _headers, _stop, body, **_holds):
        self.sent += 1
        with tarfile.open(fileobj=body, mode="w") as archive:
            member = tarfile.TarInfo("default.tif")
            member.size = self.sent
            archive.addfile(member, io.BytesIO(b"." * self.sent))
        return HttpResponse(200, {"x-processingunits-spent": "0.5"}, b"")


@pytest.fixture
def ask(tmp_path):
    """Return a function that asks as a run does after a run was stopped."""
    service = Counting()

    def ask(*seen):
        with KeptAnswers(Pieces(tmp_path), "2018-03", seen) as answers:
            received = answers.send(service, REQUEST, lambda: False)
            return received.answer.images["default"].size, received.answer.units

    return ask


def test_what_was_answered_is_not_asked_for_again(ask):
    assert ask() == ask() == (1, 0.5)


def test_what_is_damaged_is_asked_for_again(ask, tmp_path):
    ask()
    (body,) = tmp_path.rglob("*.tar")
    body.write_bytes(body.read_bytes()[:600])
    assert ask() == ask() == (2, 0.5)


def test_an_answer_that_other_scenes_would_change_is_not_kept_for_them(ask):
    assert ask("march-1") == ask("march-1") == (1, 0.5)
    assert ask("march-1", "march-2") == (2, 0.5)


def test_an_answer_is_kept_though_there_is_no_room_to_tell_its_price(ask, tmp_path):
    ask()
    (body,) = tmp_path.rglob("*.tar")
    told = body.with_suffix(".json")
    for path in (body, told):
        path.unlink()
    (told / "in the way").mkdir(parents=True)
    assert ask() == (2, 0.5)
    assert ask() == (2, None)
    assert not list(tmp_path.rglob("*.part.*"))


@pytest.mark.parametrize(
    ("fault", "is_kept"),
    [(MemoryError, 1), (GeneratorExit, 1), (NoTokenError, 1), (AnswerError, 0)],
)
def test_only_what_may_be_at_fault_is_dropped(tmp_path, fault, is_kept):
    def fail():
        with KeptAnswers(Pieces(tmp_path), "2018-03") as answers:
            answers.send(Counting(), REQUEST, lambda: False)
            raise fault("no")

    with pytest.raises(fault):
        fail()
    assert len(list(tmp_path.rglob("*.tar"))) == is_kept


@pytest.mark.parametrize(("fault", "paid"), [(NoTokenError, []), (AnswerError, [None])])
def test_what_was_never_sent_has_no_charge(tmp_path, fault, paid):
    class Failing(Counting):
        def post(self, *_, **__):
            raise fault("no")

    pieces = Pieces(tmp_path)
    with pytest.raises(fault), KeptAnswers(pieces, "2018-03") as answers:
        answers.send(Failing(), REQUEST, lambda: False)
    assert pieces.paid == paid
