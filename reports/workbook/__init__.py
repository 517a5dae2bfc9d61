"""The tables as a workbook and as csv."""
