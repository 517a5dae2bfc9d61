-- Before and after a KIE, as far as the reports of six months after it are known by the month: see out_after_kie. A count of villages and sums of
-- their reports.
SELECT
  period, has_kie, unit_count, resident_before_count, resident_after_count, outsider_before_count, outsider_after_count
FROM out_after_kie
WHERE city_code = $city_code AND reporter_kind = $reporter_kind AND period <= CAST($period AS DATE) - INTERVAL 6 MONTH
ORDER BY period, has_kie DESC;
