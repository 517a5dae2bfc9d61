-- The edition speaks of itself; its data end where the latest date does, dates in the future left out.
INSERT INTO edition
WITH
latest AS (
  SELECT max(found_date) AS day FROM core_ppks_case
  UNION ALL SELECT max(handled_date) FROM core_ppks_case
  UNION ALL SELECT max(realised_date) FROM core_activity
  UNION ALL SELECT max(last_day(period)) FROM core_ppks_count
  UNION ALL SELECT max(last_day(period)) FROM core_welfare_count
  UNION ALL SELECT max(joined_date) FROM core_volunteer
  UNION ALL SELECT max(left_date) FROM core_volunteer
  UNION ALL SELECT max(proposed_date) FROM core_proposal
  UNION ALL SELECT max(last_visit_date) FROM core_institution
  UNION ALL SELECT max(last_day(period)) FROM core_population
)
SELECT
  $edition_id, CAST($built_at AS TIMESTAMP), coalesce(max(day), $today), $fingerprint, $structure,
  (SELECT coalesce(bool_or(is_simulated AND state <> 'replaced'), FALSE) FROM input_file), $previous_edition_id, $note
FROM latest
WHERE day <= $today;
