"""What is known of one kelurahan, block by block."""

from charts.words import UNKNOWN, capital, day_long, is_known, month_long, number
from ui.cards import nothing, plain_table, section
from ui.context import Context
from ui.reach import reach_of


def show_members(here: Context, code: str) -> None:
    """Members by kind and training."""
    kinds = here.ask("volunteer_kinds", kelurahan_code=code)
    section("Anggota aktif", "Menurut unsur dan pelatihan.")
    if kinds.empty:
        nothing(f"Tidak ada anggota aktif tercatat pada {here.month}.")
        return
    plain_table(["Unsur", "Aktif", "Terlatih 24 bulan", "Belum pernah dilatih"], (
        (row.kind_name, number(row.active_count), number(row.trained_count), number(row.never_trained_count)) for row in kinds.itertuples()
    ), numeric=(1, 2, 3))


def show_activities(here: Context, code: str) -> None:
    """The latest activities here or attended by members from here."""
    section("Kegiatan terakhir", "Diadakan di sini atau dihadiri anggota dari sini.")
    rows = here.ask("kelurahan_activities", kelurahan_code=code)
    if rows.empty:
        reach = reach_of(here, "activity")
        is_told = reach is not None and not reach.is_before
        nothing(f"Belum pernah terjangkau kegiatan sejak {month_long(reach.first)}." if is_told else f"{capital(UNKNOWN)}.")
        return
    plain_table(["Tanggal", "Jenis", "Topik", "Tempat"], (
        (day_long(row.realised_date), row.kind_label, row.topic or "", "di sini" if row.is_held_here else "anggota hadir") for row in rows.head(8).itertuples()
    ))


def show_institutions(here: Context, code: str) -> None:
    """Institutions by kind, apart from people."""
    places = here.ask("institutions", kelurahan_code=code)
    section("Lembaga", "Lembaga dihitung terpisah dari orang.")
    if places.empty:
        nothing("Tidak ada lembaga tercatat.")
        return
    plain_table(["Jenis", "Jumlah", "Kunjungan terakhir"], (
        (row.kind_name, number(row.institution_count), day_long(row.last_visit_date) if is_known(row.last_visit_date) else "belum tercatat")
        for row in places.itertuples()
    ), numeric=(1,))
