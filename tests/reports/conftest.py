"""Reports are made without the plans that lie on this machine."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def no_plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty folder of plans; a test that wants some sets a folder of its own."""
    before = os.environ.get("PANTAU_PLANS")
    os.environ["PANTAU_PLANS"] = str(tmp_path_factory.mktemp("plans"))
    yield
    if before is None:
        del os.environ["PANTAU_PLANS"]
    else:
        os.environ["PANTAU_PLANS"] = before
