-- Whether a member serves on a day: joined by then and not yet gone. Without a day of leaving the status of the list decides; without one of joining
-- the member was always there. Kept in the edition, because pages ask it too.
CREATE OR REPLACE MACRO serves_on(joined_date, left_date, is_active, day) AS
  (joined_date IS NULL OR joined_date <= day) AND (left_date IS NULL OR left_date > day) AND (is_active OR left_date IS NOT NULL);

-- The months that can be looked at: from the first month of the data (ten years at most) to the last.
INSERT INTO dim_period
WITH
earliest AS (
  SELECT min(found_date) AS day FROM core_ppks_case
  UNION ALL SELECT min(coalesce(planned_date, realised_date)) FROM core_activity
  UNION ALL SELECT min(period) FROM core_ppks_count
  UNION ALL SELECT min(period) FROM core_welfare_count
  UNION ALL SELECT min(period) FROM core_aid_count
  UNION ALL SELECT min(proposed_date) FROM core_proposal
),
bounds AS (
  SELECT
    greatest(coalesce(min(earliest.day), max(edition.as_of) - INTERVAL 24 MONTH), max(edition.as_of) - INTERVAL 120 MONTH) AS first_day,
    max(edition.as_of) AS last_day
  FROM edition
  LEFT JOIN earliest ON TRUE
)
SELECT CAST(month AS DATE), last_day(CAST(month AS DATE))
FROM (
  SELECT UNNEST(generate_series(date_trunc('month', first_day), date_trunc('month', last_day), INTERVAL 1 MONTH)) AS month
  FROM bounds
)
ORDER BY month;
