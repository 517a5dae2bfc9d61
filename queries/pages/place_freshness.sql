-- Each kelurahan: until when its PPKS and its volunteers are told, up to the month, and since when the city tells them (`..._start`). NULL: nothing
-- is told of the kelurahan, or by the city. Volunteers are told by a list: as new as the list that names the place, whether or not anybody came or
-- went; `is_member_stated`: the list says its month itself, else it is the newest day in it.
WITH
recap AS (
  SELECT kelurahan_code, last_day(max(period)) AS recap_date, last_day(min(period)) AS recap_start
  FROM out_ppks
  WHERE city_code = $city_code AND period <= $period AND ppks_code = 'ALL' AND basis = 'recap'
  GROUP BY kelurahan_code
),
report AS (
  SELECT kelurahan_code, max(period) AS report_period, last_day(min(period)) AS report_start
  FROM out_report_month
  WHERE city_code = $city_code AND period <= $period AND reporter_kind = 'ALL'
  GROUP BY kelurahan_code
),
member_day AS (
  SELECT kelurahan_code, coalesce(joined_date, left_date) AS day FROM core_volunteer
  UNION ALL
  SELECT kelurahan_code, list_date FROM core_member_list
),
member AS (
  SELECT min(day) AS member_start
  FROM member_day
  WHERE kelurahan_code LIKE $city_code || '.%' AND day <= last_day(CAST($period AS DATE))
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_kelurahan.kelurahan_name,
  dim_kelurahan.kecamatan_name,
  recap.recap_date,
  report.report_period,
  CASE WHEN member.member_start IS NOT NULL AND list.list_date IS NOT NULL THEN least(list.list_date, last_day(CAST($period AS DATE))) END AS member_date,
  list.is_stated AS is_member_stated,
  min(recap.recap_start) OVER () AS recap_start,
  min(report.report_start) OVER () AS report_start,
  member.member_start
FROM dim_kelurahan
CROSS JOIN member
LEFT JOIN recap USING (kelurahan_code)
LEFT JOIN report USING (kelurahan_code)
LEFT JOIN core_member_list AS list USING (kelurahan_code)
WHERE dim_kelurahan.city_code = $city_code
ORDER BY dim_kelurahan.kelurahan_code;
