"""The page of the chart: values of a run over time, at a point or in polygons."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from . import looks
from .button_lines import ButtonLines
from .chart_drawing import colour_of
from .choices import chosen, fill
from .series_chart import SeriesChart
from .step_bar import StepBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtGui import QShowEvent

    from .chart_values import ChartLine
    from .choices import Choices

ICONS = Path(__file__).parent / "icons"
TENTHS, RANGE, NONE = "tenths", "range", "none"
"""Spreads around a mean."""


class ChartPage(QWidget):  # type: ignore[misc]  # Qt has no types
    """Choices above, the chart, a line of words about it, and steps below."""

    run_chosen = pyqtSignal()
    band_chosen = pyqtSignal()
    """Another band or spread: the same values are shown otherwise."""
    point_wanted = pyqtSignal(bool)
    """Clicks on the map shall tell the place, or no more."""
    polygons_wanted = pyqtSignal()
    csv_wanted = pyqtSignal()
    image_wanted = pyqtSignal(str)
    """The slot whose point was clicked."""
    shown = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart_page")
        self.run_combo = _combo(self, "chart_run_combo")
        self.band_combo = _combo(self, "chart_band_combo")
        self.spread_combo = _combo(self, "chart_spread_combo")
        self.point_button = QPushButton(self.tr("&Point on the map"), self)
        self.polygons_button = QPushButton(self.tr("Selected pol&ygons"), self)
        self.place_label = QLabel(self)
        self.legend_label = QLabel(self)
        self.chart = SeriesChart(self)
        self.words_label = QLabel(self)
        self.note_label = QLabel(self)
        self.clear_check = QCheckBox(self.tr("&Line of clear points only"), self)
        self.csv_button = QPushButton(self.tr("Save CS&V …"), self)
        self.step_bar = StepBar(self)
        self._dress()
        self._lay_out()
        self._connect()
        self.offer_bands(())
        self.set_lines((), "")
        self.set_place("")
        self.set_note("")

    @property
    def run(self) -> str:
        """The key of the chosen run, empty for none."""
        return chosen(self.run_combo)

    @property
    def band(self) -> int:
        """The number of the chosen band, from 0."""
        return max(0, int(self.band_combo.currentIndex()))

    @property
    def spread(self) -> str:
        """One of `TENTHS`, `RANGE` and `NONE`."""
        return chosen(self.spread_combo)

    def offer_runs(self, runs: Choices) -> None:
        """Offer the runs of the project; the choice stays if it is still there."""
        fill(self.run_combo, runs)

    def offer_bands(self, bands: Sequence[str]) -> None:
        """Offer the bands of the images; one alone is no choice."""
        if [self.band_combo.itemText(n) for n in range(self.band_combo.count())] != [
            *bands
        ]:
            fill(self.band_combo, [(band, band) for band in bands])
        for widget in (self.band_combo, self._form.labelForField(self.band_combo)):
            widget.setVisible(len(bands) > 1)

    def set_lines(self, lines: Sequence[ChartLine], title: str) -> None:
        """Show lines, with a legend where there are several."""
        self.chart.set_lines(lines, title)
        legend = " ".join(
            f'<span style="color:{colour_of(number).name()}">●</span>'
            f" {escape(line.title)}&nbsp;"
            for number, line in enumerate(lines)
        )
        self.legend_label.setText(legend)
        self.legend_label.setVisible(len(lines) > 1)
        self.csv_button.setEnabled(bool(lines))
        self.step_bar.setEnabled(bool(lines))
        self._show_words("")

    def set_message(self, text: str) -> None:
        """Say something in place of the chart."""
        self.set_lines((), "")
        self.chart.set_message(text)

    def set_place(self, text: str) -> None:
        """Say where the values are from."""
        self.place_label.setText(text)
        self.place_label.setVisible(bool(text))

    def set_note(self, text: str, *, is_fault: bool = False) -> None:
        """Say something about what was done; empty says nothing."""
        self.note_label.setStyleSheet(looks.ERROR if is_fault else looks.SUMMARY)
        self.note_label.setText(text)
        self.note_label.setVisible(bool(text))

    def set_point_tool(self, active: bool) -> None:
        """Show whether clicks on the map tell the place."""
        blocked = self.point_button.blockSignals(True)
        self.point_button.setChecked(active)
        self.point_button.blockSignals(blocked)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is visible."""
        super().showEvent(event)
        self.shown.emit()

    def _dress(self) -> None:
        self.point_button.setObjectName("chart_point_button")
        self.point_button.setCheckable(True)
        self.point_button.setIcon(QIcon(str(ICONS / "pixel.svg")))
        tips = {
            self.run_combo: self.tr("The run whose images are read"),
            self.band_combo: self.tr("The band whose values are shown"),
            self.spread_combo: self.tr("What the shade around a mean spans"),
            self.point_button: self.tr("Click on the map: values of that pixel"),
            self.polygons_button: self.tr(
                "Mean over each polygon that is selected in the layers of the map"
            ),
            self.clear_check: self.tr(
                "The line goes from one clear point to the next, dotted where it"
                " passes a clouded one"
            ),
            self.csv_button: self.tr("Write all values with dates, tiles and cloud"),
            self.chart: "",
        }
        for widget, tip in tips.items():
            widget.setToolTip(tip)
        for widget, name in (
            (self.polygons_button, "chart_polygons_button"),
            (self.csv_button, "chart_csv_button"),
            (self.clear_check, "chart_clear_check"),
            (self.words_label, "chart_words_label"),
        ):
            widget.setObjectName(name)
        for label in (self.place_label, self.legend_label, self.words_label):
            label.setWordWrap(True)
        self.note_label.setWordWrap(True)
        self.note_label.setTextFormat(Qt.TextFormat.PlainText)
        self.place_label.setTextFormat(Qt.TextFormat.PlainText)
        self.words_label.setTextFormat(Qt.TextFormat.PlainText)
        fixed = QSizePolicy.Policy.MinimumExpanding
        self.chart.setSizePolicy(QSizePolicy.Policy.Expanding, fixed)
        # Words come and go under the mouse: the chart stays as large as it is.
        self.words_label.setFixedHeight(4 * self.fontMetrics().lineSpacing())
        self.words_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        fill(
            self.spread_combo,
            (
                (TENTHS, self.tr("P10 to P90")),
                (RANGE, self.tr("Least to most")),
                (NONE, self.tr("None")),
            ),
        )

    def _lay_out(self) -> None:
        form = self._form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Run"), self.run_combo)
        form.addRow(self.tr("&Band"), self.band_combo)
        form.addRow(self.tr("&Spread"), self.spread_combo)
        content = QWidget(self)
        layout = QVBoxLayout(content)
        layout.addLayout(form)
        layout.addWidget(
            ButtonLines((self.point_button, self.polygons_button), 2, self)
        )
        for widget in (self.place_label, self.legend_label):
            layout.addWidget(widget)
        layout.addWidget(self.chart, 1)
        for widget in (self.words_label, self.note_label):
            layout.addWidget(widget)
        layout.addWidget(self.step_bar)
        layout.addWidget(ButtonLines((self.clear_check, self.csv_button), 2, self))
        # On a low screen the dock is lower than all of this.
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to what it holds
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        order = (
            *(self.run_combo, self.band_combo, self.spread_combo),
            *(self.point_button, self.polygons_button, self.chart),
            *(*self.step_bar.buttons.values(), self.clear_check, self.csv_button),
        )
        for one, other in zip(order, order[1:]):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        self.step_bar.stepped.connect(self.chart.step)
        self.step_bar.image_wanted.connect(self.chart.activate)
        self.chart.entry_hovered.connect(self._show_words)
        self.chart.point_activated.connect(self.image_wanted)
        self.run_combo.currentIndexChanged.connect(lambda _: self.run_chosen.emit())
        for combo in (self.band_combo, self.spread_combo):
            combo.currentIndexChanged.connect(lambda _: self._on_looks())
        self.clear_check.toggled.connect(lambda _: self._on_looks())
        self.point_button.toggled.connect(self.point_wanted)
        self.polygons_button.clicked.connect(lambda: self.polygons_wanted.emit())
        self.csv_button.clicked.connect(lambda: self.csv_wanted.emit())
        self.clear_check.setChecked(True)

    def _on_looks(self) -> None:
        self.chart.set_looks(
            has_spread=self.spread != NONE, skips_hollow=self.clear_check.isChecked()
        )
        self.band_chosen.emit()

    def _show_words(self, words: str) -> None:
        hint = self.tr("Arrow keys step through the slots, Enter shows the image.")
        self.words_label.setToolTip(escape(words))  # a narrow dock has not room for all
        self.words_label.setText(words or (hint if self.csv_button.isEnabled() else ""))


def _combo(parent: QWidget, name: str) -> QComboBox:
    """Return a list that may be narrower than its longest choice."""
    combo = QComboBox(parent)
    combo.setObjectName(name)
    policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    combo.setSizeAdjustPolicy(policy)
    combo.setMinimumContentsLength(10)
    return combo
