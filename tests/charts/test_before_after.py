"""What is said of reports before and after a KIE."""

import pytest

from charts.before_after import Comparison, said


@pytest.mark.parametrize(("means", "sentence"), [
    ((0.42, 0.34, 0.39, 0.33), "Sesudah KIE laporan per bulan turun dari 0,42 menjadi 0,34; di tempat tanpa KIE juga turun dari 0,39 menjadi 0,33."),
    ((0.2, 0.5, 0.4, 0.3), "Sesudah KIE laporan per bulan naik dari 0,20 menjadi 0,50; di tempat tanpa KIE turun dari 0,40 menjadi 0,30."),
    ((0.301, 0.299, 0.1, 0.2), "Sesudah KIE laporan per bulan tetap 0,30; di tempat tanpa KIE naik dari 0,10 menjadi 0,20."),
    ((0.0, 0.0, 0.0, 0.0), "Sesudah KIE laporan per bulan tetap 0,00; di tempat tanpa KIE juga tetap 0,00."),
    ((0.1, 0.2, None, None), "Sesudah KIE laporan per bulan naik dari 0,10 menjadi 0,20."),
])
def test_what_came_after_a_kie_is_said_beside_places_without_one(means: tuple[float | None, ...], sentence: str) -> None:
    assert said(Comparison(3, *means)) == sentence
