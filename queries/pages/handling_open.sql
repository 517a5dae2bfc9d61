-- Reports open on the day that is judged, however long ago they were found, and how many of them are older than 30 and 90 days.
WITH
found AS (
  SELECT is_resident, UNNEST(map_keys(found_dates)) AS found_date, UNNEST(map_values(found_dates)) AS case_count
  FROM out_waiting
  WHERE city_code = $city_code AND ppks_code = $ppks_code AND reporter_kind = $reporter_kind AND period <= $period
    AND (handled_period IS NULL OR handled_period > $period)
),
waiting AS (
  SELECT
    is_resident,
    sum(case_count) AS open_count,
    sum(case_count) FILTER (CAST($day AS DATE) - found_date > 30) AS open_over_30_count,
    sum(case_count) FILTER (CAST($day AS DATE) - found_date > 90) AS open_over_90_count
  FROM found
  WHERE found_date <= $day
  GROUP BY is_resident
)
SELECT
  residence.is_resident,
  CAST(coalesce(waiting.open_count, 0) AS BIGINT) AS open_count,
  CAST(coalesce(waiting.open_over_30_count, 0) AS BIGINT) AS open_over_30_count,
  CAST(coalesce(waiting.open_over_90_count, 0) AS BIGINT) AS open_over_90_count
FROM (VALUES (TRUE), (FALSE)) AS residence (is_resident)
LEFT JOIN waiting USING (is_resident)
ORDER BY residence.is_resident DESC;
