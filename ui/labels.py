"""Labels of a form: where they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import QLabel, QWidget

if TYPE_CHECKING:
    from collections.abc import Collection


def align_labels(form: QWidget, apart: Collection[QLabel]) -> None:
    """Give the fields of all groups one left edge; some labels stand apart."""
    labels = [
        label
        for label in form.findChildren(QLabel)
        if label.buddy() is not None and label not in apart
    ]
    width = max(label.sizeHint().width() for label in labels)
    for label in labels:
        label.setMinimumWidth(width)
    for label in apart:
        # The underlined letter is not part of the hint on every platform.
        label.setMinimumWidth(label.sizeHint().width() + 6)
