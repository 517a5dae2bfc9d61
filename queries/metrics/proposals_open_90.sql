-- title: Usulan terbuka lebih dari 90 hari
-- unit: usulan
-- direction: lower_is_better
-- source: daftar usulan DTKS dan DTSEN; keadaan pada akhir bulan
-- why: Keluarga yang diusulkan dan tidak mendapat jawaban tidak tahu harus menunggu atau mengusul lagi.
WITH
begun AS (
  SELECT CAST(date_trunc('month', min(proposed_date)) AS DATE) AS first_period
  FROM core_proposal
  WHERE register = $register AND LEFT(kelurahan_code, 5) = $city_code
),
waiting AS (
  SELECT proposal.kelurahan_code, dim_period.period, count(*) AS open_count
  FROM core_proposal AS proposal
  CROSS JOIN edition
  INNER JOIN dim_period
    ON proposal.proposed_date + 90 < least(dim_period.month_end, edition.as_of)
    AND (proposal.status = 'proposed' OR proposal.decided_date > dim_period.month_end)
  WHERE proposal.register = $register AND LEFT(proposal.kelurahan_code, 5) = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
  GROUP BY proposal.kelurahan_code, dim_period.period
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(waiting.open_count, 0) END AS numerator,
  CAST(NULL AS BIGINT) AS denominator,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(waiting.open_count, 0) END AS value
FROM dim_kelurahan
CROSS JOIN dim_period
CROSS JOIN begun
LEFT JOIN out_freshness AS freshness
  ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'proposal'
  AND dim_period.period BETWEEN begun.first_period AND freshness.last_period
LEFT JOIN waiting ON waiting.kelurahan_code = dim_kelurahan.kelurahan_code AND waiting.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
