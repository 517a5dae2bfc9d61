-- The small tables made from the list of cases: reports, how long they took and what became of them, minimum services, before and after a KIE.

-- Whether a status (code of the list case_status, or unknown) says by itself that the person was met. Every other word of the list does.
CREATE OR REPLACE TEMP MACRO says_met(status) AS status NOT IN ('open', 'in_process', 'unknown');

-- The case list as the data's end knows it: what is dated later was not found, or not handled, by then.
CREATE OR REPLACE TEMP VIEW reported_case AS
SELECT
  LEFT(cases.kelurahan_code, 5) AS city_code,
  cases.kelurahan_code,
  cases.ppks_code,
  coalesce(cases.reporter_kind, 'unknown') AS reporter_kind,
  cases.is_resident,
  cases.status,
  cases.found_date,
  CASE WHEN cases.handled_date <= edition.as_of THEN cases.handled_date END AS handled_date,
  CAST(date_trunc('month', cases.found_date) AS DATE) AS period,
  CAST(date_trunc('month', CASE WHEN cases.handled_date <= edition.as_of THEN cases.handled_date END) AS DATE) AS handled_period
FROM core_ppks_case AS cases
INNER JOIN edition ON cases.found_date <= edition.as_of;

CREATE TABLE out_case AS
SELECT
  kelurahan.city_code,
  cases.kelurahan_code,
  CAST(date_trunc('month', cases.found_date) AS DATE) AS period,
  cases.ppks_code,
  coalesce(cases.reporter_kind, 'unknown') AS reporter_kind,
  cases.is_resident,
  count(*) AS found_count,
  count(*) FILTER (cases.handled_date IS NOT NULL) AS handled_count
FROM core_ppks_case AS cases
INNER JOIN dim_kelurahan AS kelurahan USING (kelurahan_code)
GROUP BY ALL
ORDER BY period, cases.kelurahan_code, cases.ppks_code;

-- The reports of a month by kind, and of all kinds as ALL: a city a thousand times as large has no more rows here to add up. Whether a report was
-- handled within 30 days belongs to the month in which it turns 30 days old: at the end of that month it is known for good. One that was handled on
-- a day nobody wrote down is in neither count.
CREATE TABLE out_report AS
WITH
by_kind AS (
  SELECT city_code, kelurahan_code, period, ppks_code, found_count, 0 AS matured_count, 0 AS handled_in_30_count
  FROM out_case
  UNION ALL
  SELECT city_code, kelurahan_code, CAST(date_trunc('month', found_date + 30) AS DATE), ppks_code, 0, count(*), count(*) FILTER (handled_date <= found_date + 30)
  FROM reported_case
  INNER JOIN edition ON reported_case.found_date + 30 <= edition.as_of
  WHERE handled_date IS NOT NULL OR NOT says_met(status)
  GROUP BY city_code, kelurahan_code, CAST(date_trunc('month', found_date + 30) AS DATE), ppks_code
)
SELECT
  city_code, kelurahan_code, period, coalesce(ppks_code, 'ALL') AS ppks_code, CAST(sum(found_count) AS BIGINT) AS found_count,
  CAST(sum(matured_count) AS BIGINT) AS matured_count, CAST(sum(handled_in_30_count) AS BIGINT) AS handled_in_30_count
FROM by_kind
GROUP BY GROUPING SETS ((city_code, kelurahan_code, period), (city_code, kelurahan_code, period, ppks_code))
ORDER BY city_code, ppks_code, period, kelurahan_code;

-- The minimum services (SPM) in the fiscal year up to a month: people of the kinds of an indicator found since January, those of them whose handling
-- is known by the end of the month, and those found in earlier years who are still open. A handled one without a date counts from the month found.
CREATE TABLE out_spm AS
WITH
need AS (
  SELECT
    cases.kelurahan_code,
    dim_ppks.spm_indicator,
    CAST(date_trunc('month', cases.found_date) AS DATE) AS found_period,
    CASE
      WHEN cases.handled_date IS NOT NULL THEN CAST(date_trunc('month', cases.handled_date) AS DATE)
      WHEN says_met(coalesce(cases.status, 'unknown')) THEN CAST(date_trunc('month', cases.found_date) AS DATE)
    END AS met_period,
    count(*) AS person_count
  FROM core_ppks_case AS cases
  INNER JOIN dim_ppks USING (ppks_code)
  WHERE dim_ppks.spm_indicator IS NOT NULL
  GROUP BY ALL
)
SELECT
  LEFT(need.kelurahan_code, 5) AS city_code,
  need.kelurahan_code,
  dim_period.period,
  need.spm_indicator,
  CAST(coalesce(sum(need.person_count) FILTER (year(need.found_period) = year(dim_period.period)), 0) AS BIGINT) AS needed_count,
  CAST(coalesce(
    sum(need.person_count) FILTER (year(need.found_period) = year(dim_period.period) AND need.met_period <= dim_period.period), 0
  ) AS BIGINT) AS met_count,
  CAST(coalesce(sum(need.person_count) FILTER (year(need.found_period) < year(dim_period.period)), 0) AS BIGINT) AS carried_count
