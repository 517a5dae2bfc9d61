-- The small tables the pages read; their cost does not grow with the number of cases.

-- First and last month a source speaks of: within them silence is zero, outside nothing is known. Dates after the data's end are typing errors.
CREATE TABLE out_freshness AS
WITH
said AS (
  SELECT
    LEFT(kelurahan_code, 5) AS city_code, 'ppks_case' AS subject, kelurahan_code, found_date AS day, greatest(found_date, handled_date) AS latest_day
  FROM core_ppks_case
  UNION ALL
  SELECT LEFT(kecamatan_code, 5), 'ppks_count', kelurahan_code, period, last_day(period) FROM core_ppks_count
  UNION ALL
  SELECT LEFT(kelurahan_code, 5), lower(register), kelurahan_code, period, last_day(period) FROM core_welfare_count
  UNION ALL
  SELECT LEFT(kelurahan_code, 5), 'aid', kelurahan_code, period, last_day(period) FROM core_aid_count
  UNION ALL
  SELECT LEFT(kelurahan_code, 5), 'population', kelurahan_code, period, last_day(period) FROM core_population WHERE population IS NOT NULL
  UNION ALL
  SELECT LEFT(kecamatan_code, 5), 'volunteer', kelurahan_code, joined_date, greatest(joined_date, left_date) FROM core_volunteer
  UNION ALL
  SELECT LEFT(kelurahan_code, 5), 'institution', kelurahan_code, last_visit_date, last_visit_date FROM core_institution
  UNION ALL
  SELECT city_code, 'activity', kelurahan_code, date, realised_date FROM core_activity
  UNION ALL
  SELECT attendance.city_code, 'attendance', NULL, activity.realised_date, activity.realised_date
  FROM core_attendance AS attendance
  INNER JOIN core_activity AS activity USING (city_code, activity_id)
  UNION ALL
  SELECT LEFT(kelurahan_code, 5), 'proposal', kelurahan_code, proposed_date, greatest(proposed_date, decided_date) FROM core_proposal
)
SELECT
  said.city_code,
  said.subject,
  CAST(date_trunc('month', min(said.day) FILTER (said.day <= edition.as_of)) AS DATE) AS first_period,
  CAST(date_trunc('month', max(said.day) FILTER (said.day <= edition.as_of)) AS DATE) AS last_period,
  max(said.latest_day) FILTER (said.latest_day <= edition.as_of) AS latest_date,
  count(*) AS row_count,
  coalesce(list_sort(list(DISTINCT said.kelurahan_code) FILTER (said.kelurahan_code IS NOT NULL)), []) AS kelurahan_codes
FROM said
CROSS JOIN edition
GROUP BY said.city_code, said.subject
ORDER BY said.city_code, said.subject;

-- Trainings of 24 months are known once the lists of attendance cover them, or from the newest training of a list of members on: it keeps only the
-- last training of each, so of the months before it tells too few.
CREATE TABLE out_volunteer AS
WITH
training_known AS (
  SELECT city_code, min(period) AS first_period
  FROM (
    SELECT city_code, first_period + INTERVAL 23 MONTH AS period
    FROM out_freshness
    WHERE subject = 'attendance'
    UNION ALL
    SELECT LEFT(kecamatan_code, 5), date_trunc('month', max(last_training_date))
    FROM core_volunteer
    CROSS JOIN edition
    WHERE last_training_date <= edition.as_of
    GROUP BY LEFT(kecamatan_code, 5)
  )
  GROUP BY city_code
),
training AS (
  SELECT attendance.volunteer_id, activity.realised_date AS training_date
  FROM core_attendance AS attendance
  INNER JOIN core_activity AS activity USING (city_code, activity_id)
  WHERE activity.kind_code = 'bimtek' AND activity.is_done
  UNION
  SELECT volunteer_id, last_training_date FROM core_volunteer WHERE last_training_date IS NOT NULL
),
member_month AS (
  SELECT volunteer.volunteer_id, volunteer.kelurahan_code, volunteer.kecamatan_code, volunteer.kind_code, dim_period.period, dim_period.month_end
  FROM core_volunteer AS volunteer
  INNER JOIN dim_period
    ON serves_on(volunteer.joined_date, volunteer.left_date, volunteer.is_active, dim_period.month_end)
),
member_training AS (
  SELECT member_month.volunteer_id, member_month.period, max(training.training_date) AS last_training_date
  FROM member_month
  LEFT JOIN training
    ON training.volunteer_id = member_month.volunteer_id AND training.training_date <= member_month.month_end
  GROUP BY ALL
)
SELECT
  member_month.kelurahan_code,
  member_month.kecamatan_code,
  member_month.period,
  member_month.kind_code,
  count(*) AS active_count,
  CASE
    WHEN member_month.period >= training_known.first_period
      THEN count(*) FILTER (member_training.last_training_date > member_month.month_end - INTERVAL 24 MONTH)
  END AS trained_count,
  CASE WHEN member_month.period >= training_known.first_period THEN count(*) FILTER (member_training.last_training_date IS NULL) END AS never_trained_count
