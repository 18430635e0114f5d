from __future__ import annotations

import io
import json

import pytest
from scene_slots.plugin.core.errors import (
    AnswerError,
    CredentialsError,
    ServiceError,
    Stopped,
)
from scene_slots.plugin.hub.patience import Patience
from scene_slots.plugin.hub.service import Service
from scene_slots.plugin.hub.transport import TIMED_OUT

URL = "https://hub.test/api/v1/process"
TOO_MANY = "You have exceeded your rate limit"


@pytest.fixture
def post(service, go):
    def post(sink=None, stop=go):
        headers = {"Accept": "application/x-tar"}
        return service.post(URL, {"a": "ž"}, headers, stop, sink)

    return post


def test_a_request_carries_token_headers_and_json(post, transport, answer):
    transport.answers = [answer(b"whole")]

    assert post().body == b"whole"

    (request,) = transport.requests
    assert request.url == URL
    assert json.loads(request.body) == {"a": "ž"}
    assert request.headers == {
        "Accept": "application/x-tar",
        "Authorization": "Bearer token1",
    }


def test_requests_share_one_token(post, transport, answer):
    transport.answers = [answer(), answer()]

    post()
    post()

    assert len(transport.tokens) == 1


def test_a_refused_token_is_renewed_once(post, transport, answer, error):
    transport.answers = [error(401), answer(b"whole")]

    assert post().body == b"whole"

    used = [one.headers["Authorization"] for one in transport.requests]
    assert used == ["Bearer token1", "Bearer token2"]
    assert transport.waits == []


def test_an_account_that_stays_refused_ends_with_the_services_words(
    post, transport, error
):
    transport.answers = [error(401, "Go away.", "COMMON_UNAUTHORIZED")] * 2

    with pytest.raises(CredentialsError, match="HTTP 401: Go away") as caught:
        post()

    assert (caught.value.status, caught.value.code) == (401, "COMMON_UNAUTHORIZED")
    assert len(transport.tokens) == 2
    assert len(transport.requests) == 2


def test_retry_after_is_in_milliseconds(post, transport, answer, error):
    transport.answers = [error(429, TOO_MANY, retry_after="3398"), answer(b"whole")]

    assert post().body == b"whole"

    assert transport.waits == [3.398]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ({}, 5.0),
        ({"retry_after": "Wed, 21 Oct 2026 07:28:00 GMT"}, 5.0),
        ({"retry_after": "nan"}, 5.0),
        ({"retry_after": "-1"}, 5.0),
        ({"retry_after": "0"}, 0.05),
        ({"retry_after": "1500.5"}, 1.5005),
        ({"retry_after": "99999"}, 60.0),
        ({"retry_after": "1e999"}, 5.0),
    ],
)
def test_any_retry_after_is_a_sensible_wait(
    post, transport, answer, error, header, seconds
):
    transport.answers = [error(429, TOO_MANY, **header), answer()]

    post()

    assert transport.waits == [pytest.approx(seconds)]


@pytest.mark.parametrize(
    ("told", "words"),
    [("1800000", "up to an hour"), ("99999999", "about 28 hours")],
)
def test_nobody_waits_for_the_units_of_the_next_month(
    post, transport, error, told, words
):
    transport.answers = [error(429, TOO_MANY, retry_after=told)]

    with pytest.raises(ServiceError, match=f"no more requests for {words}") as caught:
        post()

    assert caught.value.status == 429
    assert transport.waits == []


def test_what_is_waited_for_long_is_told(hub, credentials, transport, answer, error):
    told = []
    service = Service(hub, credentials, transport, tell=told.append)
    transport.answers = [error(429, TOO_MANY, retry_after="42000"), answer()]

    service.post(URL, {}, {}, lambda: False)

    assert told == ["Test hub allows no more requests a minute. Waiting 42 s."]


