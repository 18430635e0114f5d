"""Between core values and QGIS layers."""
