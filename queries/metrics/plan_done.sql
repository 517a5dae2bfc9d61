-- title: Kegiatan rencana di kelurahan/desa terlaksana sejak Januari
-- unit: %
-- direction: higher_is_better
-- source: daftar kegiatan; rencana Januari sampai bulan itu, kegiatan tingkat kota dan kecamatan tidak dibagi ke kelurahan
-- why: Rencana yang tidak dijalankan di sebuah kelurahan tidak terlihat pada jumlah seluruh kota.
WITH
planned AS (
  SELECT
    activity.kelurahan_code,
    dim_period.period,
    count(*) AS planned_count,
    count(*) FILTER (activity.is_done AND activity.realised_date <= dim_period.month_end) AS done_count
  FROM core_activity AS activity
  INNER JOIN dim_period ON activity.planned_date <= dim_period.month_end AND activity.planned_date >= date_trunc('year', dim_period.period)
  WHERE activity.city_code = $city_code AND activity.kelurahan_code IS NOT NULL AND ($activity_kind IS NULL OR activity.kind_code = $activity_kind)
    AND dim_period.period BETWEEN $first_period AND $last_period
  GROUP BY activity.kelurahan_code, dim_period.period
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(planned.done_count, 0) END AS numerator,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(planned.planned_count, 0) END AS denominator,
  100.0 * planned.done_count / nullif(planned.planned_count, 0) AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_freshness AS freshness
  ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'activity'
  AND dim_period.period BETWEEN freshness.first_period AND freshness.last_period
LEFT JOIN planned ON planned.kelurahan_code = dim_kelurahan.kelurahan_code AND planned.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
