-- Before and after a KIE: for each month with one, the reports of the six months before and after it (the month itself left out), of the kelurahan
-- that a KIE reached in it and had not in the six months before, and of those that none reached from six months before to six after. Only where the
-- lists of cases and of activities both speak of all thirteen months and they are over by the month: where no activities are listed, nobody knows
-- that there was no KIE. A count of villages and sums of their reports.
WITH
-- The months of which both lists speak, among those that can be looked at.
known AS (
  SELECT greatest(max(first_period), (SELECT min(period) FROM dim_period)) AS first_period, min(last_period) AS last_period
  FROM out_freshness
  WHERE city_code = $city_code AND subject IN ('ppks_case', 'activity')
  HAVING count(*) = 2
),
source AS (
  SELECT
    kelurahan_code, period,
    sum(found_count) FILTER (is_resident) AS resident_count,
    sum(found_count) FILTER (NOT is_resident) AS outsider_count
  FROM out_report_source
  WHERE city_code = $city_code AND reporter_kind = $reporter_kind AND period <= $period
  GROUP BY kelurahan_code, period
),
unit_month AS (
  SELECT
    dim_kelurahan.kelurahan_code,
    dim_period.period,
    CAST(reach.kelurahan_code IS NOT NULL AS INTEGER) AS has_kie,
    coalesce(source.resident_count, 0) AS resident_count,
    coalesce(source.outsider_count, 0) AS outsider_count
  FROM dim_kelurahan
  CROSS JOIN dim_period
  LEFT JOIN out_reach AS reach
    ON reach.kelurahan_code = dim_kelurahan.kelurahan_code AND reach.period = dim_period.period AND reach.kind_code = 'kie'
  LEFT JOIN source ON source.kelurahan_code = dim_kelurahan.kelurahan_code AND source.period = dim_period.period
  WHERE dim_kelurahan.city_code = $city_code AND dim_period.period <= $period
),
around AS (
  SELECT
    period,
    has_kie = 1 AS has_kie,
    sum(has_kie) OVER before AS kie_before_count,
    sum(has_kie) OVER after AS kie_after_count,
    sum(resident_count) OVER before AS resident_before_count,
    sum(resident_count) OVER after AS resident_after_count,
    sum(outsider_count) OVER before AS outsider_before_count,
    sum(outsider_count) OVER after AS outsider_after_count,
    max(has_kie) OVER (PARTITION BY period) AS has_any
  FROM unit_month
  WINDOW
    before AS (PARTITION BY kelurahan_code ORDER BY period ROWS BETWEEN 6 PRECEDING AND 1 PRECEDING),
    after AS (PARTITION BY kelurahan_code ORDER BY period ROWS BETWEEN 1 FOLLOWING AND 6 FOLLOWING)
)
SELECT
  around.period,
  around.has_kie,
  count(*) AS unit_count,
  CAST(sum(around.resident_before_count) AS BIGINT) AS resident_before_count,
  CAST(sum(around.resident_after_count) AS BIGINT) AS resident_after_count,
  CAST(sum(around.outsider_before_count) AS BIGINT) AS outsider_before_count,
  CAST(sum(around.outsider_after_count) AS BIGINT) AS outsider_after_count
FROM around
INNER JOIN known
  ON around.period BETWEEN known.first_period + INTERVAL 6 MONTH AND least(known.last_period, CAST($period AS DATE)) - INTERVAL 6 MONTH
WHERE around.has_any = 1 AND around.kie_before_count = 0 AND (around.has_kie OR around.kie_after_count = 0)
GROUP BY around.period, around.has_kie
ORDER BY around.period, around.has_kie DESC;
