"""A QGIS without network, with a fresh project and no trace left behind."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import numpy as np
import pytest
import shapely

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRectangle,
    QgsSettings,
)
from qgis.PyQt.QtCore import QEvent

from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.images import Image, State, Usage, Use
from scene_slots.plugin.core.job import Hub, Job
from scene_slots.plugin.core.product import Product, Style
from scene_slots.plugin.core.scenes import Scene
from scene_slots.plugin.core.slots import Period

UTM = 32634


@pytest.fixture
def project(qgis_iface, qgis_canvas):
    """Return an empty project."""
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()
    for relation in tuple(project.relationManager().relations()):
        project.relationManager().removeRelation(relation)
    qgis_canvas.setLayers([])


@pytest.fixture
def canvas(qgis_canvas):
    """Return the canvas over 40 by 30 pixels of 10 m in UTM zone 34 N."""
    qgis_canvas.resize(400, 300)
    qgis_canvas.setDestinationCrs(QgsCoordinateReferenceSystem(f"EPSG:{UTM}"))
    qgis_canvas.setExtent(QgsRectangle(500000, 5000000, 500400, 5000300))
    yield qgis_canvas
    qgis_canvas.freeze(False)
    qgis_canvas.setTemporalRange(type(qgis_canvas.temporalRange())())


@pytest.fixture
def settings():
    """Return QGIS's settings and take ours out afterwards."""
    settings = QgsSettings()
    settings.remove("scene_slots")
    yield settings
    settings.remove("scene_slots")


@pytest.fixture
def bar(qgis_iface):
    """Return the message bar, empty."""
    bar = qgis_iface.messageBar()
    bar.clearWidgets()
    yield bar
    bar.clearWidgets()


@pytest.fixture
def spoken(bar):
    """Return a function that tells the messages that are shown."""
    return lambda: [item.text() for item in bar.items()]


@pytest.fixture
def no_tasks_left():
    """Check that the test leaves no task behind."""
    yield
    manager = QgsApplication.taskManager()
    QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [task for task in manager.tasks() if "Scene Slots" in task.description()]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)
