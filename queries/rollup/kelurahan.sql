SELECT
  measured.kelurahan_code AS place_code,
  dim_kelurahan.kelurahan_name AS place_name,
  dim_kelurahan.kecamatan_code,
  dim_kelurahan.kecamatan_name,
  measured.period,
  measured.numerator,
  measured.denominator,
  measured.value,
  CAST(measured.numerator IS NOT NULL AS INTEGER) AS known_count,
  1 AS unit_count
FROM measured
INNER JOIN dim_kelurahan USING (kelurahan_code)
ORDER BY measured.period, measured.kelurahan_code;
