"""Boundaries, schematic and tile maps, class breaks, place names."""
