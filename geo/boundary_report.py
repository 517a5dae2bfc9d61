"""What an import of boundaries found and did, in sentences for the operator."""

from dataclasses import dataclass, field

from data.forms import numeral

_MUCH = 2.0  # percent of the city: more than lines that were drawn with a wide pen
_DOUBT = "Sebanyak itu bukan soal ketelitian garis: periksa berkasnya, sebab bagian itu digambar pada salah satu saja menurut dugaan."
_LARGEST = 3  # overlaps and gaps that are told one by one


@dataclass
class ImportReport:
    """Findings of one boundary file for one city. Names are "Kelurahan (kec. Kecamatan)"; areas in km², shares in percent.

    `formless` are rows of this city without a shape. `missing`, `foreign` and `doubled` hold a name and an area: that of the reference, of the polygon, of the ground claimed twice.
    `gaps` and `slits`: the places around each hole, and around each narrow gap that is open to the outside, and its area, largest first.
    """

    file_name: str
    city_code: str
    unit_count: int
    city_area_km2: float = 0.0
    matched: int = 0
    matched_by_name: list[str] = field(default_factory=list)
    missing: list[tuple[str, float]] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    merged: dict[str, int] = field(default_factory=dict)
    doubled: list[tuple[str, float]] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    foreign: list[tuple[str, float]] = field(default_factory=list)
    higher: list[str] = field(default_factory=list)
    formless: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    overlap_km2: float = 0.0
    overlap_pairs: list[tuple[str, str, float]] = field(default_factory=list)
    gaps: list[tuple[list[str], float]] = field(default_factory=list)
    slits: list[tuple[list[str], float]] = field(default_factory=list)
    area_differences: list[tuple[str, float, float]] = field(default_factory=list)
    vertices_before: int = 0
    vertices_after: int = 0

    def sentences(self) -> list[str]:
        """The findings as Indonesian sentences, the answer first."""
        first = f"{self.matched} dari {self.unit_count} kelurahan/desa mendapat batas dari {self.file_name}."
        return [first, *self._places(), *self._shapes(), *self._areas()]

    def _places(self) -> list[str]:
        merged = [f"{name} ({count} bagian)" for name, count in self.merged.items()]
        return [
            *_line("Tanpa batas di berkas ini, luas menurut acuan", _sized(self.missing)),
            *_line("Ada barisnya di berkas, tetapi tanpa bentuk yang dapat dibaca", self.formless),
            *_line("Tertutup seluruhnya oleh kelurahan lain, jadi tidak digambar", self.covered),
            *_line("Dikenali dari nama karena kodenya tidak ada atau tidak berlaku", self.matched_by_name),
            *_line("Ragu, tidak dipakai", self.doubtful),
            *_line("Bukan bagian kota ini, dilewati", _sized(self.foreign)),
            *_line("Batas kecamatan, kota, atau provinsi, dilewati", self.higher),
            *_line("Muncul lebih dari sekali di tempat yang sama, disatukan; luas yang rangkap", _sized(self.doubled)),
            *_line("Terdiri dari beberapa bagian, digabung", merged),
        ]

    def _shapes(self) -> list[str]:
        found = _line("Garis batas bersilang, tidak tertutup, atau rusak, diperbaiki", self.mended)
        if self.overlap_pairs:
            share = 100 * self.overlap_km2 / self.city_area_km2
            largest = "; ".join(f"{numeral(area, 3)} km² antara {first} dan {second}" for first, second, area in self.overlap_pairs[:_LARGEST])
            found.append(
                f"Tumpang tindih: {len(self.overlap_pairs)} pasang, {numeral(self.overlap_km2, 3)} km² "
                f"({numeral(share, 2)} % luas kota). Terbesar: {largest}. {_DOUBT if share > _MUCH else 'Sudah dirapikan.'}"
            )
        if self.gaps:
            found.append(f"{_gaps_said('Celah', self.gaps)} Celah sempit sudah ditutup.")
        if self.slits:
            found.append(f"{_gaps_said('Celah sempit yang terbuka ke luar kota', self.slits)} Dibiarkan terbuka; betulkan di berkasnya bila seharusnya tertutup.")
        if self.vertices_after:
            before, after = numeral(self.vertices_before), numeral(self.vertices_after)
            more = " Bertambah karena kelurahan yang bersebelahan kini memakai titik yang sama di sepanjang garisnya."
            found.append(f"Titik garis: {before} menjadi {after}, garis bersama tetap sama.{more if self.vertices_after > self.vertices_before else ''}")
        return found

    def _areas(self) -> list[str]:
        found = self.area_differences
        texts = [f"{name} {numeral(area, 2)} km² (acuan {numeral(known, 2)} km²)" for name, area, known in found]
        return _line("Luas berbeda lebih dari 5 % dari acuan", texts)


def _gaps_said(title: str, found: list[tuple[list[str], float]]) -> str:
    largest = "; ".join(f"{numeral(area, 3 if area >= 0.0005 else 5)} km² {_between(around)}" for around, area in found[:_LARGEST])
    return f"{title}: {len(found)} buah, {numeral(sum(area for _, area in found), 3)} km². Terbesar: {largest}."


def _sized(found: list[tuple[str, float]]) -> list[str]:
    return [f"{name} {numeral(area, 2 if area >= 0.005 else 3)} km²" for name, area in found]


def _between(names: list[str], shown: int = 3) -> str:
    if len(names) == 1:
        return f"di dalam {names[0]}"
    last = f"{len(names) - shown} lainnya" if len(names) > shown else names[-1]
    return f"di antara {', '.join(names[:shown] if len(names) > shown else names[:-1])} dan {last}"


def _line(title: str, names: list[str], shown: int = 12) -> list[str]:
    """One sentence for a list that may be long; none for an empty list."""
    if not names:
        return []
    rest = f"; dan {len(names) - shown} lainnya" if len(names) > shown else ""
    said = f"{title} ({len(names)}): {'; '.join(names[:shown])}{rest}"
    return [said if said.endswith("?") else f"{said}."]
