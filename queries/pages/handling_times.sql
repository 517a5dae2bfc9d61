-- What a survival curve is made of: the reports found from the first month to the day that is judged, by days. `handled_count` were handled after so
-- many days, `open_count` were still open on that day and so many days old; residents and people who live elsewhere apart.
WITH
handled AS (
  SELECT grouped.is_resident, taken.entry.key AS days, taken.entry.value AS handled_count, 0 AS open_count
  FROM out_handling AS grouped
  CROSS JOIN unnest(map_entries(grouped.days)) AS taken (entry)
  WHERE grouped.city_code = $city_code AND grouped.ppks_code = $ppks_code AND grouped.reporter_kind = $reporter_kind
    AND grouped.period BETWEEN $first_period AND $period AND grouped.handled_period <= $period
),
waiting AS (
  SELECT grouped.is_resident, date_diff('day', found.entry.key, CAST($day AS DATE)) AS days, 0 AS handled_count, found.entry.value AS open_count
  FROM out_waiting AS grouped
  CROSS JOIN unnest(map_entries(grouped.found_dates)) AS found (entry)
  WHERE found.entry.key <= $day AND grouped.city_code = $city_code AND grouped.ppks_code = $ppks_code AND grouped.reporter_kind = $reporter_kind
    AND grouped.period BETWEEN $first_period AND $period
    AND (grouped.handled_period IS NULL OR grouped.handled_period > $period)
)
SELECT is_resident, days, CAST(sum(handled_count) AS BIGINT) AS handled_count, CAST(sum(open_count) AS BIGINT) AS open_count
FROM (SELECT * FROM handled UNION ALL SELECT * FROM waiting)
GROUP BY is_resident, days
ORDER BY is_resident, days;
