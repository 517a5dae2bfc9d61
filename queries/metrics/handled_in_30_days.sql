-- title: Laporan ditangani dalam 30 hari
-- unit: %
-- direction: higher_is_better
-- source: daftar PPKS menurut nama; hanya laporan yang sudah berumur 30 hari
-- why: Laporan dini hanya berguna bila cepat ditangani.
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(reported.handled_in_30_count, 0) END AS numerator,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(reported.matured_count, 0) END AS denominator,
  100.0 * reported.handled_in_30_count / nullif(reported.matured_count, 0) AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_freshness AS freshness
  ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'ppks_case'
  AND dim_period.period BETWEEN freshness.first_period AND freshness.last_period
LEFT JOIN out_report AS reported
  ON reported.kelurahan_code = dim_kelurahan.kelurahan_code AND reported.period = dim_period.period AND reported.ppks_code = $ppks_code
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
