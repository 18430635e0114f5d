"""The stock `sentinelhub` package, not our client, talks to the hub."""

import ssl
import subprocess
import time

import numpy as np
import pytest
from scene_slots.plugin.local_hub.faults import Faults
from sentinelhub import (
    CRS,
    BBox,
    DataCollection,
    MimeType,
    SentinelHubCatalog,
    SentinelHubDownloadClient,
    SentinelHubRequest,
    SentinelHubSession,
    SentinelHubStatistical,
    SHConfig,
)
from sentinelhub.download import SentinelHubStatisticalDownloadClient
from sentinelhub.exceptions import DownloadFailedException

BOX = BBox((500000, 5099960, 500040, 5100000), CRS("32633"))
SPAN = ("2020-06-01", "2020-06-30")
SCRIPT = """
//VERSION=3
function setup() {
  return { input: ["B02", "dataMask"], output: { bands: 1, sampleType: "UINT16" } };
}
function evaluatePixel(s) { return [s.B02 * 10000]; }
function updateOutputMetadata(scenes, im, om) {
  om.userData = { n: scenes.tiles.length };
}
"""


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def hub(serve, write_scenes, three):
    return serve(write_scenes(*three))


@pytest.fixture
def config(hub):
    return _config(hub)


@pytest.fixture
def session(hub, connect, config):
    """A session with a token of the hub: an http token URL is refused by oauthlib."""
    token = {"access_token": connect(hub).token, "expires_at": time.time() + 3600}
    session = SentinelHubSession(config, refresh_before_expiry=None, _token=token)
    SentinelHubDownloadClient.cache_session(session, universal=True)
    yield session
    SentinelHubDownloadClient.clear_cache()


@pytest.fixture
def source():
    return {
        "type": "sentinel-2-l2a",
        "dataFilter": {
            "timeRange": {"from": "2020-06-01T00:00:00Z", "to": "2020-06-30T23:59:59Z"},
            "mosaickingOrder": "leastCC",
        },
    }


def _config(hub):
    return SHConfig(
        use_defaults=True,
        sh_client_id=hub.client_id,
        sh_client_secret=hub.client_secret,
        sh_base_url=hub.url,
        sh_token_url=hub.token_url,
        download_sleep_time=0.01,
        max_download_attempts=2,
    )


def _request(config, source, script=SCRIPT, **options):
    return SentinelHubRequest(
        evalscript=script,
        input_data=[source],
        responses=[
            SentinelHubRequest.output_response("default", MimeType.TIFF),
            SentinelHubRequest.output_response("userdata", MimeType.JSON),
        ],
        bbox=BOX,
        size=(4, 4),
        config=config,
        **options,
    )


@pytest.mark.usefixtures("session")
def test_image_and_userdata(config, source):
    [answer] = _request(config, source).get_data()
    assert answer["userdata.json"] == {"n": 3}
    assert answer["default.tif"].tolist() == [[1002] * 4] * 4


@pytest.mark.usefixtures("session")
def test_a_single_response_is_bare(config, source):
    request = SentinelHubRequest(
        evalscript=SCRIPT.replace('"UINT16"', '"AUTO"').replace("* 10000", ""),
        input_data=[source],
        responses=[SentinelHubRequest.output_response("default", MimeType.PNG)],
        bbox=BOX,
        size=(4, 4),
        config=config,
    )
    [image] = request.get_data()
    assert image.dtype == np.uint8
    assert image.tolist() == [[26] * 4] * 4


@pytest.mark.usefixtures("session")
def test_input_data_of_a_collection(config, hub):
    collection = DataCollection.SENTINEL2_L2A.define_from(
        f"LOCAL_{hub.url.rpartition(':')[2]}", service_url=hub.url
    )
    request = SentinelHubRequest(
        evalscript=SCRIPT,
        input_data=[
            SentinelHubRequest.input_data(
                collection,
                time_interval=SPAN,
                mosaicking_order="leastRecent",
                maxcc=0.5,
                upsampling="BICUBIC",
            )
        ],
        responses=[SentinelHubRequest.output_response("default", MimeType.TIFF)],
        bbox=BOX,
        size=(4, 4),
        config=config,
    )
    [image] = request.get_data()
    assert image[:, :1].tolist() == [[1003]] * 4


def test_many_downloads_keep_their_order(session, config, source):
    requests = []
    for width in (4, 5, 6, 7):
        request = _request(config, source)
        request.download_list[0].post_values["output"]["width"] = width
        requests.append(request.download_list[0])
    client = SentinelHubDownloadClient(session=session, config=config)
    answers = client.download(requests, max_threads=4)
    assert [a["default.tif"].shape[1] for a in answers] == [4, 5, 6, 7]


