"""`python -m data.simulation [--out DIR]` writes every sample export and the manifest simulasi.csv."""

import hashlib
import sys
from pathlib import Path

from data.command_line import Parser
from data.errors import UserError
from data.paths import EXPORTS
from data.simulation.catalogue import exports
from data.simulation.city import SAMPLE_CITIES
from data.simulation.layout import delimited

MANIFEST = "simulasi.csv"
PREFACE = (
    "# DATA SIMULASI: semua orang, NIK, alamat, nomor telepon, dan angka dalam berkas di daftar ini adalah rekaan.\n"
    "# NIK rekaan berawalan 99, kode provinsi yang tidak ada. Nama wilayah dan jenis PPKS/PSKS adalah yang sebenarnya.\n"
    "# Ditulis oleh `python -m data.simulation`. Hapus baris sebuah berkas bila ekspor asli instansi menggantikannya.\n"
)


def write(folder: Path) -> list[Path]:
    """Writes the exports of every sample city below `folder`; returns the files in the order of the manifest."""
    listed, paths = [], []
    for city in SAMPLE_CITIES:
        for export in exports(city):
            path = folder / city.slug / export.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(export.content)
            paths.append(path)
            digest = hashlib.sha256(export.content).hexdigest()
            listed.append([f"{city.slug}/{export.name}", digest, export.subject, city.city_code])
    manifest = PREFACE.encode() + delimited(["file", "sha256", "subject", "city_code"], listed)
    (folder / MANIFEST).write_bytes(manifest)
    return paths


def main(arguments: list[str] | None = None) -> int:
    parser = Parser(prog="python -m data.simulation", description="Menulis contoh ekspor (data rekaan).")
    parser.add_argument("--out", type=Path, default=EXPORTS, help="folder tujuan, biasanya data/exports")
    folder: Path = parser.parse_args(arguments).out
    try:
        paths = write(folder)
    except OSError as error:
        raise UserError(f"Folder {folder} tidak dapat ditulisi: {error.strerror}. Pilih folder lain dengan --out.") from error
    size = sum(path.stat().st_size for path in paths)
    print(f"{len(paths)} berkas simulasi ditulis ke {folder} ({size // 1000} kB).")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except UserError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
