"""Pure values and rules: Python, numpy and shapely; no QGIS, network or GDAL."""
