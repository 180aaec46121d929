"""Coordinates: where a settled place lies and how exact that is."""
