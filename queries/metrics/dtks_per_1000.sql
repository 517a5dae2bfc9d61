-- title: Individu DTKS per 1.000 penduduk
-- unit: per 1.000 penduduk
-- direction: neutral
-- source: hitungan DTKS dan jumlah penduduk kelurahan terakhir sampai bulan itu
-- why: Kemiskinan terdata yang sebanding antar kelurahan; kosong bila penduduk belum diketahui.
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  registered.value_count AS numerator,
  out_population.population AS denominator,
  1000.0 * registered.value_count / nullif(out_population.population, 0) AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_welfare_period AS stand
  ON stand.city_code = dim_kelurahan.city_code AND stand.register = 'DTKS' AND stand.period = dim_period.period
LEFT JOIN out_welfare AS registered
  ON registered.kelurahan_code = dim_kelurahan.kelurahan_code AND registered.register = 'DTKS' AND registered.unit = 'ORANG'
  AND registered.decile IS NULL AND registered.period = stand.data_period
LEFT JOIN out_population ON out_population.kelurahan_code = dim_kelurahan.kelurahan_code AND out_population.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
