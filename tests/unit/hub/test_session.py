from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import parse_qs

import pytest
from scene_slots.plugin.core.errors import (
    AnswerError,
    CredentialsError,
    ServiceError,
    Stopped,
)
from scene_slots.plugin.hub import session as session_module
from scene_slots.plugin.hub.session import Credentials, Session


@pytest.fixture
def session(hub, credentials, transport):
    return Session(hub, credentials, transport)


@pytest.fixture
def clock(monkeypatch):
    """Seconds that the test moves on by hand."""
    now = [1000.0]
    monkeypatch.setattr(session_module.time, "monotonic", lambda: now[0])
    return now


def test_a_token_is_asked_for_as_the_service_wants(session, transport, go, secret):
    assert session.token(go) == "token1"

    (request,) = transport.tokens
    assert request.url == "https://hub.test/token"
    assert request.headers == {"Content-Type": "application/x-www-form-urlencoded"}
    assert parse_qs(request.body.decode()) == {
        "grant_type": ["client_credentials"],
        "client_id": ["client"],
        "client_secret": [secret],
    }


def test_a_secret_of_any_letters_is_sent_whole(hub, transport, go):
    Session(hub, Credentials("ä b", "&=ž+ %"), transport).token(go)

    form = parse_qs(transport.tokens[0].body.decode())
    assert (form["client_id"], form["client_secret"]) == (["ä b"], ["&=ž+ %"])


def test_threads_share_one_token(session, transport, go):
    barrier = Barrier(8)

    def ask(_):
        barrier.wait(5)
        return session.token(go)

    with ThreadPoolExecutor(8) as threads:
        tokens = set(threads.map(ask, range(8)))

    assert tokens == {"token1"}
    assert len(transport.tokens) == 1


def test_threads_that_are_refused_together_renew_once(session, transport, go):
    old = session.token(go)
    barrier = Barrier(8)

    def ask(_):
        barrier.wait(5)
        return session.token(go, refused=old)

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(ask, range(8))) == {"token2"}
    assert len(transport.tokens) == 2


@pytest.mark.parametrize(
    ("lasts", "seconds"),
    [({"expires_in": 3600}, 3540), ({"expires_in": 100}, 50), ({}, 3540)],
)
def test_a_token_is_renewed_before_it_ends(
    session, transport, answer, clock, go, lasts, seconds
):
    transport.token_answers = [answer({"access_token": "first"} | lasts)]

    assert session.token(go) == "first"
    clock[0] += seconds - 1
    assert session.token(go) == "first"
    clock[0] += 1
    assert session.token(go) == "token2"


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_wrong_secret_is_one_sentence_without_the_secret(
    session, transport, answer, go, secret, status
):
    told = {"error": "invalid_client", "error_description": f"wrong {secret}"}
    transport.token_answers = [answer(told, status)]

    with pytest.raises(CredentialsError, match="Test hub refused") as caught:
        session.token(go)

    assert caught.value.status == status
    assert secret not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "advice"),
    [(404, "token address"), (302, "token address"), (503, "later"), (429, "later")],
)
def test_a_token_service_that_fails_says_what_to_do(
    session, transport, answer, go, status, advice
):
    transport.token_answers = [answer(b"<html>", status)]

    with pytest.raises(ServiceError, match=advice) as caught:
        session.token(go)

    assert caught.value.status == status


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"\xff",
        [],
        {},
        {"access_token": None},
        {"access_token": ""},
        {"access_token": "two\r\nlines"},
        {"access_token": "shown-to-nobody", "expires_in": "soon"},
    ],
)
def test_an_answer_without_token_is_an_error_that_shows_nothing(
    session, transport, answer, go, body
):
    transport.token_answers = [answer(body)]

    with pytest.raises(AnswerError, match="token address") as caught:
        session.token(go)

    assert "shown-to-nobody" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_a_wish_to_stop_ends_it(session):
    with pytest.raises(Stopped):
        session.token(lambda: True)


def test_nothing_shows_a_secret_or_token(session, credentials, transport, go, secret):
    token = session.token(go)

    for thing in (session, credentials, *transport.tokens):
        for text in (repr(thing), str(thing), f"{thing}"):
            assert secret not in text
            assert token not in text
