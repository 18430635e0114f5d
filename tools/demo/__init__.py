"""The demo: the main job in a real QGIS, told line by line."""
