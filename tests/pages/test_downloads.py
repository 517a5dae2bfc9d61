"""Downloads: a file without a single number is not offered."""

import pytest
from streamlit.testing.v1 import AppTest


def page(value: float | None) -> None:
    from types import SimpleNamespace

    import pandas as pd

    from ui.downloads import offer

    table = pd.DataFrame({"Kelurahan": ["Sukajadi"], "PPKS": pd.Series([value], dtype="float")})
    offer(table, "uji", "Uji", SimpleNamespace(month="Des 2025", source_line="uji"))


@pytest.mark.parametrize(("value", "is_offered"), [(0.0, True), (None, False)])
def test_a_table_of_unknown_numbers_is_not_offered_and_a_zero_is_a_number(value: float | None, is_offered: bool) -> None:
    app = AppTest.from_function(page, args=(value,)).run()
    assert not app.exception and bool(app.get("download_button")) == is_offered
    assert any("Tidak ada unduhan: pada Des 2025" in caption.value for caption in app.caption) != is_offered
