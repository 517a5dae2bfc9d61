"""README and docs say what the code does: commands, paths, fields, indicators, tables, words and packages are compared with it."""

import importlib
import re
from functools import cache
from pathlib import Path

import duckdb
import pytest

from data import reference
from data.editions import existing
from data.paths import ROOT, SOURCES
from geo.places import Gazetteer, PlaceText
from ingest.contracts import FIELDS, SUBJECTS, load_contracts
from ingest.recognise import recognise
from ingest.sheet import read_sheets
from queries.measure import metrics

DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
CODE_FOLDERS = ("analysis", "charts", "data", "geo", "ingest", "pages", "planning", "queries", "reports", "static", "ui")
MADE_LATER = {line.strip().rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines() if "*" not in line}
COMMAND = re.compile(r"python -m (?P<module>[\w.]+)(?P<rest>[^`\n#|]*)")
PATH = re.compile(r"^[\w.*-]*(/[\w.*-]+)+/?$|^[\w*-]+\.(py|md|toml|csv|sql|txt|js|css)$")
MACHINE_PATH = re.compile(r"\.\./shared|(?<![\w.])/(home|root|tmp|work|usr|Users)/|[A-Z]:\\")
SPARE_WORDS = ("NAME", "CODE")  # stand for a name of the reader's own


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_words(content: str) -> list[str]:
    """What stands between single backticks, code blocks left out."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", content, flags=re.DOTALL))


def block(name: str, language: str) -> str:
    """The first code block of a language in a file of docs."""
    return re.search(rf"```{language}\n(.*?)```", text(name), re.DOTALL)[1]


def rows_of(content: str) -> list[list[str]]:
    """The rows of every table, their cells without padding and backticks."""
    lines = [line for line in content.splitlines() if line.startswith("| ")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split(" | ")] for line in lines]


def commands() -> list[tuple[str, str, str]]:
    found = {(path.name, match["module"], match["rest"].strip()) for path in DOCS for match in COMMAND.finditer(text(str(path)))}
    return sorted(found)


@pytest.mark.parametrize(("doc", "module", "rest"), commands())
def test_a_command_and_its_options_exist(doc: str, module: str, rest: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = rest.split()
    subcommand = words[:1] if words and re.fullmatch("[a-z]+", words[0]) else []
    with pytest.raises(SystemExit) as ended:
        importlib.import_module(f"{module}.__main__").main([*subcommand, "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0, f"{doc}: python -m {module} {rest}"
    assert all(option in said for option in words if option.startswith("--")), f"{doc}: {rest}\n{said}"


def test_the_options_of_the_command_table_exist(capsys: pytest.CaptureFixture[str]) -> None:
    listed = [row for row in rows_of(text("README.md")) if COMMAND.match(row[0])]
    assert len(listed) >= 8
    for row in listed:
        command = COMMAND.match(row[0])
        with pytest.raises(SystemExit):
            importlib.import_module(f"{command['module']}.__main__").main([*command["rest"].split(), "--help"])
        said = capsys.readouterr().out
        assert [option for option in re.findall(r"--[a-z-]+", row[1]) if option not in said] == [], row


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: path.name)
def test_every_path_a_doc_mentions_exists(doc: Path) -> None:
    content = doc.read_text(encoding="utf-8")
    own = {name for name in code_words(text("docs/kontrak.md")) if name.startswith("relawan_formulir")} | {"individu_dtks.csv", "jumlah_penduduk.csv"}
    named = {word.rstrip("/") for word in code_words(content) if PATH.match(word)} - own
    named = {word for word in named if not any(spare in word for spare in SPARE_WORDS)}
    missing = [word for word in sorted(named) if not is_made_later(word) and not list(ROOT.glob(word))]
    links = [link for link in re.findall(r"\]\((?!http|#)([^)#]+)", content) if not (doc.parent / link).exists()]
    assert missing + links == []


def is_made_later(path: str) -> bool:
    return any(path == folder or path.startswith(f"{folder}/") for folder in MADE_LATER)


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: path.name)
def test_a_doc_names_no_path_of_one_machine(doc: Path) -> None:
    assert MACHINE_PATH.findall(doc.read_text(encoding="utf-8")) == []


def test_every_link_within_the_guide_finds_its_heading() -> None:
    headings = {re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).strip().replace(" ", "-") for line in text("docs/panduan.md").splitlines() if line.startswith("#")}
    assert [link for link in re.findall(r"\]\(#([^)]+)\)", text("docs/panduan.md")) if link not in headings] == []


def test_every_environment_variable_stands_in_the_readme() -> None:
    code = [path for folder in CODE_FOLDERS for path in (ROOT / folder).rglob("*.py")] + list(ROOT.glob("*.py"))
    used = {name for path in code for name in re.findall(r"\bPANTAU_[A-Z]+\b", path.read_text(encoding="utf-8"))}
    assert used == set(re.findall(r"\bPANTAU_[A-Z]+\b", text("README.md")))


def test_every_folder_of_the_layout_is_described_in_the_readme() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").is_file()} | {"pages", "static", "bench"}
    assert [name for name in sorted(folders - {"tests"}) if f"{name}/" not in text("README.md")] == []


def test_every_page_has_its_section_in_the_user_guide() -> None:
    titles = re.findall(r'st\.Page\([^)]*title="([^"]+)"', text("app.py"))
    assert titles and [title for title in titles if f"\n### {title}\n" not in text("docs/panduan.md")] == []


def test_every_field_and_subject_of_a_contract_is_explained() -> None:
    explained = [row[0] for row in rows_of(text("docs/kontrak.md"))]
    assert [name for name in (*FIELDS, *SUBJECTS) if name not in explained] == []


def test_every_key_a_contract_uses_is_explained() -> None:
    lines = [line for path in SOURCES.glob("*.toml") if path.name != "fields.toml" for line in path.read_text(encoding="utf-8").splitlines()]
    keys = {match[1] for line in lines if (match := re.match(r"(\w+) =", line))} - set(FIELDS)
    sections = {line for line in lines if line.startswith("[")}
    explained = [row[0] for row in rows_of(text("docs/kontrak.md"))]
    assert [name for name in sorted(keys | sections) if name not in explained] == []


def test_the_example_contract_reads_the_example_export(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    for path in SOURCES.glob("*.toml"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "relawan_formulir.toml").write_text(block("docs/kontrak.md", "toml"), encoding="utf-8")
    export = tmp_path / "relawan_formulir.csv"
    export.write_text(block("docs/kontrak.md", "csv"), encoding="utf-8")
    layout = recognise(read_sheets(export, export.name, tmp_path)[0], load_contracts(folder), reference.ppks_kinds())
    assert layout.contract.name == "relawan_formulir"
    assert len(layout.columns) == len(layout.labels)


def test_every_layout_and_word_of_the_exports_is_listed() -> None:
    listed = {row[0]: row for row in rows_of(text("docs/data-masuk.md"))}
    assert [contract.title for contract in load_contracts(SOURCES) if contract.title not in listed] == []
    cells = {word.strip() for row in listed.values() for word in row[-1].split(",")}
    assert [word.label for word in reference.vocabulary() if word.label not in cells] == []


def test_every_indicator_stands_in_the_docs_as_its_file_describes_it() -> None:
    rows = [row[:5] for row in rows_of(text("docs/indicators.md"))[1:]]
    described = [[metric.name, metric.title, metric.unit, metric.source, metric.why] for metric in metrics()]
    missing = ["| " + " | ".join([f"`{row[0]}`", *row[1:]]) + " | ... | ... |" for row in described if row not in rows]
    assert not missing, "docs/indicators.md lacks:\n" + "\n".join(missing)
    assert len(rows) == len(described), "docs/indicators.md lists an indicator that is gone"


def test_every_table_and_column_of_an_edition_is_described(sample_warehouse: Path) -> None:
    described = {
        section.split("\n", 1)[0].strip(): [row[0] for row in rows_of(section)][1:] for section in text("docs/tables.md").split("\n## ")[1:]
    }
    with duckdb.connect(sample_warehouse / f"warehouse-{existing()[0]}.duckdb", read_only=True) as connection:
        found = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY table_name").fetchall()
        columns = {name: [row[0] for row in connection.execute(f'DESCRIBE "{name}"').fetchall()] for (name,) in found}
    assert described.keys() == columns.keys()
    assert {name: names for name, names in described.items() if names != columns[name]} == {}


def test_every_name_of_the_glossary_occurs_in_the_code() -> None:
    suffixes = (".py", ".sql", ".toml", ".csv")
    files = [path for folder in CODE_FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in suffixes and "exports" not in path.parts]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files if not is_made_later(path.relative_to(ROOT).as_posix()))
    words = set(re.findall(r"[\w-]+", code))
    named = {name for row in rows_of(text("docs/glossary.md")) if row[0] != "word" for name in re.findall(r"[\w-]+", row[2])}
    assert [name for name in sorted(named) if name not in words] == []


def test_every_direct_requirement_has_its_reason() -> None:
    direct = text("requirements.txt").split("# carried along")[0]
    names = {match[1].lower() for line in direct.splitlines() if (match := re.match(r"([\w-]+)(\[\w+\])?==", line))}
    reasons = {row[0] for row in rows_of(text("docs/dependencies.md"))} - {"package"}
    assert names == reasons


def test_every_direct_requirement_is_pinned_exactly() -> None:
    lines = [line for line in text("requirements.txt").splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not re.match(r"[\w.-]+(\[[\w,]+\])?==[\w.]+( *;.*)?$", line)] == []


def test_the_reason_the_guide_quotes_is_what_the_program_says() -> None:
    gazetteer = Gazetteer(reference.city_units("32.73"), reference.kelurahan_aliases())
    assert f'"{gazetteer.match(PlaceText(kecamatan="Andir", kelurahan="Malebar")).message}"' in text("docs/panduan.md")


def test_no_two_pages_have_names_that_can_be_taken_for_each_other() -> None:
    titles = re.findall(r'st\.Page\([^)]*title="([^"]+)"', text("app.py"))
    assert [(one, other) for one in titles for other in titles if other.startswith(f"{one} &")] == []
