-- Who reports in a city: the codes that its list of cases names, with their words.
SELECT reporters.reporter_kind, coalesce(dim_word.label, 'Tidak disebut') AS label
FROM (SELECT DISTINCT reporter_kind FROM out_report_month WHERE city_code = $city_code AND reporter_kind <> 'ALL') AS reporters
LEFT JOIN dim_word ON dim_word.list = 'reporter_kind' AND dim_word.code = reporters.reporter_kind
ORDER BY dim_word.position NULLS LAST, reporters.reporter_kind;
