-- Reports of a city in every month of the range that the list speaks of, by reporter: residents and people who live elsewhere apart.
SELECT
  dim_period.period,
  reporters.reporter_kind,
  coalesce(dim_word.label, 'Tidak disebut') AS label,
  CAST(coalesce(sum(source.case_count) FILTER (source.is_resident), 0) AS BIGINT) AS resident_count,
  CAST(coalesce(sum(source.case_count) FILTER (NOT source.is_resident), 0) AS BIGINT) AS outsider_count
FROM dim_period
INNER JOIN out_freshness AS freshness
  ON freshness.city_code = $city_code AND freshness.subject = 'ppks_case'
  AND dim_period.period BETWEEN freshness.first_period AND freshness.last_period
CROSS JOIN (SELECT DISTINCT reporter_kind FROM out_report_month WHERE city_code = $city_code AND reporter_kind <> 'ALL') AS reporters
LEFT JOIN dim_word ON dim_word.list = 'reporter_kind' AND dim_word.code = reporters.reporter_kind
LEFT JOIN out_outcome AS source
  ON source.city_code = $city_code AND source.ppks_code = 'ALL' AND source.reporter_kind = reporters.reporter_kind AND source.period = dim_period.period
WHERE dim_period.period BETWEEN $first_period AND $last_period
GROUP BY dim_period.period, reporters.reporter_kind, dim_word.label, dim_word.position
ORDER BY dim_period.period, dim_word.position NULLS LAST;
