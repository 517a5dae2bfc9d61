CREATE OR REPLACE TEMP TABLE import_bound AS
SELECT
  $large_from AS large_from,
  $share_pct / 100 AS share,
  $small_change AS small_change,
  $small_times AS small_times,
  $population_pct / 100 AS population_share,
  $equal_from AS equal_from,
  $equal_kinds AS equal_kinds,
  $coverage_pct / 100 AS coverage;
