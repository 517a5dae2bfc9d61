"""Slides that can be edited: native text, tables and charts in the agency's template."""
