-- title: Kekurangan anggota terhadap norma
-- unit: orang
-- direction: lower_is_better
-- source: daftar anggota dan norma yang dipilih
-- why: Berapa orang lagi yang harus direkrut; kelebihan sebuah kelurahan tidak menutup kekurangan yang lain.
WITH
active AS (
  SELECT kelurahan_code, period, sum(active_count) AS active_count
  FROM out_volunteer
  WHERE list_contains($norm_kinds, kind_code) AND period BETWEEN $first_period AND $last_period
  GROUP BY kelurahan_code, period
),
measured AS (
  SELECT
    dim_kelurahan.kelurahan_code,
    dim_period.period,
    CASE
      WHEN freshness.subject IS NOT NULL
        THEN greatest(0, $norm_minimum * CASE WHEN $norm_basis = 'rw' THEN rw_count ELSE 1 END - coalesce(active.active_count, 0))
    END AS shortage
  FROM dim_kelurahan
  CROSS JOIN dim_period
  LEFT JOIN out_freshness AS freshness ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'volunteer'
  LEFT JOIN active ON active.kelurahan_code = dim_kelurahan.kelurahan_code AND active.period = dim_period.period
  WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
    AND ($norm_basis <> 'rw' OR rw_count IS NOT NULL)
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  measured.shortage AS numerator,
  CAST(NULL AS BIGINT) AS denominator,
  measured.shortage AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN measured ON measured.kelurahan_code = dim_kelurahan.kelurahan_code AND measured.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
