"""What every test of a page may use."""

import pytest

from ui import reads
from ui.need import reads as analyses


@pytest.fixture(autouse=True)
def fresh_caches() -> None:
    """Answers of the edition of another test are not kept."""
    reads.table.clear()
    reads.measured.clear()
    analyses.forget()
