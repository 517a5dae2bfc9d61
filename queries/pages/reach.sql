-- Each kelurahan: activities that reached it in the twelve months to the month, and the last date it was ever reached.
SELECT
  dim_kelurahan.kelurahan_code,
  dim_kelurahan.kelurahan_name,
  dim_kelurahan.kecamatan_name,
  CAST(
    coalesce(sum(out_reach.activity_count) FILTER (out_reach.period > CAST($period AS DATE) - INTERVAL 12 MONTH), 0) AS BIGINT
  ) AS activity_count,
  max(out_reach.last_date) AS last_date
FROM dim_kelurahan
LEFT JOIN out_reach
  ON out_reach.kelurahan_code = dim_kelurahan.kelurahan_code AND out_reach.period <= $period
  AND ($activity_kind IS NULL OR out_reach.kind_code = $activity_kind)
WHERE dim_kelurahan.city_code = $city_code
GROUP BY ALL
ORDER BY last_date NULLS FIRST, activity_count, dim_kelurahan.kelurahan_code;
