-- title: Laporan ditangani dalam 30 hari
-- unit: %
-- direction: higher_is_better
-- source: daftar PPKS menurut nama: laporan yang genap 30 hari pada bulan itu; dinilai bila daftarnya sampai akhir bulan itu
-- why: Laporan dini hanya berguna bila cepat ditangani.
-- The list speaks from the month after its first, in which nearly no report could turn 30 days old, to the last one that it reaches the end of.
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(reported.handled_in_30_count, 0) END AS numerator,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(reported.matured_count, 0) END AS denominator,
  CASE WHEN freshness.subject IS NOT NULL THEN 100.0 * reported.handled_in_30_count / nullif(reported.matured_count, 0) END AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_freshness AS freshness
  ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'ppks_case'
  AND dim_period.period > freshness.first_period AND dim_period.month_end <= freshness.latest_date
LEFT JOIN out_report AS reported
  ON reported.kelurahan_code = dim_kelurahan.kelurahan_code AND reported.period = dim_period.period AND reported.ppks_code = $ppks_code
  AND reported.city_code = $city_code AND reported.period BETWEEN $first_period AND $last_period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
