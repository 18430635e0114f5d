"""Driver: runs inside QGIS (`--code`) and takes the pictures.

What is shared with it is importable only here, where QGIS has loaded the plugin.
"""

from __future__ import annotations

import json
import os
import sys

import qgis.utils
from qgis.PyQt.QtCore import QTimer


def main() -> object:
    """Start when QGIS is idle; keep what is returned."""
    from scene_slots.tools.shots.stage import Stage, on_fault  # noqa: PLC0415
    from scene_slots.tools.shots.story import tell_story  # noqa: PLC0415

    sys.excepthook = on_fault
    news = int(os.environ.pop("SCENE_SLOTS_NEWS_FD"))
    # The local hub, a child of QGIS, must not keep the news open.
    os.set_inheritable(news, False)
    wish = json.loads(os.environ.pop("SCENE_SLOTS_WISH"))
    stage = Stage(qgis.utils.iface, wish, news)
    QTimer.singleShot(0, lambda: stage.play(tell_story(stage)))
    return stage


# The timer alone would not keep it from the collector.
STAGE = main()
