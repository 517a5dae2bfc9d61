-- Each kelurahan: until when its PPKS and its volunteers are told, up to the month, and since when the city tells them (`..._start`). NULL: nothing
-- is told of the kelurahan, or by the city.
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
member_change AS (
  SELECT kelurahan_code, joined_date AS day FROM core_volunteer
  UNION ALL
  SELECT kelurahan_code, left_date FROM core_volunteer
),
member AS (
  SELECT kelurahan_code, max(day) AS member_date, min(day) AS member_start
  FROM member_change
  WHERE kelurahan_code LIKE $city_code || '.%' AND day <= last_day(CAST($period AS DATE))
  GROUP BY kelurahan_code
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_kelurahan.kelurahan_name,
  dim_kelurahan.kecamatan_name,
  recap.recap_date,
  report.report_period,
  member.member_date,
  min(recap.recap_start) OVER () AS recap_start,
  min(report.report_start) OVER () AS report_start,
  min(member.member_start) OVER () AS member_start
FROM dim_kelurahan
LEFT JOIN recap USING (kelurahan_code)
LEFT JOIN report USING (kelurahan_code)
LEFT JOIN member USING (kelurahan_code)
WHERE dim_kelurahan.city_code = $city_code
ORDER BY dim_kelurahan.kelurahan_code;
