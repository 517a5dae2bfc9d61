"""Class limits that somebody typed."""

import re

from data.errors import UserError

MOST = 4  # upper limits, for five classes: more steps of one colour cannot be told apart
_FORM = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+(,\d+)?")


def read_breaks(text: str) -> tuple[float, ...]:
    """The upper limits of all classes but the last, increasing: '50; 100; 1.250,5'. UserError says what is wrong with the text and what helps."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if not parts:
        raise UserError("Batas kelas belum diisi. Tulis batas atas tiap kelas kecuali yang terakhir, dipisah titik koma, misalnya 50; 100; 200.")
    for part in parts:
        if not _FORM.fullmatch(part):
            raise UserError(f"Batas '{part[:30]}' bukan angka di atas nol. Tulis angka saja dengan koma untuk desimal, dipisah titik koma, misalnya 50; 100; 1.250,5.")
    found = [float(part.replace(".", "").replace(",", ".")) for part in parts]
    if len(found) > MOST:
        raise UserError(f"Ada {len(found)} batas; paling banyak {MOST}, supaya warnanya masih dapat dibedakan. Hapus {len(found) - MOST} batas.")
    if found[0] <= 0:
        raise UserError("Batas 0 tidak diperlukan: nol selalu menjadi kelas sendiri. Mulailah dari batas di atas nol.")
    for one, other, said in zip(found, found[1:], parts[1:], strict=False):
        if other <= one:
            raise UserError(f"Batas '{said}' tidak lebih besar daripada batas sebelumnya. Urutkan dari kecil ke besar tanpa angka yang sama.")
    return tuple(found)