def test_a_rate_limit_that_never_ends_is_waited_for_ever_longer_and_not_for_ever(
    post, transport, error
):
    # 30 could be meant in seconds: it must not end after 20 quick tries.
    transport.answers = [error(429, TOO_MANY, retry_after="30")] * 99

    with pytest.raises(ServiceError, match=TOO_MANY) as caught:
        post()

    assert caught.value.status == 429
    assert len(transport.requests) == 21
    assert transport.waits == pytest.approx(sorted(transport.waits))
    assert transport.waits[:5] == pytest.approx([0.05, 1.0, 2.0, 4.0, 8.0])
    assert transport.waits[-1] == pytest.approx(60.0)


def test_a_server_error_is_tried_again_and_not_for_ever(post, transport, error):
    transport.answers = [error(503, "Busy.")] * 9

    with pytest.raises(ServiceError, match="HTTP 503: Busy"):
        post()

    assert len(transport.requests) == 4
    assert transport.waits == [1.0, 2.0, 4.0]


def test_a_connection_that_breaks_is_tried_again(post, transport, answer):
    transport.answers = [ServiceError("broke"), ServiceError("broke"), answer(b"whole")]

    assert post().body == b"whole"
    assert transport.waits == [1.0, 2.0]

    transport.answers = [ServiceError("broke")] * 9
    with pytest.raises(ServiceError, match="broke"):
        post()
    assert len(transport.answers) == 5


def test_what_took_too_long_is_tried_once_more(post, transport):
    transport.answers = [ServiceError("late", code=TIMED_OUT)] * 9

    with pytest.raises(ServiceError, match="late"):
        post()

    assert len(transport.requests) == 2


@pytest.mark.parametrize(
    ("status", "message", "code"),
    [
        (
            500,
            "Illegal request to https://x.tiff. HTTP Status: 404.",
            "RENDERER_EXCEPTION",
        ),
        (400, "Script must return an array.", "RENDERER_EXCEPTION"),
        (400, "Missing or empty evalscript.", "COMMON_EXCEPTION"),
        (403, "Insufficient processing units.", "ACCESS_INSUFFICIENT_PROCESSING_UNITS"),
        (404, "No.", "COMMON_NOT_FOUND"),
        (302, "", "X"),
        (204, "", "X"),
    ],
)
def test_what_will_not_change_is_not_tried_again(
    post, transport, error, status, message, code
):
    transport.answers = [error(status, message, code)]

    with pytest.raises(ServiceError) as caught:
        post()

    assert (caught.value.status, caught.value.code) == (status, code)
    assert message in str(caught.value)
    assert transport.waits == []


def test_the_words_of_a_service_can_be_shown_and_written(post, transport, error):
    transport.answers = [error(403, "No\0 \ud800\nunits " + "x" * 10_000)]

    with pytest.raises(ServiceError) as caught:
        post()

    told = str(caught.value)
    assert "No\ufffd \ufffd\nunits x" in told
    assert len(told.encode()) < 3000


@pytest.mark.parametrize(
    "passing", [(400, "Request body should be non-empty."), (408, ""), (502, "")]
)
def test_what_may_pass_is_tried_again(post, transport, answer, error, passing):
    transport.answers = [error(*passing), answer(b"whole")]

    assert post().body == b"whole"


def test_a_token_service_that_stumbles_is_tried_again(post, transport, answer, error):
    transport.token_answers = [error(503), ServiceError("broke"), error(429)]
    transport.answers = [answer(b"whole")]

    assert post().body == b"whole"
    assert transport.waits == [1.0, 2.0, 5.0]


@pytest.mark.parametrize("status", [401, 404])
def test_a_token_that_is_denied_is_asked_for_once(post, transport, answer, status):
    transport.token_answers = [answer(b"{}", status)]

    with pytest.raises(ServiceError):
        post()

    assert (len(transport.tokens), transport.waits) == (1, [])


def test_a_page_instead_of_a_token_is_not_waited_for(post, transport, answer):
    transport.token_answers = [answer(b"<html>")]

    with pytest.raises(AnswerError):
        post()

    assert (len(transport.tokens), transport.waits) == (1, [])


