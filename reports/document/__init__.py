"""The report on A4."""
