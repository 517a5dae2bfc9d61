-- Every kind in every kelurahan of a city as one recap, or the list of names up to one month, counts them: the finest counts of people in need.
-- A recap is silent where it has no row; a list of names counts nobody where it names nobody. The caller protects what is shown.
WITH
kind AS (
  SELECT DISTINCT ppks_code, unit, basis
  FROM out_ppks
  WHERE city_code = $city_code AND period = $data_period AND ppks_code <> 'ALL'
)
SELECT
  kind.ppks_code,
  dim_ppks.tier,
  kind.unit = 'ORANG' AS is_in_total,
  coalesce(stock.persons_count, CASE WHEN kind.basis = 'case' THEN 0 END) AS persons_count
FROM kind
INNER JOIN dim_ppks ON dim_ppks.ppks_code = kind.ppks_code
INNER JOIN dim_kelurahan ON dim_kelurahan.city_code = $city_code
LEFT JOIN out_ppks AS stock
  ON stock.kelurahan_code = dim_kelurahan.kelurahan_code AND stock.period = $data_period AND stock.ppks_code = kind.ppks_code
ORDER BY kind.ppks_code, dim_kelurahan.kelurahan_code;
