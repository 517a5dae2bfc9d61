"""Bytes out: deck, report, workbook, story. Knows nothing of Streamlit."""