FROM need
INNER JOIN dim_period
  ON need.found_period <= dim_period.period
  AND (year(need.found_period) = year(dim_period.period) OR need.met_period IS NULL OR need.met_period > dim_period.period)
GROUP BY ALL
ORDER BY city_code, dim_period.period, need.spm_indicator, need.kelurahan_code;

-- What became of those of the year by the end of the month, in the city as a whole.
CREATE TABLE out_spm_outcome AS
WITH
need AS (
  SELECT
    LEFT(cases.kelurahan_code, 5) AS city_code,
    dim_ppks.spm_indicator,
    CAST(date_trunc('month', cases.found_date) AS DATE) AS found_period,
    CAST(date_trunc('month', coalesce(cases.handled_date, cases.found_date)) AS DATE) AS met_period,
    cases.handled_date IS NOT NULL AS has_date,
    coalesce(cases.status, 'unknown') AS status,
    count(*) AS person_count
  FROM core_ppks_case AS cases
  INNER JOIN dim_ppks USING (ppks_code)
  WHERE dim_ppks.spm_indicator IS NOT NULL
  GROUP BY ALL
)
SELECT
  need.city_code,
  dim_period.period,
  need.spm_indicator,
  CASE
    WHEN NOT says_met(need.status) AND need.has_date AND need.met_period <= dim_period.period THEN 'handled'
    WHEN NOT says_met(need.status) AND NOT need.has_date THEN need.status
    WHEN says_met(need.status) AND need.met_period <= dim_period.period THEN need.status
    ELSE 'open'
  END AS outcome,
  says_met(outcome) AS is_met,
  CAST(sum(need.person_count) AS BIGINT) AS person_count
FROM need
INNER JOIN dim_period ON need.found_period <= dim_period.period AND year(need.found_period) = year(dim_period.period)
GROUP BY ALL
ORDER BY need.city_code, dim_period.period, need.spm_indicator, outcome;

-- Reports of a month by who made them, and of everybody as ALL; persons who live elsewhere apart.
CREATE TABLE out_report_source AS
SELECT city_code, kelurahan_code, period, coalesce(reporter_kind, 'ALL') AS reporter_kind, is_resident, CAST(sum(found_count) AS BIGINT) AS found_count
FROM out_case
GROUP BY GROUPING SETS ((city_code, kelurahan_code, period, is_resident), (city_code, kelurahan_code, period, is_resident, reporter_kind))
ORDER BY city_code, reporter_kind, period, kelurahan_code, is_resident;

-- In which months a kelurahan was heard of at all, and how sensitive the kinds were: no number of persons, so that silence can be told to everybody.
CREATE TABLE out_report_month AS
SELECT city_code, kelurahan_code, coalesce(reporter_kind, 'ALL') AS reporter_kind, period, list_sort(list(DISTINCT tier)) AS tiers
FROM out_case
INNER JOIN dim_ppks USING (ppks_code)
GROUP BY GROUPING SETS ((city_code, kelurahan_code, period), (city_code, kelurahan_code, period, reporter_kind))
ORDER BY city_code, reporter_kind, kelurahan_code, period;

