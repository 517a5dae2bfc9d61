-- Active members of each kelurahan of the kinds that count, at the end of the month: trained within 24 months, and never trained at all.
-- NULL where the city has no list of members; both trainings also where those of 24 months are not known.
WITH
kelurahan AS (
  SELECT
    dim_kelurahan.kelurahan_code,
    dim_kelurahan.kelurahan_name,
    dim_kelurahan.kecamatan_code,
    dim_kelurahan.kecamatan_name,
    count(freshness.subject) > 0 AS is_listed,
    count(out_volunteer.kind_code) > 0 AS has_members,
    -- A kelurahan without members has 0 where the trainings of the others are known, or where the city has no members at all.
    sum(count(out_volunteer.trained_count)) OVER () > 0 OR sum(count(out_volunteer.kind_code)) OVER () = 0 AS is_training_known,
    CAST(coalesce(sum(out_volunteer.active_count), 0) AS BIGINT) AS active_count,
    CAST(sum(out_volunteer.trained_count) AS BIGINT) AS trained_count,
    CAST(sum(out_volunteer.never_trained_count) AS BIGINT) AS never_trained_count
  FROM dim_kelurahan
  LEFT JOIN out_freshness AS freshness ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'volunteer'
  LEFT JOIN out_volunteer
    ON out_volunteer.kelurahan_code = dim_kelurahan.kelurahan_code AND out_volunteer.period = $period
    AND list_contains($norm_kinds, out_volunteer.kind_code)
  WHERE dim_kelurahan.city_code = $city_code
  GROUP BY dim_kelurahan.kelurahan_code, dim_kelurahan.kelurahan_name, dim_kelurahan.kecamatan_code, dim_kelurahan.kecamatan_name
)
SELECT
  kelurahan_code,
  kelurahan_name,
  kecamatan_code,
  kecamatan_name,
  CASE WHEN is_listed THEN active_count END AS active_count,
  CASE WHEN has_members THEN trained_count WHEN is_listed AND is_training_known THEN 0 END AS trained_count,
  CASE WHEN has_members THEN never_trained_count WHEN is_listed AND is_training_known THEN 0 END AS never_trained_count
FROM kelurahan
ORDER BY kelurahan_code;
