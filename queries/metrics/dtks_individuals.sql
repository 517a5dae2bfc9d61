-- title: Individu dalam DTKS
-- unit: orang
-- direction: neutral
-- source: hitungan DTKS terakhir sampai bulan itu; deret DTKS berakhir sebelum DTSEN
-- why: Kemiskinan terdata menurut register lama; tidak disambung dengan DTSEN.
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  registered.value_count AS numerator,
  CAST(NULL AS BIGINT) AS denominator,
  registered.value_count AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_welfare_period AS stand
  ON stand.city_code = dim_kelurahan.city_code AND stand.register = 'DTKS' AND stand.period = dim_period.period
LEFT JOIN out_welfare AS registered
  ON registered.kelurahan_code = dim_kelurahan.kelurahan_code AND registered.register = 'DTKS' AND registered.unit = 'ORANG'
  AND registered.decile IS NULL AND registered.period = stand.data_period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
