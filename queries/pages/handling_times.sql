-- What a survival curve is made of: the reports found from the first month to the day that is judged, by days. `handled_count` were handled after so
-- many days, `open_count` were still open on that day and so many days old; residents and people who live elsewhere apart.
WITH
handled AS (
  SELECT is_resident, UNNEST(map_keys(days)) AS days, UNNEST(map_values(days)) AS handled_count, 0 AS open_count
  FROM out_handling
  WHERE city_code = $city_code AND ppks_code = $ppks_code AND reporter_kind = $reporter_kind
    AND period BETWEEN $first_period AND $period AND handled_period <= $period
),
found AS (
  SELECT is_resident, UNNEST(map_keys(found_dates)) AS found_date, UNNEST(map_values(found_dates)) AS open_count
  FROM out_waiting
  WHERE city_code = $city_code AND ppks_code = $ppks_code AND reporter_kind = $reporter_kind
    AND period BETWEEN $first_period AND $period AND (handled_period IS NULL OR handled_period > $period)
),
counted AS (
  SELECT * FROM handled
  UNION ALL
  SELECT is_resident, CAST($day AS DATE) - found_date, 0, open_count
  FROM found
  WHERE found_date <= $day
)
SELECT is_resident, days, CAST(sum(handled_count) AS BIGINT) AS handled_count, CAST(sum(open_count) AS BIGINT) AS open_count
FROM counted
GROUP BY is_resident, days
ORDER BY is_resident, days;
