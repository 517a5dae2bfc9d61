"""Small plans by hand, as the rows the store keeps."""

from planning.kept.plan_rows import Rows

VERSION = {
    "city_code": "32.73", "question": "pelatihan", "edition_id": "20260101-000000-0a0b0c0d", "as_of": "2025-12-31", "is_simulated": 1,
    "period": "2025-12-01",
    "norm_id": "lima", "topic": "Bimtek dasar PSM", "level": "dasar", "rules_json": "{}", "seats": 2, "chosen_count": 2,
    "points": 101.5, "most_points": 400.0,
    "simple_points": 90.0, "last_year_points": None, "gini_before": 0.4, "gini_after": 0.3,
}


def person(position: int, volunteer_id: str, **values: object) -> dict[str, object]:
    return {
        "is_chosen": 1, "position": position, "volunteer_id": volunteer_id, "place_code": "32.73.01.1001", "place_name": "Sukarasa",
        "kecamatan_code": "32.73.01", "kecamatan_name": "Sukasari", "kind_code": "PSM", "kind_name": "Pekerja Sosial Masyarakat",
        "batch": "Angkatan 1",
        "points": 50.0, "lost": None, "is_override": 0, "reason": "Belum ada anggota terlatih.", **values,
    }


def place(code: str, **values: object) -> dict[str, object]:
    return {
        "place_code": code, "place_name": "Sukarasa", "kecamatan_code": code[:8], "kecamatan_name": "Sukasari", "seats": 2,
        "position": None, "points": None,
        "reason": "", "active_count": 4, "trained_count": 0, "never_trained_count": 3, "shortage": 1, **values,
    }


def rows(count: int = 2, **values: object) -> Rows:
    """A plan of `count` seats in one kelurahan; `values` replace what the version says."""
    people = [person(number, f"{number:08d}-0000-0000-0000-000000000000") for number in range(1, count + 1)]
    refused = [person(1, "ffffffff-0000-0000-0000-000000000000", is_chosen=0, batch="", lost=1.5, reason="Kalah 1,5 poin.")]
    batch = {
        "position": 1, "name": "Angkatan 1", "day": "2026-02-03", "venue_code": "32.73.01.1001", "venue_name": "Sukarasa",
        "capacity": 40, "chosen_count": count, "km": 3.5,
    }
    return Rows({**VERSION, "chosen_count": count, **values}, [*people, *refused], [place("32.73.01.1001", seats=count)], [batch])
