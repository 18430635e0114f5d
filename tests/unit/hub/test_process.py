from __future__ import annotations

import io
import json
import sys
import tarfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scene_slots.plugin.core.errors import AnswerError, ServiceError, StoreError
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.scenes import Scene
from scene_slots.plugin.core.slots import Slot
from scene_slots.plugin.hub import process
from scene_slots.plugin.hub.filters import narrow, worst_cloud
from scene_slots.plugin.hub.process import (
    Answer,
    ProcessRequest,
    build_filtered,
    build_request,
    send,
)

SHARED = Path(__file__).resolve().parents[4] / "shared"
GRID = Grid(32633, 500_000.0, 5_100_000.0, 10.0, 512, 256)
REQUEST = ProcessRequest("https://hub.test/api/v1/process", {"a": 1})
RECORDED = SHARED / "recorded/userdata/process_api_response_2019_l1c_uint16.tar"


@pytest.fixture
def march(utc):
    return Slot("2018-03", utc("2018-03-01"), utc("2018-04-01"))


@pytest.fixture
def scene(utc):
    def scene(acquired, cloud=12.3):
        return Scene(acquired, utc(acquired), "sentinel-2-l2a", cloud_coverage=cloud)

    return scene


@pytest.fixture
def build(hub, march):
    def build(scenes, grid=GRID, outputs=("default", "scene_slots_scene")):
        return build_request(
            hub, "sentinel-2-l2a", "//VERSION=3\nž", march, scenes, grid, outputs
        )

    return build


def test_a_request_is_exactly_this(build, scene):
    request = build([scene("2018-03-05T09:12:31.296"), scene("2018-03-09T09:00:00")])

    assert request.url == "https://hub.test/api/v1/process"
    assert request.payload == {
        "input": {
            "bounds": {
                "properties": {"crs": "http://www.opengis.net/def/crs/EPSG/0/32633"},
                "bbox": [500_000.0, 5_097_440.0, 505_120.0, 5_100_000.0],
            },
            "data": [
                {
                    "type": "sentinel-2-l2a",
                    "dataFilter": {
                        "timeRange": {
                            "from": "2018-03-05T09:12:30Z",
                            "to": "2018-03-09T09:00:02Z",
                        },
                        "maxCloudCoverage": 13,
                    },
                }
            ],
        },
        "evalscript": "//VERSION=3\nž",
        "output": {
            "responses": [
                {"identifier": "default", "format": {"type": "image/tiff"}},
                {"identifier": "scene_slots_scene", "format": {"type": "image/tiff"}},
                {"identifier": "userdata", "format": {"type": "application/json"}},
            ],
            "width": 512,
            "height": 256,
        },
    }


@pytest.mark.parametrize(
    ("epsg", "url"),
    [
        (4326, "http://www.opengis.net/def/crs/EPSG/0/4326"),
        (3857, "http://www.opengis.net/def/crs/EPSG/0/3857"),
        (3794, "http://www.opengis.net/def/crs/EPSG/0/3794"),
    ],
)
def test_a_grid_of_any_crs_is_asked_for_x_before_y(build, scene, epsg, url):
    grid = Grid(epsg, 15.0, 46.5, 0.001, 100, 50)

    bounds = build([scene("2018-03-05T09:12:31")], grid).payload["input"]["bounds"]

    assert bounds["properties"]["crs"] == url
    assert bounds["bbox"] == pytest.approx([15.0, 46.45, 15.1, 46.5])


def test_the_time_range_stays_inside_the_slot(march, scene, utc):
    first, last = scene("2018-03-01T00:00:00"), scene("2018-03-31T23:59:59.900")

    assert narrow(march, [last, first]) == (
        utc("2018-03-01T00:00:00"),
        utc("2018-03-31T23:59:59"),
    )


def test_the_time_range_holds_what_is_floored_or_rounded(march, scene, utc):
    start, end = narrow(march, [scene("2018-03-05T09:12:31.900")])

    assert start <= utc("2018-03-05T09:12:31")
    assert end >= utc("2018-03-05T09:12:32")
    assert (end - start).total_seconds() <= 4


@pytest.mark.parametrize(
    ("clouds", "limit"),
    [
        ([0.0], 0),
        ([0.01, 12.0], 12),
        ([12.000001], 13),
        ([0.29 * 100], 29),
        ([99.2, 5.0], 100),
        ([100.0], 100),
        ([5.0, None], 100),
        ([None], 100),
    ],
)
def test_the_cloud_limit_keeps_the_worst_scene(build, scene, clouds, limit):
    scenes = [scene("2018-03-05T09:12:31", cloud) for cloud in clouds]

    assert worst_cloud(scenes) == limit
    data_filter = build(scenes).payload["input"]["data"][0]["dataFilter"]
    assert data_filter.get("maxCloudCoverage", 100) == limit
    assert isinstance(data_filter.get("maxCloudCoverage", 100), int)
    assert ("maxCloudCoverage" in data_filter) == (limit < 100)


