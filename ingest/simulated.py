"""Which files are simulated, and which of them give way to the agency's own exports of the same subject and city."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from data.paths import EXPORTS
from data.reference import read_rows
from ingest.sheet import Sheet

# Invented attendance cannot be told of real members or real activities.
_NEEDS = {"attendance": ("volunteer", "activity")}


@dataclass(frozen=True, slots=True)
class Simulation:
    """The manifest of data/exports: city of each simulated file by content and by name."""

    MANIFEST: ClassVar[str] = "simulasi.csv"

    cities_by_sha256: dict[str, str]
    cities_by_path: dict[str, str]

    @classmethod
    def of(cls, sheets: list[Sheet]) -> "Simulation":
        """The manifest of the sample exports, and of every folder the sheets come from."""
        rows = [(path.parent, row) for path in cls.manifests([sheet.original for sheet in sheets]) for row in read_rows(path)]
        by_path = {str((folder / row["file"]).resolve()): row["city_code"] for folder, row in rows}
        return cls({row["sha256"]: row["city_code"] for _, row in rows}, by_path)

    @classmethod
    def manifests(cls, files: list[Path]) -> list[Path]:
        """The manifest of the sample exports, and those beside the files or one folder above them, in the order of their names."""
        folders = {EXPORTS, *(folder for file in files for folder in (file.parent, file.parent.parent))}
        return sorted(folder / cls.MANIFEST for folder in folders if (folder / cls.MANIFEST).is_file())

    def covers(self, sheet: Sheet) -> bool:
        """True for a sample export, also renamed or edited in its place, and for the corrected rows of its reject file."""
        return self.city_of(sheet) is not None

    def city_of(self, sheet: Sheet) -> str | None:
        """The city a simulated sheet speaks of, None for a real one."""
        return self.cities_by_sha256.get(sheet.origin or sheet.sha256) or self.cities_by_path.get(str(sheet.original.resolve()))

    def is_replaced(self, slot: tuple[str, str | None], filled: set[tuple[str, str | None]]) -> bool:
        """Whether real files already fill the subject and city of a simulated one, or what it builds on."""
        subject, city_code = slot
        return any((needed, city_code) in filled for needed in (subject, *_NEEDS.get(subject, ())))
