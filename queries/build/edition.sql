-- The edition speaks of itself; its data end where the latest date does. Dates in the future are left out one by one:
-- a typing error in a list must not take the rest of the list with it.
INSERT INTO edition
WITH
dated AS (
  SELECT found_date AS day FROM core_ppks_case
  UNION ALL SELECT handled_date FROM core_ppks_case
  UNION ALL SELECT realised_date FROM core_activity
  UNION ALL SELECT last_day(period) FROM core_ppks_count
  UNION ALL SELECT last_day(period) FROM core_welfare_count
  UNION ALL SELECT last_day(period) FROM core_aid_count
  UNION ALL SELECT joined_date FROM core_volunteer
  UNION ALL SELECT left_date FROM core_volunteer
  UNION ALL SELECT proposed_date FROM core_proposal
  UNION ALL SELECT last_visit_date FROM core_institution
  UNION ALL SELECT last_day(period) FROM core_population
)
SELECT
  $edition_id, CAST($built_at AS TIMESTAMP), coalesce(max(day), $today), $fingerprint, $structure,
  (SELECT coalesce(bool_or(is_simulated AND state <> 'replaced'), FALSE) FROM input_file), $previous_edition_id, $note
FROM dated
WHERE day <= $today;
