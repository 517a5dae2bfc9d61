"""What the present edition brought compared with the one before it."""

from charts.words import SUBJECTS, number
from ui.context import Context
from ui.reads import previous_ledger, table


def changed_sources(here: Context) -> str:
    """One sentence: which sources of the city gained or lost rows since the last edition."""
    before = previous_ledger(here.edition_id)
    if before is None:
        return "Ini edisi pertama yang tersimpan; belum ada pembanding."
    now = _accepted(table(here.edition_id, "ledger"), here.city_code)
    then = _accepted(before, here.city_code)
    if not now and not then:
        return "Belum ada berkas kota ini yang diimpor."
    moved = {subject: now.get(subject, 0) - then.get(subject, 0) for subject in sorted(now.keys() | then.keys())}
    parts = [
        f"{SUBJECTS.get(subject, subject)} {'+' if difference > 0 else '−'}{number(abs(difference))} baris" for subject, difference in moved.items() if difference
    ]
    return f"Sejak edisi sebelumnya: {', '.join(parts)}." if parts else "Jumlah baris setiap sumber sama dengan edisi sebelumnya."


def _accepted(ledger, city_code: str) -> dict[str, int]:
    rows = ledger[(ledger.city_code == city_code) & ledger.subject.notna()]
    return rows.groupby("subject").accepted.sum().astype(int).to_dict()
