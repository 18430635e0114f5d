"""Pictures of every page and window, made by a real QGIS."""
