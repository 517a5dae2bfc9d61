"""Folders of the project; the environment can move what the agency owns."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "data" / "reference"
SOURCES = ROOT / "data" / "sources"
PARAMETERS = ROOT / "data" / "parameters"
EXPORTS = ROOT / "data" / "exports"


def warehouse() -> Path:
    """Folder of the editions and CURRENT; `PANTAU_WAREHOUSE` names another."""
    return Path(os.environ.get("PANTAU_WAREHOUSE") or ROOT / "data" / "warehouse")


def rejects() -> Path:
    """Folder of the reject files: data/rejects, or inside the warehouse folder that was named instead."""
    return warehouse() / "rejects" if os.environ.get("PANTAU_WAREHOUSE") else ROOT / "data" / "rejects"


def uploads() -> Path:
    """Folder of the files that came in on the page Impor, waiting and published: data/uploads, or inside the warehouse folder that was named instead."""
    return warehouse() / "uploads" if os.environ.get("PANTAU_WAREHOUSE") else ROOT / "data" / "uploads"


def contracts() -> Path:
    """Folder of the contracts made on the page Impor: data/sources/local, or inside the warehouse folder that was named instead."""
    return warehouse() / "contracts" if os.environ.get("PANTAU_WAREHOUSE") else SOURCES / "local"


def own_reference() -> Path:
    """Folder of the reference lists of cities the agency added itself: data/reference/local, or inside the warehouse folder that was named instead."""
    return warehouse() / "reference" if os.environ.get("PANTAU_WAREHOUSE") else REFERENCE / "local"


def geometry() -> Path:
    """Folder of the drawn geometry, served to the browser; `PANTAU_GEOMETRY` names another."""
    return Path(os.environ.get("PANTAU_GEOMETRY") or ROOT / "static" / "geometry")


def secrets() -> Path:
    """Folder of the key and of the volunteers' registry; `PANTAU_SECRETS` names another."""
    return Path(os.environ.get("PANTAU_SECRETS") or ROOT / "data" / "secrets")


def plans() -> Path:
    """Folder of the planners' own file, apart from the editions; `PANTAU_PLANS` names another."""
    return Path(os.environ.get("PANTAU_PLANS") or ROOT / "data" / "plans")
