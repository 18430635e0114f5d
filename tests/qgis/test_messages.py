from __future__ import annotations

from datetime import datetime, timezone

import pytest
from qgis.core import QgsApplication
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QTextBrowser
from scene_slots.plugin.core.errors import ServiceError
from scene_slots.plugin.core.images import Image, State
from scene_slots.plugin.core.job import Run
from scene_slots.plugin.end_words import describe_end, summarize
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


PLANLESS = "The Catalog could not be asked: HTTP 503. Without a plan all 9 scenes are."


@pytest.mark.parametrize(
    ("units", "search", "notes", "told"),
    [
        ((0.5, 0.13), 0.0, (), "0.63 units charged."),
        (
            (0.5, 0.5),
            0.05,
            (PLANLESS,),
            "1.0 units charged for the images, about 0.05 for the search. " + PLANLESS,
        ),
        (
            (0.5, None),
            0.05,
            (),
            "At least 0.5 units charged for the images, about 0.05 for the search.",
        ),
        (
            (None, None),
            0.05,
            (),
            "The units charged for the images are unknown; about 0.05 for the search.",
        ),
    ],
)
def test_the_end_tells_all_that_was_charged_and_why_there_was_no_plan(
    units, search, notes, told
):
    first, last = (datetime(2018, month, 1, tzinfo=timezone.utc) for month in (1, 2))
    names = ("product", "leastCC", "sentinel-2-l2a", "local")
    image = Image("2018-01", first, last, State.COMPLETE, "", *names, pu_charged=9.0)
    # What an image cost may have been paid before.
    run = Run(None, (image,) * 2, search_units=search, notes=notes, paid=units)
    assert describe_end(run) == f"2 images. {told}"


def test_reasons_of_several_states_stand_in_one_sentence():
    first, last = (datetime(2018, month, 1, tzinfo=timezone.utc) for month in (1, 2))
    names = ("product", "leastCC", "sentinel-2-l2a", "local")
    images = [
        Image("2018-01", first, last, state, reason, *names)
        for state, reason in (
            (State.EMPTY, "No acquisition in this slot."),
            (State.FAILED, "Hub answered HTTP 403. Its units may be used up."),
        )
    ]
    assert summarize(images) == (
        "1 slot empty: No acquisition in this slot; 1 slot failed: Hub answered"
        " HTTP 403. Its units may be used up"
    )


def test_the_log_has_sentences_and_all_of_a_fault_of_ours(bar, request):
    lines = []
    log = QgsApplication.messageLog()
    log.messageReceived.connect(lines.append)
    request.addfinalizer(lambda: log.messageReceived.disconnect(lines.append))
    messages = Messages(bar)
    messages.log_failure(ServiceError("The hub is asleep."))
    try:
        _ = 1 / 0
    except ZeroDivisionError as error:
        messages.log_failure(error)
    sentence, fault = (line for line in lines if isinstance(line, str))
    assert sentence == "The hub is asleep."
    assert fault.startswith("Traceback")
    assert "1 / 0" in fault