def test_patience_is_a_choice(hub, credentials, transport, error, go):
    patience = Patience(attempts=2, first_wait=0.0, rate_limit_waits=1)
    service = Service(hub, credentials, transport, patience)
    transport.answers = [error(500), error(429), error(429)]

    with pytest.raises(ServiceError, match="429"):
        service.post(URL, {}, {}, go)

    assert transport.waits == [0.0, pytest.approx(0.05, abs=0.01)]


def test_a_sink_holds_the_last_answer_alone(post, transport, answer):
    sink = io.BytesIO(b"left of an answer that broke off")
    sink.seek(9)
    transport.answers = [answer(b"whole", x_processingunits_spent="0.5")]

    response = post(sink)

    assert sink.getvalue() == b"whole"
    assert response.headers == {"x-processingunits-spent": "0.5"}


@pytest.mark.parametrize("after", range(1, 5))
def test_a_wish_to_stop_ends_it_wherever_it_is(post, transport, error, after):
    """In turn: before the token, the request, the wait, and the next request."""
    asked = []

    def stop():
        asked.append(1)
        return len(asked) >= after

    transport.answers = [error(503)] * 9

    with pytest.raises(Stopped):
        post(stop=stop)

    assert len(asked) == after


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>", "Test hub answered HTTP 400."),
        (b"\xff\xfe", "Test hub answered HTTP 400."),
        (b"[]", "Test hub answered HTTP 400."),
        ({"error": "invalid"}, "Test hub answered HTTP 400."),
        ({"error": {"message": None}}, "Test hub answered HTTP 400."),
        ({"error": {"message": "No."}}, "Test hub answered HTTP 400: No."),
        ({"error": {"message": "Forbidden"}}, "Test hub answered HTTP 400: Forbidden."),
        (
            {
                "error": {
                    "message": "`width` is too large.\n",
                    "errors": [
                        {"parameter": "a", "violation": "`width` is too large."},
                        {"parameter": "b", "violation": "And `b`."},
                    ],
                }
            },
            "Test hub answered HTTP 400: `width` is too large. And `b`.",
        ),
        (
            {"error": {"message": "No.", "errors": {"0": "odd"}, "code": 7}},
            "Test hub answered HTTP 400: No.",
        ),
        pytest.param(
            {"error": {"errors": [{"violation": f"{n:07}."} for n in range(3000)]}},
            f"Test hub answered HTTP 400: {' '.join(f'{n:07}.' for n in range(222))}"
            " 00.",
            id="too many",
        ),
    ],
)
def test_the_services_own_words_are_kept(post, transport, answer, body, said):
    transport.answers = [answer(body, 400)]

    with pytest.raises(ServiceError) as caught:
        post()

    assert str(caught.value) == said
    assert caught.value.code is None


def test_a_quota_that_is_used_up_is_named_though_the_service_does_not(
    post, transport, error
):
    transport.answers = [error(403, "Forbidden")]
    with pytest.raises(ServiceError) as caught:
        post()
    assert str(caught.value) == (
        "Test hub answered HTTP 403: Forbidden. The units of the account may be used"
        " up, or it may lack the right."
    )


def test_json_is_a_json_object(service, transport, answer, go):
    transport.answers = [answer({"features": []}), answer([]), answer(b"<html>")]

    assert service.post_json(URL, {}, go) == {"features": []}
    for _ in range(2):
        with pytest.raises(AnswerError, match="could not be read"):
            service.post_json(URL, {}, go)


def test_nothing_shows_a_secret_or_token(
    service, post, transport, error, answer, secret
):
    transport.answers = [answer()]
    response = post()
    transport.answers = [error(400, "No.")]
    with pytest.raises(ServiceError) as caught:
        post()

    shown = (service, response, caught.value, *transport.requests, *transport.tokens)
    for thing in shown:
        for text in (repr(thing), str(thing)):
            assert secret not in text
            assert "token1" not in text
