-- Active members by kind at the end of the month: those of a kelurahan and those who serve a kecamatan or the city.
SELECT
  dim_volunteer_kind.kind_code,
  dim_volunteer_kind.kind_name,
  coalesce(sum(active_count) FILTER (out_volunteer.kelurahan_code IS NOT NULL), 0) AS kelurahan_count,
  coalesce(sum(active_count) FILTER (out_volunteer.kelurahan_code IS NULL), 0) AS kecamatan_count,
  sum(active_count) AS active_count,
  sum(trained_count) AS trained_count,
  sum(never_trained_count) AS never_trained_count
FROM out_volunteer
INNER JOIN dim_volunteer_kind USING (kind_code)
WHERE out_volunteer.kecamatan_code LIKE $city_code || '.%' AND out_volunteer.period = $period
  AND ($kecamatan_code IS NULL OR out_volunteer.kecamatan_code = $kecamatan_code)
  AND ($kelurahan_code IS NULL OR out_volunteer.kelurahan_code = $kelurahan_code)
GROUP BY ALL
ORDER BY active_count DESC, dim_volunteer_kind.kind_code;
