-- title: Kebutuhan dasar terpenuhi menurut SPM
-- unit: %
-- direction: higher_is_better
-- source: daftar PPKS menurut nama: yang ditemukan sejak Januari dan penanganannya tercatat sampai akhir bulan itu
-- why: Lima layanan minimal Permensos 9/2018 harus sampai kepada semua yang memerlukannya; sasarannya 100%.
-- $ppks_code is any kind of the indicator that is asked for; ALL all five together.
WITH
indicator AS (
  SELECT DISTINCT spm_indicator
  FROM dim_ppks
  WHERE spm_indicator IS NOT NULL AND ($ppks_code = 'ALL' OR spm_indicator = (SELECT spm_indicator FROM dim_ppks WHERE ppks_code = $ppks_code))
),
served AS (
  SELECT kelurahan_code, period, CAST(sum(needed_count) AS BIGINT) AS needed_count, CAST(sum(met_count) AS BIGINT) AS met_count
  FROM out_spm
  INNER JOIN indicator USING (spm_indicator)
  WHERE city_code = $city_code
  GROUP BY kelurahan_code, period
),
handling AS (
  SELECT count(*) AS row_count
  FROM out_spm_outcome
  WHERE city_code = $city_code AND outcome <> 'unknown'
),
known AS (
  SELECT freshness.first_period, freshness.last_period, handling.row_count > 0 AS has_handling
  FROM out_freshness AS freshness
  CROSS JOIN handling
  WHERE freshness.city_code = $city_code AND freshness.subject = 'ppks_case' AND (SELECT count(*) FROM indicator) > 0
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN known.has_handling THEN coalesce(served.met_count, 0) END AS numerator,
  CASE WHEN known.has_handling IS NOT NULL THEN coalesce(served.needed_count, 0) END AS denominator,
  CASE WHEN known.has_handling THEN 100.0 * served.met_count / nullif(served.needed_count, 0) END AS value
FROM dim_kelurahan
CROSS JOIN dim_period
LEFT JOIN known ON dim_period.period BETWEEN known.first_period AND known.last_period
LEFT JOIN served ON served.kelurahan_code = dim_kelurahan.kelurahan_code AND served.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
