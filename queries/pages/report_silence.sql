-- Each kelurahan and the last month in which this reporter reported anybody there, up to the month; NULL never. `silent_months` counts the whole
-- months since then, for never since the list began; the longest silence first. Reports of kinds of the `left_out_tiers` are not heard: a file that
-- leaves the page would tell of such a report below the kecamatan.
WITH
heard AS (
  SELECT kelurahan_code, max(period) AS last_period
  FROM out_report_month
  WHERE city_code = $city_code AND reporter_kind = $reporter_kind AND period <= $period
    AND NOT list_has_all(CAST($left_out_tiers AS VARCHAR[]), tiers)
  GROUP BY kelurahan_code
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_kelurahan.kelurahan_name,
  dim_kelurahan.kecamatan_name,
  heard.last_period,
  CASE
    WHEN heard.last_period IS NULL THEN date_diff('month', freshness.first_period, CAST($period AS DATE)) + 1
    ELSE date_diff('month', heard.last_period, CAST($period AS DATE))
  END AS silent_months
FROM dim_kelurahan
INNER JOIN out_freshness AS freshness ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'ppks_case'
LEFT JOIN heard USING (kelurahan_code)
WHERE dim_kelurahan.city_code = $city_code
ORDER BY heard.last_period NULLS FIRST, dim_kelurahan.kelurahan_code;
