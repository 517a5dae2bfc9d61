"""How far the data can be trusted, and what each indicator means."""

import re

import pandas as pd

from charts.words import HEAPS, SUBJECTS, capital, is_known, ledger_line, number
from data.paths import REFERENCE
from data.reference import read_rows
from queries.measure import metric
from reports.figures.contents import HIDDEN, Column, Definition, Quality, Table
from reports.figures.scope import Scope

PEOPLE = ("ppks_case", "ppks_count", "proposal")  # subjects whose rows are people in need, or the places where there are any
# Remarks that follow from the counts of people themselves, and so from where they live.
_FROM_COUNTS = ("above_population", "equal_neighbour", "part_missing", "total_differs", "unit_missing", "unit_twice", "year_jump")
_COUNTED = ("rows_read", *HEAPS, "warnings")
_UNCOUNTED = ", tanpa daftar orang yang membutuhkan layanan dan rekapnya"
_STATES = {"read": "dibaca", "replaced": "simulasi, digantikan", "unknown": "lembar tanpa tabel"}
_DIRECTIONS = {
    "higher_is_better": "makin tinggi makin baik",
    "lower_is_better": "makin rendah makin baik",
    "neutral": "tidak bernilai baik atau buruk",
}

# Numerator and denominator in words; the files of queries/metrics/ compute them.
_PARTS = {
    "active_members": ("anggota aktif pada akhir bulan, menurut unsur yang dihitung norma", ""),
    "shortage": (
        "jumlah minimal menurut norma dikurangi anggota aktif, paling sedikit nol, dijumlahkan dari setiap kelurahan",
        "",
    ),
    "norm_met": ("kelurahan yang memenuhi norma", "kelurahan yang ada datanya"),
    "trained_members": ("anggota aktif yang dilatih dalam 24 bulan terakhir", "anggota aktif"),
    "kelurahan_reached": ("kelurahan yang dijangkau kegiatan dalam 12 bulan", "kelurahan yang ada datanya"),
    "ppks_count": ("orang yang tercatat pada semua jenis PPKS", ""),
    "ppks_per_1000": ("orang yang tercatat pada semua jenis PPKS", "penduduk"),
    "ppks_per_km2": ("orang yang tercatat pada semua jenis PPKS", "luas wilayah dalam km²"),
    "ppks_per_member": ("orang yang tercatat pada semua jenis PPKS", "anggota aktif"),
}


def definitions(rate_name: str, unit_word: str, member_word: str) -> tuple[Definition, ...]:
    """The indicators that a report uses, `rate_name` being the density of this city, in the words that it has for its places and for whom the norm counts."""
    names = (
        "active_members",
        "norm_met",
        "shortage",
        "trained_members",
        "kelurahan_reached",
        "ppks_count",
        rate_name,
        "ppks_per_member",
    )
    return tuple(_definition(name, unit_word, member_word) for name in names)


def formula(name: str) -> str:
    """How an indicator is computed, in words."""
    numerator, denominator = _PARTS[name]
    if not denominator:
        return f"{numerator[0].upper()}{numerator[1:]}."
    scale = metric(name).scale
    factor = f"{number(scale)} × " if scale and scale != 1 else ""
    return f"{factor}{numerator} ÷ {denominator}; kecamatan dan kota menjumlahkan dahulu, baru membagi."


def worded(text: str, unit_word: str, member_word: str) -> str:
    """A text about kelurahan and anggota in the words of a city and a norm: 'desa/kelurahan', 'PSM'."""
    for plain, own in (("kelurahan", unit_word), ("anggota", member_word)):
        text = re.sub(rf"\b{plain}\b", own, text)
        text = re.sub(rf"\b{plain.capitalize()}\b", capital(own), text)
    return text


def _definition(name: str, unit_word: str, member_word: str) -> Definition:
    found = metric(name)
    title, unit, why, said = (worded(text, unit_word, member_word) for text in (found.title, found.unit, found.why, formula(name)))
    source = worded(found.source, unit_word, "anggota")  # a list keeps its name
    return Definition(name, title, unit, _DIRECTIONS[found.direction], source, why, said)


def quality_of(scope: Scope) -> Quality:
    """Age of the sources, ledger and remarks of the city; a kecamatan has no ledger of its own."""
    ledger = _files(scope)
    totals = {name: int(ledger[name].sum()) for name in _COUNTED}
    without = _UNCOUNTED if (ledger.subject.isin(PEOPLE) & (ledger.state == "read")).any() else ""
    return Quality(f"{ledger_line(totals)}{without}", _freshness(scope), _ledger(ledger), _remarks(scope))