-- Before and after a KIE: for each month with one, the reports of the six months before and after it (the month itself left out), of the kelurahan
-- that a KIE reached in it and had not in the six months before, and of those that none reached from six months before to six after. Only where the
-- lists of cases and of activities both speak of all thirteen months: where no activities are listed, nobody knows that there was no KIE.
CREATE TABLE out_after_kie AS
WITH
-- The months of which both lists speak, among those that can be looked at.
known AS (
  SELECT city_code, greatest(max(first_period), (SELECT min(period) FROM dim_period)) AS first_period, min(last_period) AS last_period
  FROM out_freshness
  WHERE subject IN ('ppks_case', 'activity')
  GROUP BY city_code
  HAVING count(*) = 2
),
source AS (
  SELECT
    kelurahan_code, period, reporter_kind,
    sum(found_count) FILTER (is_resident) AS resident_count,
    sum(found_count) FILTER (NOT is_resident) AS outsider_count
  FROM out_report_source
  GROUP BY kelurahan_code, period, reporter_kind
),
unit_month AS (
  SELECT
    known.city_code,
    reporter.reporter_kind,
    dim_kelurahan.kelurahan_code,
    dim_period.period,
    CAST(reach.kelurahan_code IS NOT NULL AS INTEGER) AS has_kie,
    coalesce(source.resident_count, 0) AS resident_count,
    coalesce(source.outsider_count, 0) AS outsider_count
  FROM known
  INNER JOIN (SELECT DISTINCT city_code, reporter_kind FROM out_report_source) AS reporter ON reporter.city_code = known.city_code
  INNER JOIN dim_kelurahan ON dim_kelurahan.city_code = known.city_code
  CROSS JOIN dim_period
  LEFT JOIN out_reach AS reach
    ON reach.kelurahan_code = dim_kelurahan.kelurahan_code AND reach.period = dim_period.period AND reach.kind_code = 'kie'
  LEFT JOIN source
    ON source.kelurahan_code = dim_kelurahan.kelurahan_code AND source.period = dim_period.period AND source.reporter_kind = reporter.reporter_kind
),
around AS (
  SELECT
    city_code,
    reporter_kind,
    period,
    has_kie = 1 AS has_kie,
    sum(has_kie) OVER before AS kie_before_count,
    sum(has_kie) OVER after AS kie_after_count,
    sum(resident_count) OVER before AS resident_before_count,
    sum(resident_count) OVER after AS resident_after_count,
    sum(outsider_count) OVER before AS outsider_before_count,
    sum(outsider_count) OVER after AS outsider_after_count,
    max(has_kie) OVER (PARTITION BY city_code, reporter_kind, period) AS has_any
  FROM unit_month
  WINDOW
    before AS (PARTITION BY reporter_kind, kelurahan_code ORDER BY period ROWS BETWEEN 6 PRECEDING AND 1 PRECEDING),
    after AS (PARTITION BY reporter_kind, kelurahan_code ORDER BY period ROWS BETWEEN 1 FOLLOWING AND 6 FOLLOWING)
)
SELECT
  around.city_code,
  around.reporter_kind,
  around.period,
  around.has_kie,
  count(*) AS unit_count,
  CAST(sum(around.resident_before_count) AS BIGINT) AS resident_before_count,
  CAST(sum(around.resident_after_count) AS BIGINT) AS resident_after_count,
  CAST(sum(around.outsider_before_count) AS BIGINT) AS outsider_before_count,
  CAST(sum(around.outsider_after_count) AS BIGINT) AS outsider_after_count
FROM around
INNER JOIN known
  ON known.city_code = around.city_code
  AND around.period BETWEEN known.first_period + INTERVAL 6 MONTH AND known.last_period - INTERVAL 6 MONTH
WHERE around.has_any = 1 AND around.kie_before_count = 0 AND (around.has_kie OR around.kie_after_count = 0)
GROUP BY around.city_code, around.reporter_kind, around.period, around.has_kie
ORDER BY around.city_code, around.reporter_kind, around.period, around.has_kie DESC;

-- What became of the reports of a month, by the month in which they were handled: so the state at the end of any month can be told.
-- Here and in the next two tables a kind is not crossed with a reporter: such groups would be a few persons each.
CREATE TABLE out_outcome AS
SELECT
  city_code, coalesce(ppks_code, 'ALL') AS ppks_code, coalesce(reporter_kind, 'ALL') AS reporter_kind, is_resident, period, handled_period, status,
  says_met(status) AS is_met, count(*) AS case_count
FROM reported_case
GROUP BY GROUPING SETS (
  (city_code, is_resident, period, handled_period, status),
  (city_code, is_resident, period, handled_period, status, ppks_code),
  (city_code, is_resident, period, handled_period, status, reporter_kind)
)
ORDER BY city_code, ppks_code, reporter_kind, is_resident, period, handled_period, status;

-- How many days the handled ones took, by month found and month handled: how many reports for each number of days. A pair of months is one row and has no more than
-- sixty different numbers of days, so that the table ends growing where every pair is there.
CREATE TABLE out_handling AS
SELECT
  city_code, coalesce(ppks_code, 'ALL') AS ppks_code, coalesce(reporter_kind, 'ALL') AS reporter_kind, is_resident, period, handled_period,
  histogram(CAST(date_diff('day', found_date, handled_date) AS INTEGER)) AS days
FROM reported_case
WHERE handled_date IS NOT NULL
GROUP BY GROUPING SETS (
  (city_code, is_resident, period, handled_period),
  (city_code, is_resident, period, handled_period, ppks_code),
  (city_code, is_resident, period, handled_period, reporter_kind)
)
ORDER BY city_code, ppks_code, reporter_kind, is_resident, period, handled_period;

-- Reports still open at the end of the month they were found in, by month found and month handled: how many were found on each day, so that how long
-- the open ones of any month end have waited can be told.
CREATE TABLE out_waiting AS
SELECT
  city_code, coalesce(ppks_code, 'ALL') AS ppks_code, coalesce(reporter_kind, 'ALL') AS reporter_kind, is_resident, period, handled_period,
  histogram(found_date) AS found_dates
