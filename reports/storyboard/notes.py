"""What stands in the notes of a slide: the whole sentence, what the picture shows, formula and source of each number, norm, as-of date, edition."""

from charts.words import capital, number
from reports.figures.contents import Contents, Map, Series, Table
from reports.figures.quality import worded

_OF_MEMBERS = frozenset({"active_members", "norm_met", "shortage", "trained_members", "never_trained"})
# Counts that are no indicator: title, formula, source.
_COUNTS = {
    "activities": (
        "Kegiatan",
        "kegiatan yang direncanakan sejak Januari sampai bulan itu dan, di antaranya, yang terlaksana kapan pun; seluruhnya: yang terlaksana "
        "dalam bulan-bulan itu, dengan atau tanpa rencana.",
        "daftar kegiatan (rencana dan realisasi)",
    ),
    "participants": (
        "Peserta dan anggaran",
        "peserta dan realisasi kegiatan yang terlaksana sejak Januari sampai bulan itu, dan pagu kegiatan yang direncanakan; seseorang yang "
        "ikut dua kegiatan dihitung dua kali.",
        "daftar kegiatan (rencana dan realisasi)",
    ),
    "never_trained": (
        "Belum pernah dilatih",
        "anggota aktif pada akhir bulan, menurut unsur yang dihitung norma, tanpa satu pun pelatihan sampai bulan itu.",
        "daftar anggota dan daftar hadir bimtek",
    ),
    "plan_seats": ("Kursi pelatihan", "orang yang dipilih dalam rencana yang dikunci, menurut kecamatannya.", "rencana yang dikunci"),
    "ppks_kind_recaps": (
        "Jenis PPKS",
        "orang yang tercatat pada setiap jenis di seluruh kota, terbanyak lebih dahulu.",
        "rekap PPKS terakhir sampai bulan itu; daftar nama bila kota tidak punya rekap",
    ),
}


def origins(contents: Contents, sentence: str, metrics: tuple[str, ...], picture: Map | Series | Table | None) -> tuple[str, ...]:
    """The lines below what is said: where the numbers of these indicators and counts come from, how they are made, of when they are."""
    lines = [] if picture is None else [f"Gambar: {picture.captioned}."]
    if isinstance(picture, Table) and picture.note:
        lines.append(picture.note)
    lines += _formulas(contents, metrics)
    lines += [
        f"Norma: {contents.norm.name} ({contents.norm.decided_by}).",
        f"{contents.source_line}; {contents.newest}.",
    ]
    if speaks_of_need(sentence, metrics) and not any(contents.need_note in line for line in (sentence, *lines)):
        lines.append(contents.need_note)
    if speaks_of_need(sentence, metrics) and (known := known_of_need(contents, metrics)):
        lines.append(f"{known}.")
    return tuple(lines)


def speaks_of_need(sentence: str, metrics: tuple[str, ...]) -> bool:
    """Whether a number of people in need is said, or decided an order: then its rounding and hiding must be said too."""
    return "PPKS" in sentence or any(metric.startswith("ppks") for metric in metrics)


def known_of_need(contents: Contents, metrics: tuple[str, ...]) -> str:
    """In how many kelurahan people in need are known at all; '' where in all of them or in none."""
    is_rate = any(metric.startswith("ppks_per_") and metric != "ppks_per_member" for metric in metrics)
    part = _part(contents, contents.facts["ppks_rate_known" if is_rate else "ppks_known"].value)
    return f"Data PPKS ada di {part}" if part else ""


def known_in(contents: Contents, metrics: tuple[str, ...]) -> str:
    """'Data PPKS: 149 dari 151 kelurahan', for each kind of data that is not known everywhere; '' where all are, or none at all."""
    facts = contents.facts
    found: dict[str, str] = {}
    for metric in metrics:
        if metric == "ppks_per_member":
            continue  # stands in the notes, not on the slide
        if metric.startswith("ppks"):
            name, known = "PPKS", facts["ppks_rate_known" if metric.startswith("ppks_per_") else "ppks_known"].value
        elif metric in _OF_MEMBERS:
            name, known = "anggota", facts["units_known"].value
        elif metric == "kelurahan_reached":
            name, known = "kegiatan", facts["reached"].denominator
        else:
            continue
        if part := _part(contents, known):
            found[name] = f"data {name}: {part}"
    return capital("; ".join(found.values()))


def _part(contents: Contents, known: float | None) -> str:
    """'149 dari 151 kelurahan'; '' where all are known or none."""
    units = contents.facts["units"]
    return f"{number(known)} dari {units.said}" if known and known < units.value else ""


def sources(contents: Contents, metrics: tuple[str, ...]) -> list[str]:
    """Where the numbers of these indicators and counts come from, each source once."""
    return list(dict.fromkeys(source for _, _, source in _defined(contents, metrics)))


def _defined(contents: Contents, metrics: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Title, formula and source of each."""
    counts = {key: (title, worded(said, contents.unit_word, contents.member_word), source) for key, (title, said, source) in _COUNTS.items()}
    known = {**{one.name: (one.title, one.formula, one.source) for one in contents.definitions}, **counts}
    return [known[metric] for metric in dict.fromkeys(metrics)]


def _formulas(contents: Contents, metrics: tuple[str, ...]) -> list[str]:
    """Formula and source of each; named where there are several."""
    found = _defined(contents, metrics)
    if len(found) == 1:
        return [f"Rumus: {found[0][1]}", f"Sumber: {found[0][2]}."]
    return [f"Rumus {title}: {formula.rstrip('.')}. Sumber: {source}." for title, formula, source in found]
