"""The run folder on disk: GDAL, OGR and JSON; no QGIS."""
