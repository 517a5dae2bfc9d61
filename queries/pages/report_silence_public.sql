-- The answer of report_silence without the reports of sensitive kinds (tier A), for a file that leaves the page: a month with such a report alone
-- would tell of it below the kecamatan.
WITH
heard AS (
  SELECT found.kelurahan_code, max(found.period) AS last_period
  FROM out_case AS found
  INNER JOIN dim_ppks ON dim_ppks.ppks_code = found.ppks_code AND dim_ppks.tier <> 'A'
  WHERE found.city_code = $city_code AND $reporter_kind IN ('ALL', found.reporter_kind) AND found.period <= $period
  GROUP BY found.kelurahan_code
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
