-- Proposals of the city by register and month in which they were made, in the months that the list speaks of up to the chosen one.
SELECT
  dim_period.period,
  registers.code AS register,
  count(proposal.proposal_id) AS proposed_count
FROM dim_period
INNER JOIN dim_word AS registers ON registers.list = 'register'
INNER JOIN out_freshness AS freshness
  ON freshness.city_code = $city_code AND freshness.subject = 'proposal'
  AND dim_period.period BETWEEN freshness.first_period AND freshness.last_period
LEFT JOIN core_proposal AS proposal
  ON LEFT(proposal.kelurahan_code, 5) = $city_code AND proposal.register = registers.code
  AND proposal.proposed_date BETWEEN dim_period.period AND dim_period.month_end
WHERE dim_period.period <= $period
GROUP BY dim_period.period, registers.code, registers.position
ORDER BY registers.position, dim_period.period;
