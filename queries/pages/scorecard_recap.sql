-- Each kelurahan: 1 where it stands in the recap of PPKS that speaks for each month of the range and is less than twelve months old; NULL where the
-- city has no recap by then.
WITH
counted AS (
  SELECT DISTINCT kelurahan_code, period
  FROM out_ppks
  WHERE city_code = $city_code AND ppks_code = 'ALL' AND basis = 'recap'
)
SELECT
  dim_kelurahan.kecamatan_code,
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE
    WHEN stand.data_period IS NOT NULL
      THEN CAST(counted.period IS NOT NULL AND stand.data_period > dim_period.period - INTERVAL 12 MONTH AS INTEGER)
  END AS numerator,
  CASE WHEN stand.data_period IS NOT NULL THEN 1 END AS denominator
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_ppks_period AS stand
  ON stand.city_code = dim_kelurahan.city_code AND stand.period = dim_period.period AND stand.ppks_code = 'ALL' AND stand.basis = 'recap'
LEFT JOIN counted ON counted.kelurahan_code = dim_kelurahan.kelurahan_code AND counted.period = stand.data_period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