def test_the_same_request_has_the_same_hash(build, scene):
    one = build([scene("2018-03-05T09:12:31")])

    assert one.hash == build([scene("2018-03-05T09:12:31")]).hash
    assert len(one.hash) == 64
    turned = ProcessRequest(one.url, dict(reversed(one.payload.items())))
    assert turned.hash == one.hash
    assert replace(one, url="https://other").hash != one.hash
    assert build([scene("2018-03-05T09:12:35")]).hash != one.hash
    assert "VERSION" not in repr(one)


def tar(*members):
    """A plain tar of ``(name, content)`` pairs, or of ready TarInfo objects."""
    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode="w") as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
                continue
            name, content = member
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return body.getvalue()


WHOLE = tar(
    ("default.tif", b"image"),
    ("scene_slots_scene.tif", b"scene"),
    ("userdata.json", b'{"scene_slots": {}}'),
)


@dataclass(frozen=True)
class Found:
    answer: Answer
    body: io.BytesIO

    @property
    def images(self):
        """The bytes of each image, from where the answer says they are."""
        body = self.body.getvalue()
        return {
            name: body[one.offset :][: one.size]
            for name, one in self.answer.images.items()
        }

    user_data = property(lambda self: self.answer.user_data)
    units = property(lambda self: self.answer.units)


@pytest.fixture
def ask(service, go):
    def ask(request=REQUEST):
        body = io.BytesIO()
        return Found(send(service, request, go, body), body)

    return ask


@pytest.fixture
def receive(ask, transport, answer):
    def receive(body, **headers):
        transport.answers = [answer(body, **headers)]
        return ask()

    return receive


def test_an_answer_is_its_members_and_its_price(receive, transport):
    found = receive(WHOLE, x_processingunits_spent="0.66")

    assert found.images == {"default": b"image", "scene_slots_scene": b"scene"}
    assert found.body.getvalue() == WHOLE
    assert found.user_data == {"scene_slots": {}}
    assert found.units == 0.66
    assert transport.requests[0].headers["Accept"] == "application/x-tar"
    assert transport.payload() == {"a": 1}


@pytest.mark.parametrize(
    ("text", "units"),
    [("0.0053", 0.0053), ("0", 0.0), ("", None), ("much", None), ("nan", None)],
)
def test_the_price_is_a_number_or_unknown(receive, text, units):
    assert receive(WHOLE, x_processingunits_spent=text).units == units
    assert receive(WHOLE).units is None


def test_members_that_are_missing_are_missing(receive):
    found = receive(tar(("default.tif", b"image")))

    assert found.images == {"default": b"image"}
    assert found.user_data == {}
    assert receive(tar()).images == {}


def test_names_lead_nowhere(receive, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    found = receive(
        tar(
            ("./default.tif", b"image"),
            ("../../evil.tif", b"evil"),
            ("/etc/evil.tif", b"evil"),
            ("sub/userdata.json", b'{"evil": 1}'),
            ("readme.txt", b"text"),
            ("tif", b"no name"),
        )
    )

    assert found.images["default"] == b"image"
    assert found.user_data == {}
    assert "readme" not in found.images
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE]
)
def test_links_and_other_things_are_no_members(receive, kind):
    link = tarfile.TarInfo("default.tif")
    link.type = kind
    link.linkname = "/etc/passwd"

    assert receive(tar(link)).images == {}


def test_a_member_beyond_any_image_is_not_read(receive, monkeypatch):
    monkeypatch.setattr(process, "_MAX_MEMBER", 4)

    assert receive(tar(("default.tif", b"12345"), ("b.tif", b"1234"))).images == {
        "b": b"1234"
    }


def test_a_member_that_only_says_it_is_huge_is_an_error(receive):
    info = tarfile.TarInfo("default.tif")
    info.size = 600_000_000

    with pytest.raises(AnswerError, match="damaged"):
        receive(info.tobuf() + b"short")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>captive portal</html>" * 100,
        WHOLE[:700],
        tar(("userdata.json", b"{broken")),
        tar(("userdata.json", b"\xff\xfe\xff")),
        tar(("userdata.json", b"[" * 100_000)),
        tar(("userdata.json", b"[" * 200 + b"]" * 200)),
    ],
    ids=["empty", "html", "cut", "json", "letters", "deep", "too deep to write"],
)
def test_a_damaged_answer_is_one_clear_sentence(receive, body):
    with pytest.raises(AnswerError, match="The answer of Test hub is damaged"):
        receive(body)


