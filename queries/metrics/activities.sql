-- title: Kegiatan terlaksana di kelurahan
-- unit: kegiatan
-- direction: higher_is_better
-- source: daftar kegiatan; kegiatan tingkat kota dan kecamatan tidak dibagi ke kelurahan
-- why: Di mana program benar-benar dijalankan.
WITH
held AS (
  SELECT kelurahan_code, period, sum(done_count) AS done_count
  FROM out_activity
  WHERE city_code = $city_code AND kelurahan_code IS NOT NULL AND ($activity_kind IS NULL OR kind_code = $activity_kind)
  GROUP BY kelurahan_code, period
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(held.done_count, 0) END AS numerator,
  CAST(NULL AS BIGINT) AS denominator,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(held.done_count, 0) END AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_freshness AS freshness
  ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'activity'
  AND dim_period.period BETWEEN freshness.first_period AND freshness.last_period
LEFT JOIN held ON held.kelurahan_code = dim_kelurahan.kelurahan_code AND held.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
