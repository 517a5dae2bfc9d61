"""What a reader of the tables must know, part by part: what and when, hidden and rounded cells, the terms. Made from the contents alone."""

from datetime import date

from charts.words import day_long, month_long, number
from data.parameters import disclosure_rule
from reports.figures.contents import Column, Contents, Definition, Fact, Mark, Table

_HEADLINES = ("units_met", "shortage", "active_members", "trained_members", "planned_done", "reached", "ppks", "ppks_rate")


def explanation(contents: Contents) -> list[tuple[str, str]]:
    """Pairs of a part and what is said of it, in the order of reading."""
    norm = contents.norm
    return [
        ("Wilayah", _place(contents)),
        ("Keadaan", f"Hari terakhir {month_long(contents.period)}. Data terakhir dalam edisi ini: {day_long(contents.as_of)}."),
        ("Edisi data", contents.edition_id),
        ("Norma", f"{norm.name}. Dasar: {norm.decided_by}."),
        *([("Data simulasi", "Orang dan angka dari berkas simulasi itu rekaan, untuk mencoba produk; bukan keadaan sebenarnya.")] if contents.is_simulated else []),
        *rules(),
        *([("Buku besar", contents.quality.ledger_line)] if contents.quality.ledger_line else []),
        *((definition.title, defined(definition)) for definition in contents.definitions),
    ]


def rules() -> list[tuple[str, str]]:
    """How hidden, rounded, missing and zero cells are to be read; the thresholds are those in force today."""
    rule = disclosure_rule(date.today())
    return [
        ("Sel disembunyikan", f"Jumlah orang yang membutuhkan layanan (PPKS) dari 1 sampai {number(rule.hidden_up_to)} tidak ditampilkan dan ditulis '{Mark.HIDDEN.value}', "
                              "agar tidak seorang pun dapat dikenali. Dalam jumlah yang lebih besar, angka itu diganti rata-ratanya."),
        ("Pembulatan", f"Jumlah PPKS lainnya dibulatkan ke kelipatan {number(rule.round_to)}; karena itu jumlah bagian dapat berbeda sedikit dari jumlah seluruhnya. "
                       "Jumlah relawan dan kegiatan tidak dibulatkan."),
        ("Angka sekitar", "Karena angka kecil disembunyikan, angka PPKS hanya diketahui sampai batas tertentu. PPKS per penduduk, per km², atau per anggota ditulis tidak lebih "
                          f"teliti daripada batas itu, dan '{Mark.HIDDEN.value}' bila batasnya lebih dari separuhnya. Selisih yang tidak pasti tidak disebut."),
        ("Sel tanpa data", "Sel kosong, garis, atau 'tidak ada data' berarti belum ada data yang diimpor; bukan nol. Nol selalu ditulis 0."),
        ("Jenis yang peka", "Jenis PPKS yang paling peka tidak pernah ditampilkan di bawah tingkat kecamatan. Dalam jumlah semua jenis di sebuah kelurahan atau desa, "
                            "jumlahnya di kecamatan itu dibagi menurut banyaknya PPKS lain, bukan menurut tempat orangnya."),
    ]


def defined(definition: Definition) -> str:
    """An indicator in one paragraph: formula, unit, how to read it, source."""
    return f"{definition.why} Cara hitung: {_ended(definition.formula)} Satuan: {definition.unit}; {definition.direction}. Sumber: {_ended(definition.source)}"


def headline_facts(contents: Contents) -> list[Fact]:
    """The numbers that stand first in a report, as far as there are data."""
    return [contents.facts[key] for key in _HEADLINES if contents.facts[key].state != "missing"]


def share(fact: Fact) -> str:
    """What a counted or divided number is a part of: 'dari 151', '367 dari 942'; '' where it is whole."""
    if not fact.is_shown or fact.numerator is None or fact.denominator is None:
        return ""
    whole = f"dari {number(fact.denominator)}"
    if fact.unit == "%":
        return f"{number(fact.numerator)} {whole}"
    return whole if fact.value == fact.numerator and fact.unit != "rupiah" else ""


def beside(fact: Fact) -> str:
    """What stands behind the text of a fact: its unit and what it is a part of."""
    return " ".join(filter(None, [fact.said.removeprefix(fact.text).strip(), share(fact)]))


def unit_of(column: Column) -> str:
    """The unit to write under or behind the label of a column; '' where the label says it already."""
    is_said = column.kind in ("text", "month", "date") or column.unit.lower() in column.label.lower() or column.kind == "rupiah"
    return "" if is_said else column.unit


def quality_tables(contents: Contents) -> list[Table]:
    """Age of the sources, ledger and remarks, as far as they have rows."""
    quality = contents.quality
    return [table for table in (quality.freshness, quality.ledger, quality.remarks) if table.rows]


def _place(contents: Contents) -> str:
    units = f"{number(contents.unit_count)} {contents.unit_word}"
    if contents.kecamatan_name:
        return f"Kecamatan {contents.kecamatan_name}, {contents.city_name} (kode {contents.kecamatan_code}), {units}"
    return f"{contents.city_name} (kode {contents.city_code}), {units}"


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
