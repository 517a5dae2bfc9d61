-- title: Anggota aktif
-- unit: orang
-- direction: higher_is_better
-- source: daftar anggota (tanggal bergabung dan keluar)
-- why: Berapa relawan yang benar-benar dapat diandalkan sebuah kelurahan pada akhir bulan itu.
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
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(active.active_count, 0) END AS numerator,
  CAST(NULL AS BIGINT) AS denominator,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(active.active_count, 0) END AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_freshness AS freshness ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'volunteer'
LEFT JOIN active ON active.kelurahan_code = dim_kelurahan.kelurahan_code AND active.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
