"""Values to QGIS objects and back; main thread only, and no statistics here."""
