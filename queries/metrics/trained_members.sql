-- title: Anggota terlatih dalam 24 bulan
-- unit: %
-- direction: higher_is_better
-- source: daftar anggota dan daftar hadir bimtek
-- why: Pelatihan yang lama berlalu tidak lagi terasa di lapangan.
WITH
speaking AS (
  SELECT DISTINCT period
  FROM out_volunteer
  WHERE LEFT(kecamatan_code, 5) = $city_code AND trained_count IS NOT NULL AND period BETWEEN $first_period AND $last_period
),
active AS (
  SELECT kelurahan_code, period, sum(active_count) AS active_count, sum(trained_count) AS trained_count
  FROM out_volunteer
  WHERE list_contains($norm_kinds, kind_code) AND period BETWEEN $first_period AND $last_period
  GROUP BY kelurahan_code, period
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN speaking.period IS NOT NULL THEN coalesce(active.trained_count, 0) END AS numerator,
  CASE WHEN speaking.period IS NOT NULL THEN coalesce(active.active_count, 0) END AS denominator,
  100.0 * active.trained_count / nullif(active.active_count, 0) AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN speaking ON speaking.period = dim_period.period
LEFT JOIN active ON active.kelurahan_code = dim_kelurahan.kelurahan_code AND active.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
