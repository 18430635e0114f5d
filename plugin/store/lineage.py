"""Lineage in STAC's words: by what rule, script and hub, and from which scenes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..core.images import Use

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.images import Image
    from ..core.scenes import Scene


def describe_lineage(
    run: Mapping[str, Any], image: Image | None = None
) -> dict[str, Any]:
    """Return the fields of the ``processing`` extension; what is unknown is absent.

    Args:
        run: what ``run.json`` tells.
        image: of an item; None for the collection.
    """
    job, hub = run.get("job", {}), run.get("hub", {})
    versions = run.get("versions", {})
    script = job.get("evalscript")
    fields: dict[str, Any] = {
        "processing:software": {
            str(name): str(version) for name, version in versions.items()
        }
    }
    if facility := hub.get("title") or hub.get("name"):
        fields["processing:facility"] = str(facility)
    if script:
        fields["processing:expression"] = {"format": "evalscript", "expression": script}
        digest = hashlib.sha256(str(script).encode()).hexdigest()
        fields["scene_slots:evalscript_sha256"] = digest
    if image:
        fields["processing:lineage"] = _sentence(image)
    return fields


def derived_from(
    scene: Scene, run: Mapping[str, Any], *, is_certain: bool
) -> dict[str, Any]:
    """Return the link from an image to a scene it is made of.

    A scene whose id names no product that exists gets a name instead of an address:
    so does one of the local hub, whose address lasts as long as the hub.

    Args:
        scene: used, or a candidate.
        run: what ``run.json`` tells.
        is_certain: whether pixels of the image are known to come from the scene.
    """
    hub = run.get("hub", {})
    base = str(hub.get("url") or "").rstrip("/")
    is_lasting = bool(base) and hub.get("name") != "local" and not scene.id_is_derived
    if is_lasting and scene.product_id:
        item = f"collections/{quote(scene.collection)}/items/{quote(scene.product_id)}"
        href = f"{base}/catalog/v1/{item}"
    else:
        href = f"urn:scene-slots:scene:{quote(scene.key, safe='')}"
    link: dict[str, Any] = {
        "rel": "derived_from",
        "href": href,
        "type": "application/geo+json",
        "title": scene.product_id or scene.key,
    }
    if scene.id_is_derived:
        link["scene_slots:id_is_derived"] = True
    if not is_certain:
        link["scene_slots:provenance"] = Use.CANDIDATE.value
    return link


def _sentence(image: Image) -> str:
    return (
        f"Mosaic of {image.collection} for {image.slot} by the rule {image.rule},"
        f" product {image.product}. {image.reason}"
    )
