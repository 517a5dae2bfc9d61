"""The architecture: what may import what, where Streamlit, caches and SQL live, and how large a file may grow."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("run", "app", "pages", "ui", "reports", "charts", "planning", "analysis", "ingest", "queries", "geo", "data")
STREAMLIT = ("app", "pages", "ui")
HEAVY = ("geopandas", "matplotlib", "shapely", "scipy", "streamlit")
_SQL = re.compile(r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|CREATE\s+(TABLE|VIEW|TEMP|OR)|DELETE\s+FROM|UPDATE\s+\w+\s+SET|DROP\s+TABLE|ALTER\s+TABLE)\b", re.S)


def _files(layer: str) -> list[Path]:
    single = ROOT / f"{layer}.py"
    found = [single] if single.is_file() else []
    return found + sorted((ROOT / layer).rglob("*.py"))


SOURCES = [(layer, path) for layer in LAYERS for path in _files(layer)]
_IDS = [path.relative_to(ROOT).as_posix() for _, path in SOURCES]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            yield node.module or ""


@pytest.mark.parametrize("layer, path", SOURCES, ids=_IDS)
def test_a_file_imports_only_from_its_own_layer_and_those_below(layer: str, path: Path) -> None:
    # An entry point of a layer may start whatever lies at or below the reports.
    highest = min(LAYERS.index(layer), LAYERS.index("reports")) if path.name == "__main__.py" else LAYERS.index(layer)
    wrong = {name for name in _imports(path) if (top := name.split(".")[0]) in LAYERS and LAYERS.index(top) < highest}
    assert not wrong, f"{path.relative_to(ROOT)} imports upwards: {sorted(wrong)}"


@pytest.mark.parametrize("layer, path", SOURCES, ids=_IDS)
def test_streamlit_is_imported_in_app_pages_and_ui_only(layer: str, path: Path) -> None:
    if layer not in STREAMLIT:
        assert not [name for name in _imports(path) if name.split(".")[0] == "streamlit"]


@pytest.mark.parametrize("layer, path", SOURCES, ids=_IDS)
def test_the_caches_of_streamlit_are_used_in_ui_only(layer: str, path: Path) -> None:
    names = {node.attr for node in ast.walk(_tree(path)) if isinstance(node, ast.Attribute)}
    assert layer == "ui" or not names & {"cache_data", "cache_resource"}


@pytest.mark.parametrize("layer, path", SOURCES, ids=_IDS)
def test_no_python_file_holds_sql(layer: str, path: Path) -> None:
    texts = [node.value for node in ast.walk(_tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    found = [text[:60] for text in texts if _SQL.search(text)]
    assert not found, f"{path.relative_to(ROOT)} holds SQL: {found}"


def test_every_sql_file_lies_in_queries() -> None:
    known = {path for path in (ROOT / "queries").rglob("*.sql")}
    outside = [path for layer in (*LAYERS, "tests", "bench", "docs") for path in (ROOT / layer).rglob("*.sql") if path not in known]
    assert not outside


@pytest.mark.parametrize("layer, path", SOURCES, ids=_IDS)
def test_a_file_stays_small(layer: str, path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    limit = {"app": 60, "pages": 120}.get(layer, 400)
    assert lines <= limit, f"{path.relative_to(ROOT)} has {lines} lines, at most {limit}"


def test_tests_stay_small_too() -> None:
    large = {path.name: count for path in (ROOT / "tests").rglob("*.py") if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400}
    assert not large


def test_the_names_of_pages_are_plain_words() -> None:
    assert not [path.name for path in _files("pages") if not re.fullmatch(r"[a-z_]+\.py", path.name)]


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = re.compile(r"^(utils?|helpers?|common|misc|tools)$")
    assert not [path for _, path in SOURCES if drawers.match(path.stem) or drawers.match(path.parent.name)]


def test_pages_and_charts_load_without_the_heavy_libraries() -> None:
    modules = [_module(path) for layer in ("charts", "analysis", "queries") for path in _files(layer)] + ["geo.published", "geo.breaks", "geo.own_breaks"]
    script = f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


@pytest.mark.parametrize("layer", ["pages", "ui", "charts"])
def test_pages_name_no_heavy_library(layer: str) -> None:
    heavy = {"geopandas", "matplotlib", "scipy", "shapely"}
    assert not [(path.name, name) for path in _files(layer) for name in _imports(path) if name.split(".")[0] in heavy]


def test_every_requirement_is_pinned_to_one_version() -> None:
    lines = [line.split("#")[0].strip() for name in sorted(ROOT.glob("requirements*.txt")) for line in name.read_text(encoding="utf-8").splitlines()]
    loose = [line for line in lines if line and not line.startswith("-r ") and not re.fullmatch(r"[A-Za-z0-9_.\-]+(\[[a-z,]+\])?==[0-9][0-9a-z.]*( *;.*)?", line)]
    assert any(lines), "requirements.txt is missing"
    assert not loose


def test_nothing_points_outside_the_project() -> None:
    # Only tests may look at the folder of real files beside the project.
    outside = re.compile(r"\.\./shared|/work/|/home/|[A-Z]:\\\\")
    found = [path.relative_to(ROOT).as_posix() for _, path in SOURCES if outside.search(path.read_text(encoding="utf-8"))]
    assert not found


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
