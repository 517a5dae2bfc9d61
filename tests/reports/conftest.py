"""Reports are made without the plans that lie on this machine."""

import os
from collections.abc import Iterator

import pytest

from data.reference import cities
from geo.published import ensure_schematic


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


@pytest.fixture(scope="session", autouse=True)
def maps() -> None:
    """Reports show maps; a fresh copy has none until the schematic ones are computed."""
    for city in cities():
        ensure_schematic(city.city_code)
