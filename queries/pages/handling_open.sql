-- Reports open on the day that is judged, however long ago they were found, and how many of them are older than 30 and 90 days.
WITH
waiting AS (
  SELECT grouped.is_resident, found.entry.key AS found_date, found.entry.value AS case_count
  FROM out_waiting AS grouped
  CROSS JOIN unnest(map_entries(grouped.found_dates)) AS found (entry)
  WHERE grouped.city_code = $city_code AND grouped.ppks_code = $ppks_code AND grouped.reporter_kind = $reporter_kind AND grouped.period <= $period
    AND (grouped.handled_period IS NULL OR grouped.handled_period > $period)
)
SELECT
  residence.is_resident,
  CAST(coalesce(sum(waiting.case_count), 0) AS BIGINT) AS open_count,
  CAST(coalesce(sum(waiting.case_count) FILTER (CAST($day AS DATE) - waiting.found_date > 30), 0) AS BIGINT) AS open_over_30_count,
  CAST(coalesce(sum(waiting.case_count) FILTER (CAST($day AS DATE) - waiting.found_date > 90), 0) AS BIGINT) AS open_over_90_count
FROM (VALUES (TRUE), (FALSE)) AS residence (is_resident)
LEFT JOIN waiting ON waiting.is_resident = residence.is_resident AND waiting.found_date <= $day
GROUP BY residence.is_resident
ORDER BY residence.is_resident DESC;
