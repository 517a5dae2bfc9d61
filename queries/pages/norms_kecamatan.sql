-- Active members of the kinds that a norm by kecamatan counts, at the end of the month, wherever in the kecamatan they serve. NULL where the city
-- has no list of members.
SELECT
  kecamatan.kecamatan_code,
  kecamatan.kecamatan_name,
  CASE WHEN freshness.subject IS NOT NULL THEN CAST(coalesce(sum(out_volunteer.active_count), 0) AS BIGINT) END AS active_count
FROM (SELECT DISTINCT city_code, kecamatan_code, kecamatan_name FROM dim_kelurahan WHERE city_code = $city_code) AS kecamatan
LEFT JOIN out_freshness AS freshness ON freshness.city_code = kecamatan.city_code AND freshness.subject = 'volunteer'
LEFT JOIN out_volunteer
  ON out_volunteer.kecamatan_code = kecamatan.kecamatan_code AND out_volunteer.period = $period
  AND list_contains($norm_kinds, out_volunteer.kind_code)
GROUP BY kecamatan.kecamatan_code, kecamatan.kecamatan_name, freshness.subject
ORDER BY kecamatan.kecamatan_code;