def test_a_size_beyond_all_numbers_is_an_error(receive):
    header = bytearray(WHOLE[:512])
    header[124:136] = b"\x80" + b"\x7f" * 11
    info = sum(header[:148]) + 8 * 32 + sum(header[156:])
    header[148:156] = b"%06o\0 " % info

    with pytest.raises(AnswerError, match="damaged"):
        receive(bytes(header) + WHOLE[512:])


@pytest.mark.parametrize("content", [b"[]", b"null", b'"text"', b"1"])
def test_user_data_are_an_object(receive, content):
    assert receive(tar(("userdata.json", content))).user_data == {}


def test_numbers_in_user_data_can_be_written_down(receive):
    content = b'{"user": [NaN, Infinity, -1e999, 1.5]}'
    told = receive(tar(("userdata.json", content))).user_data
    assert told == {"user": [None, None, None, 1.5]}


# Of the headers and contents; the rest of a tar is padding.
PLACES = st.integers(0, 512 * 6)
NOISE = st.lists(st.tuples(PLACES, st.binary(max_size=3)), max_size=6)


@settings(max_examples=60, deadline=None)
@given(NOISE)
def test_no_damage_is_anything_but_an_answer_or_an_answer_error(changes):
    body = bytearray(WHOLE)
    for position, noise in changes:
        body[position : position + len(noise)] = noise
    hub = type("Hub", (), {"title": "Test hub"})()
    try:
        images, user_data = process._read_tar(io.BytesIO(body), hub)
    except AnswerError:
        return
    for one in images.values():
        assert 0 <= one.offset <= one.offset + one.size <= len(body)
    assert isinstance(user_data, dict)


def test_errors_of_the_service_come_through(ask, transport, error):
    transport.answers = [error(400, "Script must return an array.")]

    with pytest.raises(ServiceError, match="Script must return an array"):
        ask()


def test_a_full_disk_is_one_clear_sentence(ask, transport):
    transport.answers = [OSError(28, "No space left on device")]

    with pytest.raises(StoreError, match="No space left on device"):
        ask()


@pytest.mark.skipif(not RECORDED.is_file(), reason="no recorded answer at hand")
def test_a_recorded_answer_is_read(receive):
    found = receive(RECORDED.read_bytes())

    assert list(found.images) == ["default"]
    assert found.images["default"][:4] in (b"II*\0", b"MM\0*")
    assert json.dumps(found.user_data) == '{"norm_factor": 0.0001}'


ALONE = {
    "userdata": ("application/json", b'{"a": 1}', {}, {"a": 1}),
    "default": ("image/tiff", b"II*", {"default": b"II*"}, {}),
}


@pytest.mark.parametrize("name", ALONE)
def test_a_part_that_comes_alone_comes_without_a_tar(ask, transport, answer, name):
    kind, body, images, user_data = ALONE[name]
    asked = {"identifier": name, "format": {"type": kind}}
    transport.answers = [answer(body)]
    request = replace(REQUEST, payload={"output": {"responses": [asked]}})
    found = ask(request)
    assert (found.images, found.user_data) == (images, user_data)
    assert transport.requests[-1].headers["Accept"] == kind


def test_a_part_alone_that_is_no_json_is_an_error(ask, transport, answer):
    kind, *_ = ALONE["userdata"]
    asked = {"identifier": "userdata", "format": {"type": kind}}
    request = replace(REQUEST, payload={"output": {"responses": [asked]}})
    transport.answers = [answer(b"{"), answer(b"[1]")]
    with pytest.raises(AnswerError, match="is damaged"):
        ask(request)
    assert ask(request).user_data == {}


def test_what_is_asked_for_is_asked_for_alone(hub):
    sources = [{"type": "dem", "id": "a"}, {"type": "sentinel-1-grd", "id": "b"}]
    request = build_filtered(hub, sources, "x", GRID, ["default"])
    assert [one["id"] for one in request.payload["input"]["data"]] == ["a", "b"]
    assert request.only_response == ("default", "image/tiff")
    request = build_filtered(hub, sources, "x", GRID, ["default", "userdata"])
    assert request.only_response is None


def test_requests_in_a_crs_that_is_new_are_built_side_by_side(build, scene):
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for epsg in range(2150, 2180):
            grid = replace(GRID, epsg=epsg)
            ready = Barrier(6)

            def ask(grid=grid, ready=ready):
                ready.wait()
                return build([scene("2018-03-05T09:12:31")], grid)

            with ThreadPoolExecutor(6) as pool:
                asked = [pool.submit(ask) for _ in range(6)]
            assert len({one.result().hash for one in asked}) == 1
    finally:
        sys.setswitchinterval(before)
