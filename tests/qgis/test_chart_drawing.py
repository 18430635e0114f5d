"""Points of a chart look as they are meant to in every theme."""

from datetime import datetime, timezone

import pytest
from qgis.PyQt.QtGui import QColor, QPalette
from scene_slots.ui.chart_drawing import colour_of
from scene_slots.ui.chart_values import ChartLine, ChartPoint
from scene_slots.ui.series_chart import SeriesChart


@pytest.mark.parametrize("ground", ["#ffffffff", "#00000000"])
def test_a_cloudy_point_is_hollow_on_any_ground(qtbot, ground):
    chart = SeriesChart()
    qtbot.addWidget(chart)
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(ground))
    chart.setPalette(palette)
    chart.resize(400, 300)
    clear, cloudy = (
        ChartPoint(
            f"2018-0{month}",
            datetime(2018, month, 1, tzinfo=timezone.utc),
            float(month),
            None,
            None,
            is_hollow,
            "",
            "",
        )
        for month, is_hollow in ((1, False), (2, True))
    )
    chart.set_lines((ChartLine("red", ((clear, cloudy),), ()),), "red")
    picture = chart.grab().toImage()
    colours = [
        picture.pixelColor(chart.place_of(one).toPoint()).name()
        for one in (clear, cloudy)
    ]
    assert colours[0] == colour_of(0).name()
    assert colours[1] != colour_of(0).name()
