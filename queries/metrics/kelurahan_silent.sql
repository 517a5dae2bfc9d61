-- title: Kelurahan tanpa laporan dalam 6 bulan
-- unit: %
-- direction: lower_is_better
-- source: daftar PPKS menurut nama, enam bulan sampai bulan itu; baru dinilai bila daftarnya sudah berumur enam bulan
-- why: Kelurahan yang diam belum tentu bebas masalah; di sana tidak ada yang melapor.
WITH
heard AS (
  SELECT
    dim_kelurahan.kelurahan_code,
    dim_period.period,
    max(reported.period) OVER (
      PARTITION BY dim_kelurahan.kelurahan_code ORDER BY dim_period.period ROWS BETWEEN 5 PRECEDING AND CURRENT ROW
    ) AS last_period
  FROM dim_kelurahan
  CROSS JOIN dim_period
  LEFT JOIN out_report_month AS reported
    ON reported.city_code = $city_code AND reported.reporter_kind = 'ALL' AND reported.kelurahan_code = dim_kelurahan.kelurahan_code
    AND reported.period = dim_period.period
  WHERE dim_kelurahan.city_code = $city_code
    AND dim_period.period BETWEEN CAST($first_period AS DATE) - INTERVAL 5 MONTH AND CAST($last_period AS DATE)
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN freshness.subject IS NOT NULL THEN CAST(heard.last_period IS NULL AS INTEGER) END AS numerator,
  CASE WHEN freshness.subject IS NOT NULL THEN 1 END AS denominator,
  CASE WHEN freshness.subject IS NOT NULL THEN 100.0 * CAST(heard.last_period IS NULL AS INTEGER) END AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_freshness AS freshness
  ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'ppks_case'
  -- Months before the first that can be looked at are not known here, whatever the list says of them.
  AND dim_period.period BETWEEN greatest(freshness.first_period, (SELECT min(period) FROM dim_period)) + INTERVAL 5 MONTH AND freshness.last_period
LEFT JOIN heard ON heard.kelurahan_code = dim_kelurahan.kelurahan_code AND heard.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
