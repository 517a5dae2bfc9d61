-- title: Laporan PPKS per bulan
-- unit: laporan
-- direction: neutral
-- source: daftar PPKS menurut nama, menurut bulan ditemukan
-- why: Kelurahan yang diam belum tentu bebas masalah.
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(reported.found_count, 0) END AS numerator,
  CAST(NULL AS BIGINT) AS denominator,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(reported.found_count, 0) END AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_freshness AS freshness
  ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'ppks_case'
  AND dim_period.period BETWEEN freshness.first_period AND freshness.last_period
LEFT JOIN out_report AS reported
  ON reported.kelurahan_code = dim_kelurahan.kelurahan_code AND reported.period = dim_period.period AND reported.ppks_code = $ppks_code
  AND reported.city_code = $city_code AND reported.period BETWEEN $first_period AND $last_period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
