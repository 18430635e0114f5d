"""Passive views: widgets with getters, setters and signals."""
