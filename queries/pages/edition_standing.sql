-- How much an edition holds of each subject and city: rows, the kelurahan they speak of, and the months they reach from and to.
WITH
said AS (
  SELECT LEFT(kelurahan_code, 5) AS city_code, 'ppks_case' AS subject, kelurahan_code, found_date AS day, count(*) AS row_count
  FROM core_ppks_case
  GROUP BY ALL
  UNION ALL
  SELECT LEFT(kecamatan_code, 5), 'ppks_count', kelurahan_code, period, count(*) FROM core_ppks_count GROUP BY ALL
  UNION ALL
  SELECT LEFT(kelurahan_code, 5), lower(register), kelurahan_code, period, count(*) FROM core_welfare_count GROUP BY ALL
  UNION ALL
  SELECT LEFT(kelurahan_code, 5), 'aid', kelurahan_code, period, count(*) FROM core_aid_count GROUP BY ALL
  UNION ALL
  SELECT LEFT(kelurahan_code, 5), 'population', kelurahan_code, period, count(*) FROM core_population GROUP BY ALL
  UNION ALL
  SELECT LEFT(kecamatan_code, 5), 'volunteer', kelurahan_code, joined_date, count(*) FROM core_volunteer GROUP BY ALL
  UNION ALL
  SELECT LEFT(kelurahan_code, 5), 'institution', kelurahan_code, last_visit_date, count(*) FROM core_institution GROUP BY ALL
  UNION ALL
  SELECT city_code, 'activity', kelurahan_code, date, count(*) FROM core_activity GROUP BY ALL
  UNION ALL
  SELECT city_code, 'attendance', NULL, NULL, count(*) FROM core_attendance GROUP BY ALL
  UNION ALL
  SELECT LEFT(kelurahan_code, 5), 'proposal', kelurahan_code, proposed_date, count(*) FROM core_proposal GROUP BY ALL
)
SELECT
  city_code,
  subject,
  CAST(sum(row_count) AS BIGINT) AS row_count,
  CAST(date_trunc('month', min(said.day) FILTER (said.day <= edition.as_of)) AS DATE) AS first_period,
  CAST(date_trunc('month', max(said.day) FILTER (said.day <= edition.as_of)) AS DATE) AS last_period,
  coalesce(list_sort(list(DISTINCT kelurahan_code) FILTER (kelurahan_code IS NOT NULL)), []) AS kelurahan_codes
FROM said
CROSS JOIN edition
GROUP BY city_code, subject
ORDER BY city_code, subject;
