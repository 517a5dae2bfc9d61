-- title: Laporan terbuka lebih dari 30 hari
-- unit: laporan
-- direction: lower_is_better
-- source: daftar PPKS menurut nama: ditemukan lebih dari 30 hari sebelum akhir bulan itu dan saat itu belum ditangani
-- why: Laporan dini hanya berguna bila cepat ditangani; di sinilah orang masih menunggu.
WITH
waiting AS (
  SELECT kelurahan_code, period, CAST(sum(open_over_30_count) AS BIGINT) AS open_over_30_count
  FROM out_open
  WHERE city_code = $city_code AND ppks_code = $ppks_code AND period BETWEEN $first_period AND $last_period
  GROUP BY kelurahan_code, period
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(waiting.open_over_30_count, 0) END AS numerator,
  CAST(NULL AS BIGINT) AS denominator,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(waiting.open_over_30_count, 0) END AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_freshness AS freshness
  ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'ppks_case'
  AND dim_period.period BETWEEN freshness.first_period AND CAST(date_trunc('month', freshness.latest_date) AS DATE)
LEFT JOIN waiting ON waiting.kelurahan_code = dim_kelurahan.kelurahan_code AND waiting.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
