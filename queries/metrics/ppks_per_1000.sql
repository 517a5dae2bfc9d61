-- title: PPKS per 1.000 penduduk
-- unit: per 1.000 penduduk
-- direction: neutral
-- source: rekap PPKS dan jumlah penduduk kelurahan terakhir sampai bulan itu
-- why: Membandingkan kelurahan besar dan kecil; kosong bila penduduk kelurahan belum diketahui.
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  stock.persons_count AS numerator,
  out_population.population AS denominator,
  1000.0 * stock.persons_count / nullif(out_population.population, 0) AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_ppks_period AS stand
  ON stand.city_code = dim_kelurahan.city_code AND stand.period = dim_period.period AND stand.ppks_code = $ppks_code
LEFT JOIN out_ppks AS stock
  ON stock.kelurahan_code = dim_kelurahan.kelurahan_code AND stock.period = stand.data_period AND stock.ppks_code = $ppks_code
LEFT JOIN out_population ON out_population.kelurahan_code = dim_kelurahan.kelurahan_code AND out_population.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
