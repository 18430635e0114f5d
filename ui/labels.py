"""Labels of a form: where they end."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QLabel, QWidget


def align_labels(form: QWidget) -> None:
    """Give the fields of all groups one left edge."""
    labels = [label for label in form.findChildren(QLabel) if label.buddy() is not None]
    width = max(label.sizeHint().width() for label in labels)
    for label in labels:
        label.setMinimumWidth(width)