def test_the_price_is_in_the_headers(session, config, source):
    client = SentinelHubDownloadClient(session=session, config=config)
    [answer] = client.download(
        [_request(config, source).download_list[0]], decode_data=False
    )
    assert float(answer.headers["x-processingunits-spent"]) == 0.005


@pytest.mark.usefixtures("session")
def test_an_error_reads_as_from_the_service(config, source):
    request = _request(config, source, SCRIPT.replace("B02", "B99"))
    with pytest.raises(DownloadFailedException) as caught:
        request.get_data()
    error = caught.value.request_exception.response.json()["error"]
    assert error["message"] == "Collection 'S2L2A' has no band 'B99'"


@pytest.mark.usefixtures("session")
def test_a_429_is_waited_for_in_milliseconds(config, source, hub):
    hub.faults = Faults(status=429, times=1, retry_after_ms=20)
    with pytest.warns(Warning, match="rate limit hit"):
        [answer] = _request(config, source).get_data()
    assert answer["userdata.json"] == {"n": 3}


@pytest.mark.usefixtures("session")
def test_catalog(config, three):
    catalog = SentinelHubCatalog(config)
    found = catalog.search(
        DataCollection.SENTINEL2_L2A,
        time=SPAN,
        bbox=BOX,
        filter="eo:cloud_cover < 50",
        fields={"include": ["id", "properties.datetime"], "exclude": []},
        limit=1,
    )
    assert found.get_ids() == [three[1].id, three[2].id]
    assert [moment.day for moment in found.get_timestamps()] == [10, 1]


@pytest.mark.usefixtures("session")
def test_catalog_geometries_and_info(config):
    catalog = SentinelHubCatalog(config)
    found = catalog.search(DataCollection.SENTINEL2_L2A, time=SPAN, bbox=BOX)
    assert len(found.get_geometries()) == 3
    assert catalog.get_info()["id"] == "sentinel-hub"
    assert [c["id"] for c in catalog.get_collections()] == ["sentinel-2-l2a"]
    assert catalog.get_collection("sentinel-2-l2a")["type"] == "Collection"
    item = catalog.get_feature("sentinel-2-l2a", found.get_ids()[0])
    assert item["type"] == "Feature"


def test_statistics(session, config):
    request = SentinelHubStatistical(
        aggregation=SentinelHubStatistical.aggregation(
            evalscript="""//VERSION=3
            function setup() {
              return { input: ["B02", "dataMask"],
                output: [{ id: "b", bands: 1 }, { id: "dataMask", bands: 1 }] };
            }
            function evaluatePixel(s) { return { b: [s.B02], dataMask: [s.dataMask] }; }
            """,
            time_interval=SPAN,
            aggregation_interval="P1D",
            size=(4, 4),
        ),
        calculations={
            "default": {"statistics": {"default": {"percentiles": {"k": [50]}}}}
        },
        input_data=[{"type": "sentinel-2-l2a"}],
        bbox=BOX,
        config=config,
    )
    client = SentinelHubStatisticalDownloadClient(session=session, config=config)
    [answer] = client.download(request.download_list)
    means = [
        entry["outputs"]["b"]["bands"]["B0"]["stats"]["mean"]
        for entry in answer["data"]
    ]
    assert means == pytest.approx([0.1003, 0.1002, 0.1001])


@pytest.fixture
def certificate(tmp_path):
    """A self-signed certificate of 127.0.0.1 and its key."""
    paths = (tmp_path / "hub.crt", tmp_path / "hub.key")
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-out",
        paths[0],
        "-keyout",
        paths[1],
    ]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 a fixed command
    return paths


def test_the_whole_way_over_tls(
    serve, write_scenes, three, certificate, source, monkeypatch
):
    hub = serve(write_scenes(*three), tls=certificate)
    assert hub.url.startswith("https://127.0.0.1:")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate[0]))
    try:
        [answer] = _request(_config(hub), source).get_data()
    finally:
        SentinelHubDownloadClient.clear_cache()
    assert answer["userdata.json"] == {"n": 3}
    assert [entry.path for entry in hub.log] == [
        "/auth/realms/main/protocol/openid-connect/token",
        "/api/v1/process",
    ]
    with pytest.raises(ssl.SSLError):
        ssl.get_server_certificate(
            ("127.0.0.1", int(hub.url.rpartition(":")[2])), ca_certs="/dev/null"
        )
