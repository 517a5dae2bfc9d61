-- title: Kelurahan terjangkau kegiatan dalam 12 bulan
-- unit: %
-- direction: higher_is_better
-- source: daftar kegiatan dan daftar hadir: kegiatan di kelurahan itu atau dihadiri anggotanya
-- why: Kelurahan yang tidak pernah dijangkau tidak terlihat pada jumlah kegiatan.
WITH
reached AS (
  SELECT dim_period.period, out_reach.kelurahan_code
  FROM dim_period
  INNER JOIN out_reach ON out_reach.period > dim_period.period - INTERVAL 12 MONTH AND out_reach.period <= dim_period.period
  WHERE dim_period.period BETWEEN $first_period AND $last_period AND ($activity_kind IS NULL OR out_reach.kind_code = $activity_kind)
  GROUP BY dim_period.period, out_reach.kelurahan_code
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN freshness.subject IS NOT NULL THEN CAST(reached.kelurahan_code IS NOT NULL AS INTEGER) END AS numerator,
  CASE WHEN freshness.subject IS NOT NULL THEN 1 END AS denominator,
  CASE WHEN freshness.subject IS NOT NULL THEN 100.0 * CAST(reached.kelurahan_code IS NOT NULL AS INTEGER) END AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_freshness AS freshness
  ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'activity'
  AND dim_period.period BETWEEN freshness.first_period + INTERVAL 11 MONTH AND freshness.last_period
LEFT JOIN reached ON reached.kelurahan_code = dim_kelurahan.kelurahan_code AND reached.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
