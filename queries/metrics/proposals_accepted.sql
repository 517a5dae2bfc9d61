-- title: Usulan diterima dari yang dijawab dalam 12 bulan
-- unit: %
-- direction: higher_is_better
-- source: daftar usulan DTKS dan DTSEN menurut tanggal keputusan; jawaban berarti diterima, ditolak, atau perlu perbaikan
-- why: Usulan yang sering ditolak berarti syaratnya belum dipahami di kelurahan itu.
WITH
begun AS (
  SELECT CAST(date_trunc('month', min(proposed_date)) AS DATE) AS first_period
  FROM core_proposal
  WHERE register = $register AND LEFT(kelurahan_code, 5) = $city_code
),
answered AS (
  SELECT
    proposal.kelurahan_code,
    dim_period.period,
    count(*) FILTER (proposal.status = 'accepted') AS accepted_count,
    count(*) AS answered_count
  FROM core_proposal AS proposal
  INNER JOIN dim_period
    ON proposal.decided_date <= dim_period.month_end AND proposal.decided_date >= dim_period.period - INTERVAL 11 MONTH
  WHERE proposal.register = $register AND proposal.status IN ('accepted', 'rejected', 'revision') AND LEFT(proposal.kelurahan_code, 5) = $city_code
    AND dim_period.period BETWEEN $first_period AND $last_period
  GROUP BY proposal.kelurahan_code, dim_period.period
)
SELECT
  dim_kelurahan.kelurahan_code,
  dim_period.period,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(answered.accepted_count, 0) END AS numerator,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(answered.answered_count, 0) END AS denominator,
  100.0 * answered.accepted_count / nullif(answered.answered_count, 0) AS value
FROM dim_kelurahan
CROSS JOIN dim_period
CROSS JOIN begun
LEFT JOIN out_freshness AS freshness
  ON freshness.city_code = dim_kelurahan.city_code AND freshness.subject = 'proposal'
  AND dim_period.period BETWEEN begun.first_period AND freshness.last_period
LEFT JOIN answered ON answered.kelurahan_code = dim_kelurahan.kelurahan_code AND answered.period = dim_period.period
WHERE dim_kelurahan.city_code = $city_code AND dim_period.period BETWEEN $first_period AND $last_period
ORDER BY dim_period.period, dim_kelurahan.kelurahan_code;