FROM reported_case
WHERE handled_period > period OR (handled_period IS NULL AND NOT says_met(status))
GROUP BY GROUPING SETS (
  (city_code, is_resident, period, handled_period),
  (city_code, is_resident, period, handled_period, ppks_code),
  (city_code, is_resident, period, handled_period, reporter_kind)
)
ORDER BY city_code, ppks_code, reporter_kind, is_resident, period, handled_period;

-- Reports of each kelurahan still open at the end of each month, or on the last day of the list: what came less what went, added up. A report
-- enters "longer than 30 days" on its thirty-first day; one that was handled on a day nobody wrote down is in no count.
CREATE TABLE out_open AS
WITH
reported AS (
  SELECT
    cases.city_code, cases.kelurahan_code, cases.ppks_code, cases.is_resident, cases.found_date, cases.handled_date, freshness.latest_date
  FROM reported_case AS cases
  INNER JOIN out_freshness AS freshness ON freshness.city_code = cases.city_code AND freshness.subject = 'ppks_case'
  WHERE cases.handled_date IS NOT NULL OR NOT says_met(cases.status)
),
move AS (
  SELECT city_code, kelurahan_code, ppks_code, is_resident, found_date AS day, 1 AS open_count, 0 AS open_over_30_count, 0 AS open_over_90_count
  FROM reported
  UNION ALL
  SELECT city_code, kelurahan_code, ppks_code, is_resident, found_date + 31, 0, 1, 0
  FROM reported
  WHERE found_date + 31 <= coalesce(handled_date, latest_date)
  UNION ALL
  SELECT city_code, kelurahan_code, ppks_code, is_resident, found_date + 91, 0, 0, 1
  FROM reported
  WHERE found_date + 91 <= coalesce(handled_date, latest_date)
  UNION ALL
  SELECT city_code, kelurahan_code, ppks_code, is_resident, handled_date, -1, -CAST(handled_date - found_date > 30 AS INTEGER),
    -CAST(handled_date - found_date > 90 AS INTEGER)
  FROM reported
  WHERE handled_date IS NOT NULL
),
kind_move AS (
  SELECT
    city_code, kelurahan_code, ppks_code, is_resident, CAST(date_trunc('month', day) AS DATE) AS period,
    sum(open_count) AS open_count, sum(open_over_30_count) AS open_over_30_count, sum(open_over_90_count) AS open_over_90_count
  FROM move
  GROUP BY city_code, kelurahan_code, ppks_code, is_resident, CAST(date_trunc('month', day) AS DATE)
),
month_move AS (
  SELECT
    city_code, kelurahan_code, coalesce(ppks_code, 'ALL') AS ppks_code, is_resident, greatest(kind_move.period, oldest.period) AS period,
    sum(open_count) AS open_count, sum(open_over_30_count) AS open_over_30_count, sum(open_over_90_count) AS open_over_90_count
  FROM kind_move
  CROSS JOIN (SELECT min(period) AS period FROM dim_period) AS oldest
  GROUP BY GROUPING SETS (
    (city_code, kelurahan_code, is_resident, greatest(kind_move.period, oldest.period)),
    (city_code, kelurahan_code, is_resident, greatest(kind_move.period, oldest.period), ppks_code)
  )
),
place AS (
  SELECT city_code, kelurahan_code, ppks_code, is_resident, min(period) AS first_period
  FROM month_move
  GROUP BY city_code, kelurahan_code, ppks_code, is_resident
),
standing AS (
  SELECT
    place.city_code, place.kelurahan_code, dim_period.period, place.ppks_code, place.is_resident,
    sum(month_move.open_count) OVER months AS open_count,
    sum(month_move.open_over_30_count) OVER months AS open_over_30_count,
    sum(month_move.open_over_90_count) OVER months AS open_over_90_count
  FROM place
  INNER JOIN out_freshness AS freshness ON freshness.city_code = place.city_code AND freshness.subject = 'ppks_case'
  INNER JOIN dim_period
    ON dim_period.period BETWEEN place.first_period AND CAST(date_trunc('month', freshness.latest_date) AS DATE)
  LEFT JOIN month_move
    ON month_move.kelurahan_code = place.kelurahan_code AND month_move.ppks_code = place.ppks_code AND month_move.is_resident = place.is_resident
    AND month_move.period = dim_period.period
  WINDOW months AS (PARTITION BY place.kelurahan_code, place.ppks_code, place.is_resident ORDER BY dim_period.period)
)
SELECT
  city_code, kelurahan_code, period, ppks_code, is_resident,
  CAST(open_count AS BIGINT) AS open_count, CAST(open_over_30_count AS BIGINT) AS open_over_30_count, CAST(open_over_90_count AS BIGINT) AS open_over_90_count
FROM standing
WHERE open_count > 0
ORDER BY city_code, ppks_code, period, kelurahan_code, is_resident;
