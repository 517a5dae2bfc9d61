-- Each kelurahan: 1 where anybody was reported in the three months to each month of the range; NULL outside the months of the list of cases, and
-- until it has spoken for three.
WITH
reported AS (
  SELECT kelurahan_code, period
  FROM out_report_month
  WHERE city_code = $city_code AND reporter_kind = 'ALL'
)
SELECT
  dim_kelurahan.kecamatan_code,
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN freshness.subject IS NOT NULL THEN CAST(count(reported.period) > 0 AS INTEGER) END AS numerator,
  CASE WHEN freshness.subject IS NOT NULL THEN 1 END AS denominator
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_freshness AS freshness
  ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'ppks_case'
  AND dim_period.period BETWEEN freshness.first_period + INTERVAL 2 MONTH AND freshness.last_period
LEFT JOIN reported
  ON reported.kelurahan_code = dim_kelurahan.kelurahan_code
  AND reported.period > dim_period.period - INTERVAL 3 MONTH AND reported.period <= dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
GROUP BY dim_kelurahan.kecamatan_code, dim_kelurahan.kelurahan_code, dim_period.period, freshness.subject
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
