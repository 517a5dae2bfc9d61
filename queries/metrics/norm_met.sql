-- title: Bagian kelurahan yang memenuhi norma
-- unit: %
-- direction: higher_is_better
-- source: daftar anggota dan norma yang dipilih
-- why: Janji kota dinilai per kelurahan, bukan dari rata-rata kota.
WITH
active AS (
  SELECT kelurahan_code, period, sum(active_count) AS active_count
  FROM out_volunteer
  WHERE list_contains($norm_kinds, kind_code) AND period BETWEEN $first_period AND $last_period
  GROUP BY kelurahan_code, period
),
measured AS (
  SELECT
    dim_kelurahan.kelurahan_code,
    dim_period.period,
    CASE
      WHEN coalesce(active.active_count, 0) >= $norm_minimum * CASE WHEN $norm_basis = 'rw' THEN rw_count ELSE 1 END THEN 1
      ELSE 0
    END AS is_met
  FROM dim_kelurahan
  CROSS JOIN dim_period
  INNER JOIN out_freshness AS freshness ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'volunteer'
  LEFT JOIN active ON active.kelurahan_code = dim_kelurahan.kelurahan_code AND active.period = dim_period.period
  WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
    AND ($norm_basis <> 'rw' OR rw_count IS NOT NULL)
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  measured.is_met AS numerator,
  CASE WHEN measured.is_met IS NOT NULL THEN 1 END AS denominator,
  100.0 * measured.is_met AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN measured ON measured.kelurahan_code = dim_kelurahan.kelurahan_code AND measured.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
