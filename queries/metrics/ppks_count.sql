-- title: PPKS tercatat
-- unit: orang
-- direction: neutral
-- source: rekap PPKS terakhir sampai bulan itu; daftar nama bila kota tidak punya rekap
-- why: Besarnya kebutuhan; angka mutlak menunjukkan di mana pekerjaan paling banyak.
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  stock.persons_count AS numerator,
  CAST(NULL AS BIGINT) AS denominator,
  stock.persons_count AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN out_ppks_period AS stand
  ON stand.city_code = dim_kelurahan.city_code AND stand.period = dim_period.period AND stand.ppks_code = $ppks_code
LEFT JOIN out_ppks AS stock
  ON stock.kelurahan_code = dim_kelurahan.kelurahan_code AND stock.period = stand.data_period AND stock.ppks_code = $ppks_code
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
