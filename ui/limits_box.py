"""The box of limits: cloud and coverage that the images of a run must keep."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QSpinBox,
    QWidget,
)

_ALL = 100


class LimitsBox(QgsCollapsibleGroupBox):  # type: ignore[misc]  # QGIS has no types
    """Two limits with slider and number, and what would remain of the slots."""

    changed = pyqtSignal()
    """A limit was moved; nothing is done yet."""
    apply_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("limits_box")
        self.setTitle(self.tr("Limits, applied afterwards"))
        self.setSaveCollapsedState(False)
        grid = QGridLayout(self)
        self.cloud_slider, self.cloud_spin = self._add(
            grid,
            0,
            self.tr("Max image &cloud"),
            self.tr(
                "Images with more cloud among their own pixels are rejected; 100 % is"
                " no limit. Their files stay."
            ),
            _ALL,
        )
        self.coverage_slider, self.coverage_spin = self._add(
            grid,
            1,
            self.tr("Min co&verage"),
            self.tr(
                "Images with data in less of the area are rejected; 0 % is no limit."
                " Their files stay."
            ),
            0,
        )
        self.remain_label = QLabel(self)
        self.remain_label.setObjectName("remain_label")
        self.remain_label.setWordWrap(True)
        self.apply_button = QPushButton(self.tr("&Apply"), self)
        self.apply_button.setObjectName("apply_button")
        self.apply_button.setToolTip(
            self.tr(
                "Reject what breaks the limits and take back what keeps them: tables"
                " and layers follow, nothing is asked of the hub"
            )
        )
        self.apply_button.clicked.connect(lambda: self.apply_requested.emit())
        row = QHBoxLayout()
        row.addWidget(self.remain_label, 1)
        row.addWidget(self.apply_button)
        grid.addLayout(row, 2, 0, 1, 3)

    def limits(self) -> tuple[float | None, float | None]:
        """Return most cloud and least coverage in percent, None for no limit."""
        cloud, coverage = self.cloud_spin.value(), self.coverage_spin.value()
        return (
            float(cloud) if cloud < _ALL else None,
            float(coverage) if coverage > 0 else None,
        )

    def set_limits(self, cloud: float | None, coverage: float | None) -> None:
        """Show limits, as `limits` returns them."""
        self.cloud_spin.setValue(_ALL if cloud is None else round(cloud))
        self.coverage_spin.setValue(0 if coverage is None else round(coverage))

    def set_remaining(self, text: str, *, is_new: bool) -> None:
        """Show what remains; only limits that would change something are applied."""
        self.remain_label.setText(text)
        self.apply_button.setEnabled(is_new)

    def _add(
        self, grid: QGridLayout, row: int, title: str, tip: str, value: int
    ) -> tuple[QSlider, QSpinBox]:
        label, spin = QLabel(title, self), QSpinBox(self)
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(0, _ALL)
        slider.setPageStep(10)
        spin.setRange(0, _ALL)
        spin.setSuffix(self.tr(" %"))
        label.setBuddy(spin)
        for widget in (label, slider, spin):
            widget.setToolTip(tip)
        slider.setAccessibleName(title.replace("&", ""))
        spin.setAccessibleName(title.replace("&", ""))
        spin.setValue(value)
        slider.setValue(value)
        slider.valueChanged.connect(spin.setValue)
        spin.valueChanged.connect(slider.setValue)
        spin.valueChanged.connect(lambda _: self.changed.emit())
        grid.addWidget(label, row, 0)
        grid.addWidget(slider, row, 1)
        grid.addWidget(spin, row, 2)
        return slider, spin
