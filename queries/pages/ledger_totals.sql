-- The ledger of the files that speak of a city, added up; NULL city: of all files.
SELECT
  coalesce(sum(rows_read), 0) AS rows_read, coalesce(sum(accepted), 0) AS accepted, coalesce(sum(duplicate), 0) AS duplicate,
  coalesce(sum(rejected), 0) AS rejected, coalesce(sum(out_of_city), 0) AS out_of_city, coalesce(sum(skipped), 0) AS skipped,
  coalesce(sum(warnings), 0) AS warnings, coalesce(bool_or(is_simulated AND state <> 'replaced'), FALSE) AS is_simulated
FROM ingest_ledger
WHERE $city_code IS NULL OR city_code = $city_code;
