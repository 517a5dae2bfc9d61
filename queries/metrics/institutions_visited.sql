-- title: Lembaga yang dikunjungi tahun ini
-- unit: %
-- direction: higher_is_better
-- source: daftar lembaga: kunjungan terakhir pada tahun yang sama sampai akhir bulan, dibagi lembaga yang terdaftar
-- why: WKSBM dan lembaga lain hidup bila didatangi; yang tidak dikunjungi tidak diketahui keadaannya.
WITH
-- A list of a kind that names no visit at all says nothing about visits.
told AS (
  SELECT kind_code
  FROM core_institution
  WHERE kelurahan_code LIKE $city_code || '.%' AND last_visit_date IS NOT NULL
  GROUP BY kind_code
),
counted AS (
  SELECT
    institution.kelurahan_code,
    dim_period.period,
    count(*) AS institution_count,
    count(*) FILTER (institution.last_visit_date > dim_period.month_end) AS later_count,
    count(*) FILTER (
      institution.last_visit_date BETWEEN date_trunc('year', dim_period.period) AND dim_period.month_end
    ) AS visited_count
  FROM core_institution AS institution
  INNER JOIN dim_volunteer_kind AS kind ON kind.kind_code = institution.kind_code AND NOT kind.is_person
  INNER JOIN told ON told.kind_code = institution.kind_code
  CROSS JOIN dim_period
  WHERE institution.kelurahan_code LIKE $city_code || '.%'
    AND dim_period.period BETWEEN $first_period AND $last_period
    AND ($institution_kind IS NULL OR institution.kind_code = $institution_kind)
  GROUP BY institution.kelurahan_code, dim_period.period
  -- A list keeps the last visit only: where one is later, nobody knows about the month, and those not visited again do not stand for the rest.
  HAVING later_count = 0
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  counted.visited_count AS numerator,
  counted.institution_count AS denominator,
  100.0 * counted.visited_count / counted.institution_count AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN counted ON counted.kelurahan_code = dim_kelurahan.kelurahan_code AND counted.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
