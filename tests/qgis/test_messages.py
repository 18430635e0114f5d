from __future__ import annotations

import pytest
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QTextBrowser
from scene_slots.plugin.core.errors import ServiceError
from scene_slots.plugin.messages import Messages


@pytest.fixture
def bar(qtbot):
    """Return a real message bar, which reads HTML."""
    bar = QgsMessageBar()
    qtbot.addWidget(bar)
    return bar


def texts(bar):
    """Return what a person reads in the messages."""
    found = [one.findChild(QTextBrowser) for one in bar.items()]
    return [one.toPlainText() for one in found]


def test_the_words_of_a_service_are_shown_as_text(bar, qtbot):
    words = 'Error: a<b && c>d, <a href="http://127.0.0.1:9/">here</a> &amp; there.'
    messages = Messages(bar)
    messages.failed(ServiceError(words))
    qtbot.waitUntil(lambda: texts(bar) == [f"Scene Slots: {words}"], timeout=2000)
    messages.close()
    note = messages.working("", lambda: None)
    note.say(words)
    assert texts(bar) == [f"Scene Slots: {words}"]
