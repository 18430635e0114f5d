"""Evalscripts: the products and the wrapper that makes them tell their scenes."""