FROM member_month
INNER JOIN member_training USING (volunteer_id, period)
LEFT JOIN training_known ON training_known.city_code = LEFT(member_month.kecamatan_code, 5)
GROUP BY member_month.kelurahan_code, member_month.kecamatan_code, member_month.period, member_month.kind_code, training_known.first_period
ORDER BY member_month.period, member_month.kecamatan_code, member_month.kelurahan_code, member_month.kind_code;

CREATE TABLE out_ppks AS
WITH
recap AS (
  SELECT LEFT(kecamatan_code, 5) AS city_code, kecamatan_code, kelurahan_code, ppks_code, period, core_ppks_count.unit,
    sum(persons_count) AS persons_count, 'recap' AS basis
  FROM core_ppks_count
  INNER JOIN dim_ppks USING (ppks_code)
  WHERE kelurahan_code IS NOT NULL AND core_ppks_count.unit = CASE WHEN dim_ppks.unit = 'keluarga' THEN 'KELUARGA' ELSE 'ORANG' END
  GROUP BY ALL
),
found AS (
  SELECT
    kelurahan.city_code, kelurahan.kecamatan_code, kelurahan.kelurahan_code, cases.ppks_code,
    CAST(date_trunc('month', cases.found_date) AS DATE) AS found_period, count(*) AS found_count
  FROM core_ppks_case AS cases
  INNER JOIN dim_kelurahan AS kelurahan USING (kelurahan_code)
  WHERE cases.is_resident AND kelurahan.city_code NOT IN (SELECT city_code FROM recap)
  GROUP BY ALL
),
named AS (
  SELECT
    found.city_code, found.kecamatan_code, found.kelurahan_code, found.ppks_code, dim_period.period, 'ORANG' AS unit,
    sum(found.found_count) AS persons_count, 'case' AS basis
  FROM found
  INNER JOIN dim_period ON found.found_period <= dim_period.period
  GROUP BY ALL
),
by_kind AS (
  SELECT * FROM recap
  UNION ALL
  SELECT * FROM named
)
SELECT city_code, kecamatan_code, kelurahan_code, ppks_code, period, unit, CAST(persons_count AS BIGINT) AS persons_count, basis
FROM by_kind
UNION ALL
SELECT city_code, kecamatan_code, kelurahan_code, 'ALL', period, 'ORANG', CAST(sum(persons_count) FILTER (unit = 'ORANG') AS BIGINT), min(basis)
FROM by_kind
GROUP BY city_code, kecamatan_code, kelurahan_code, period
ORDER BY city_code, period, ppks_code, kelurahan_code;

-- Which recap speaks for a kind in a month: the last one up to it that is whole. A later recap of a few kelurahan or, for all kinds together,
-- of a few kinds does not make the rest unknown: whole means at least four fifths of the fullest recap of the city.
CREATE TABLE out_ppks_period AS
WITH
recap AS (
  SELECT city_code, ppks_code, period, min(basis) AS basis, count(DISTINCT kelurahan_code) AS kelurahan_count
  FROM out_ppks
  GROUP BY city_code, ppks_code, period
),
breadth AS (
  SELECT city_code, period, count(*) AS kind_count
  FROM recap
  WHERE ppks_code <> 'ALL'
  GROUP BY city_code, period
),
compared AS (
  SELECT
    recap.*,
    max(recap.kelurahan_count) OVER (PARTITION BY recap.city_code, recap.ppks_code) AS most_kelurahan,
    breadth.kind_count,
    max(breadth.kind_count) OVER (PARTITION BY recap.city_code) AS most_kinds
  FROM recap
  INNER JOIN breadth USING (city_code, period)
)
SELECT compared.city_code, dim_period.period, compared.ppks_code, max(compared.period) AS data_period, min(compared.basis) AS basis
FROM dim_period
INNER JOIN compared ON compared.period <= dim_period.period
WHERE compared.basis = 'case'
  OR (compared.kelurahan_count >= 0.8 * compared.most_kelurahan AND (compared.ppks_code <> 'ALL' OR compared.kind_count >= 0.8 * compared.most_kinds))
GROUP BY compared.city_code, dim_period.period, compared.ppks_code
ORDER BY compared.city_code, dim_period.period, compared.ppks_code;

