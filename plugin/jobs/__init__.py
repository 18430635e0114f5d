"""Background work: the QgsTask of a run and its threads."""
