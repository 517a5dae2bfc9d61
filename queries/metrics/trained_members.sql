-- title: Anggota terlatih dalam 24 bulan
-- unit: %
-- direction: higher_is_better
-- source: daftar anggota dan daftar hadir bimtek
-- why: Pelatihan yang lama berlalu tidak lagi terasa di lapangan.
WITH
active AS (
  SELECT kelurahan_code, period, sum(active_count) AS active_count, sum(trained_count) AS trained_count
  FROM out_volunteer
  WHERE list_contains($norm_kinds, kind_code) AND period BETWEEN $first_period AND $last_period
  GROUP BY kelurahan_code, period
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(active.trained_count, 0) END AS numerator,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(active.active_count, 0) END AS denominator,
  100.0 * active.trained_count / nullif(active.active_count, 0) AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_freshness AS freshness ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'volunteer'
LEFT JOIN active ON active.kelurahan_code = dim_kelurahan.kelurahan_code AND active.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
