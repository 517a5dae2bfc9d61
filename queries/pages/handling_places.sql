-- Open reports at the end of the month of each kelurahan, or of each kecamatan (kelurahan NULL) where the kind is too sensitive for anything smaller:
-- residents and people who live elsewhere apart.
WITH
place AS (
  SELECT
    kelurahan_code AS case_code,
    CASE WHEN tier.is_open_below THEN kelurahan_code END AS kelurahan_code,
    CASE WHEN tier.is_open_below THEN kelurahan_name END AS kelurahan_name,
    kecamatan_code,
    kecamatan_name
  FROM dim_kelurahan
  CROSS JOIN (SELECT count(*) = 0 AS is_open_below FROM dim_ppks WHERE ppks_code = $ppks_code AND list_contains($sensitive_tiers, tier)) AS tier
  WHERE city_code = $city_code
)
SELECT
  place.kelurahan_code,
  place.kelurahan_name,
  place.kecamatan_code,
  place.kecamatan_name,
  CAST(coalesce(sum(out_open.open_count) FILTER (out_open.is_resident), 0) AS BIGINT) AS resident_count,
  CAST(coalesce(sum(out_open.open_over_30_count) FILTER (out_open.is_resident), 0) AS BIGINT) AS resident_over_30_count,
  CAST(coalesce(sum(out_open.open_over_90_count) FILTER (out_open.is_resident), 0) AS BIGINT) AS resident_over_90_count,
  CAST(coalesce(sum(out_open.open_count) FILTER (NOT out_open.is_resident), 0) AS BIGINT) AS outsider_count,
  CAST(coalesce(sum(out_open.open_over_30_count) FILTER (NOT out_open.is_resident), 0) AS BIGINT) AS outsider_over_30_count,
  CAST(coalesce(sum(out_open.open_over_90_count) FILTER (NOT out_open.is_resident), 0) AS BIGINT) AS outsider_over_90_count
FROM place
LEFT JOIN out_open
  ON out_open.city_code = $city_code AND out_open.ppks_code = $ppks_code AND out_open.period = $period AND out_open.kelurahan_code = place.case_code
GROUP BY ALL
ORDER BY place.kecamatan_code, place.kelurahan_code;