def _files(scope: Scope) -> pd.DataFrame:
    """The ledger of the city as it may leave: the sheets of a list of people in need are one row of their subject, because a sheet may be one kecamatan
    or one kind, and without numbers: the rows of a list are the sum of all hidden counts made from it. NaN takes no part in the totals."""
    found = scope.ask("ledger")
    found = found[found.city_code == scope.city_code].copy()
    found["name"] = found.file + (", " + found.sheet).where(found.sheet != "", "")
    is_people = found.subject.isin(PEOPLE) & (found.state == "read")
    lists = found[is_people].groupby("subject", sort=True).agg(
        {"title": "first", "state": "first", "is_simulated": "any", "name": "nunique"}
    ).reset_index()
    lists["name"] = [SUBJECTS[subject] + (f", {number(count)} lembar" if count > 1 else "") for subject, count in zip(lists.subject, lists.name, strict=True)]
    return pd.concat([found[~is_people], lists], ignore_index=True)


def _freshness(scope: Scope) -> Table:
    rows = tuple(
        (SUBJECTS.get(row.subject, row.subject), row.latest_date.date() if is_known(row.latest_date) else None)
        for row in scope.ask("freshness").itertuples()
    )
    return Table(
        "freshness",
        "Umur setiap sumber",
        (Column("subject", "Sumber", "", "text"), Column("latest", "Data terakhir", "", "date")),
        rows,
    )


def _ledger(files: pd.DataFrame) -> Table:
    rows = tuple(
        (
            row.name,
            row.title,
            *(HIDDEN if row.subject in PEOPLE and row.state == "read" else int(getattr(row, name)) for name in _COUNTED),
            _STATES[row.state] + (" · simulasi" if row.is_simulated and row.state == "read" else ""),
        )
        for row in files.itertuples(index=False)
    )
    counts = tuple(
        Column(name, label, "baris", "count")
        for name, label in (
            ("rows_read", "Dibaca"),
            *((name, word.capitalize()) for name, word in HEAPS.items()),
            ("warnings", "Peringatan"),
        )
    )
    return Table(
        "ledger",
        "Buku besar impor",
        (
            Column("file", "Berkas", "", "text"),
            Column("title", "Dikenali sebagai", "", "text"),
            *counts,
            Column("state", "Keadaan", "", "text"),
        ),
        rows,
        "Setiap baris berakhir di tepat satu kolom: dibaca = diterima + ganda + ditolak + luar kota + bukan data. "
        "Jumlah baris daftar orang tidak ditampilkan.",
    )


def _remarks(scope: Scope) -> Table:
    """Refusals and warnings by subject and rule, in an order that says nothing of how many; those about people in need without a number, as
    in the ledger, so that the others add up to its line, and not at all where their counts decide. What stood in the cells stays with the operator."""
    rules = {row["rule"]: row for row in read_rows(REFERENCE / "import_rule.csv")}
    ledger = scope.ask("ledger").set_index(["file", "sheet"])
    found = scope.ask("rejects").join(ledger[["title", "subject"]], on=["file", "sheet"])
    found = found[~(found.subject.isin(PEOPLE) & found.rule.isin(_FROM_COUNTS))]
    sums = (
        found.groupby(["outcome", "title", "subject", "rule"], sort=True)
        .row_count.sum()
        .reset_index()
    )
    rows = tuple(
        (row.outcome, row.title, _said(rules[row.rule]), rules[row.rule]["advice"], HIDDEN if row.subject in PEOPLE else int(row.row_count))
        for row in sums.itertuples()
    )
    return Table(
        "remarks",
        "Yang ditolak dan yang diperingatkan",
        (
            Column("outcome", "Akibat", "", "text"),
            Column("title", "Sumber", "", "text"),
            Column("what", "Sebab", "", "text"),
            Column("advice", "Yang harus dilakukan", "", "text"),
            Column("count", "Baris", "baris", "count"),
        ),
        rows,
        "Baris utuhnya ada di berkas tolakan milik operator. Jumlah baris daftar orang tidak ditampilkan, begitu pula yang bergantung pada hitungannya.",
    )


def _said(rule: dict[str, str]) -> str:
    return (
        rule["message"]
        or {
            "place_unknown": "Kelurahan atau kecamatan tidak dikenal",
            "place_contradiction": "Kelurahan dan kecamatan tidak cocok",
            "place_ambiguous": "Nama kelurahan ini ada di beberapa kecamatan",
        }[rule["rule"]]
    )
