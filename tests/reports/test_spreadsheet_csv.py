"""A download opens safely in a spreadsheet and tells where it comes from."""

import pandas as pd

from reports.spreadsheet_csv import table_csv


def test_cells_that_would_act_as_formulas_become_text() -> None:
    text = table_csv(pd.DataFrame({"Nama": ["=1+1", "@x", "-3", "+62", "biasa"], "n": [1.0, 2.5, None, 4.0, 5.0]}), "Judul", "Sumber").decode("utf-8-sig")
    lines = text.split("\r\n")
    assert lines[:3] == ["Judul", "Sumber", "Nama;n"]
    assert lines[3:8] == ["'=1+1;1", "'@x;2,5", "-3;", "'+62;4", "biasa;5"]
