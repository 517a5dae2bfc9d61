-- title: PPKS per anggota aktif
-- unit: PPKS per anggota
-- direction: lower_is_better
-- source: rekap PPKS dan daftar anggota
-- why: Beban yang dipikul seorang relawan; kosong bila kelurahan tidak punya anggota.
WITH
active AS (
  SELECT kelurahan_code, period, sum(active_count) AS active_count
  FROM out_volunteer
  WHERE list_contains($norm_kinds, kind_code) AND period BETWEEN $first_period AND $last_period
  GROUP BY kelurahan_code, period
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  stock.persons_count AS numerator,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(active.active_count, 0) END AS denominator,
  stock.persons_count / nullif(active.active_count, 0) AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_freshness AS freshness ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'volunteer'
LEFT JOIN out_ppks_period AS stand
  ON stand.city_code = dim_kelurahan.city_code AND stand.period = dim_period.period AND stand.ppks_code = $ppks_code
LEFT JOIN out_ppks AS stock
  ON stock.kelurahan_code = dim_kelurahan.kelurahan_code AND stock.period = stand.data_period AND stock.ppks_code = $ppks_code
LEFT JOIN active ON active.kelurahan_code = dim_kelurahan.kelurahan_code AND active.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