CREATE TABLE out_population AS
SELECT dim_kelurahan.kelurahan_code, dim_period.period, known.population, known.households, known.period AS population_period, known.source
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN LATERAL (
  SELECT population, households, core_population.period, source
  FROM core_population
  WHERE core_population.kelurahan_code = dim_kelurahan.kelurahan_code
    AND core_population.period <= dim_period.period
    AND core_population.population IS NOT NULL
  ORDER BY core_population.period DESC
  LIMIT 1
) AS known ON TRUE
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;

CREATE TABLE out_welfare AS
SELECT LEFT(kelurahan_code, 5) AS city_code, kelurahan_code, register, period, unit, decile, sum(count) AS value_count
FROM core_welfare_count
GROUP BY ALL
ORDER BY city_code, register, period, unit, decile, kelurahan_code;

-- The same for the registers.
CREATE TABLE out_welfare_period AS
WITH
counted AS (
  SELECT city_code, register, period, count(DISTINCT kelurahan_code) AS kelurahan_count
  FROM out_welfare
  GROUP BY city_code, register, period
),
compared AS (
  SELECT counted.*, max(kelurahan_count) OVER (PARTITION BY city_code, register) AS most_kelurahan
  FROM counted
)
SELECT compared.city_code, compared.register, dim_period.period, max(compared.period) AS data_period
FROM dim_period
INNER JOIN compared ON compared.period <= dim_period.period
WHERE compared.kelurahan_count >= 0.8 * compared.most_kelurahan
GROUP BY compared.city_code, compared.register, dim_period.period
ORDER BY compared.city_code, compared.register, dim_period.period;

-- Recipients of aid; single deciles above five stand together, and give way where the file already says them together.
CREATE TABLE out_aid AS
WITH
grouped AS (
  SELECT *, CASE WHEN decile IN ('6', '7', '8', '9', '10') THEN '6-10' ELSE decile END AS decile_group,
    coalesce(decile IN ('6', '7', '8', '9', '10'), FALSE) AS is_single
  FROM core_aid_count
),
told AS (
  SELECT *, min(is_single) OVER (PARTITION BY kelurahan_code, programme, period, unit, decile_group) AS told_single
  FROM grouped
)
SELECT LEFT(kelurahan_code, 5) AS city_code, kelurahan_code, programme, period, unit, decile_group AS decile, CAST(sum(count) AS BIGINT) AS value_count
FROM told
WHERE is_single = told_single
GROUP BY ALL
ORDER BY city_code, programme, period, unit, decile, kelurahan_code;

CREATE TABLE out_activity AS
WITH
event AS (
  SELECT city_code, kecamatan_code, kelurahan_code, kind_code, CAST(date_trunc('month', planned_date) AS DATE) AS period,
    1 AS planned_count, CAST(is_done AS INTEGER) AS planned_done_count, 0 AS done_count, NULL AS participants_count, budget_idr, NULL AS realised_idr
  FROM core_activity
  WHERE planned_date IS NOT NULL
  UNION ALL
  SELECT city_code, kecamatan_code, kelurahan_code, kind_code, CAST(date_trunc('month', realised_date) AS DATE),
    0, 0, 1, participants_count, NULL, realised_idr
  FROM core_activity
  WHERE is_done
)
SELECT
  city_code, kecamatan_code, kelurahan_code, kind_code, period,
  sum(planned_count) AS planned_count, sum(planned_done_count) AS planned_done_count, sum(done_count) AS done_count,
  sum(participants_count) AS participants_count,
  sum(budget_idr) AS budget_idr, sum(realised_idr) AS realised_idr
FROM event
GROUP BY ALL
ORDER BY city_code, period, kind_code, kecamatan_code, kelurahan_code;

-- A kelurahan is reached where an activity was held in it or one of its members attended one.
CREATE TABLE out_reach AS
SELECT kelurahan_code, CAST(date_trunc('month', realised_date) AS DATE) AS period, kind_code, count(DISTINCT activity_id) AS activity_count, max(realised_date) AS last_date
FROM (
  SELECT kelurahan_code, activity_id, kind_code, realised_date FROM core_activity WHERE is_done AND kelurahan_code IS NOT NULL
  UNION
  SELECT volunteer.kelurahan_code, activity.activity_id, activity.kind_code, activity.realised_date
  FROM core_attendance AS attendance
  INNER JOIN core_activity AS activity USING (city_code, activity_id)
  INNER JOIN core_volunteer AS volunteer USING (volunteer_id)
  WHERE activity.is_done AND volunteer.kelurahan_code IS NOT NULL
)
GROUP BY ALL
ORDER BY kelurahan_code, period, kind_code;
