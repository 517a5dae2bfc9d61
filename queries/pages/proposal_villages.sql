-- Proposals by kelurahan and register as they stand at the end of the month, from the first one on; zero where the list speaks and has none.
-- `accepted_since_count`: accepted after the month $since; none where it is NULL.
-- Open: not decided by then; a decision without a readable date counts as decided, a status that is not known as neither.
SELECT
  kelurahan.kelurahan_code,
  kelurahan.kelurahan_name,
  kelurahan.kecamatan_name,
  registers.code AS register,
  count(proposal.proposal_id) AS proposed_count,
  count(*) FILTER (proposal.state = 'accepted') AS accepted_count,
  count(*) FILTER (proposal.state = 'rejected') AS rejected_count,
  count(*) FILTER (proposal.state = 'revision') AS revision_count,
  count(*) FILTER (proposal.state = 'open') AS open_count,
  count(*) FILTER (proposal.state = 'open' AND proposal.proposed_date + 90 < least(last_day(CAST($period AS DATE)), edition.as_of)) AS open_90_count,
  count(*) FILTER (proposal.state = 'unknown') AS unknown_count,
  count(*) FILTER (proposal.state = 'accepted' AND proposal.decided_date > last_day(CAST($since AS DATE))) AS accepted_since_count,
  min(proposal.proposed_date) AS first_date
FROM dim_kelurahan AS kelurahan
CROSS JOIN edition
INNER JOIN dim_word AS registers ON registers.list = 'register'
LEFT JOIN (
  SELECT *, CASE WHEN status = 'proposed' OR decided_date > last_day(CAST($period AS DATE)) THEN 'open' ELSE status END AS state
  FROM core_proposal
  WHERE proposed_date <= last_day(CAST($period AS DATE))
) AS proposal ON proposal.kelurahan_code = kelurahan.kelurahan_code AND proposal.register = registers.code
WHERE kelurahan.city_code = $city_code
GROUP BY kelurahan.kelurahan_code, kelurahan.kelurahan_name, kelurahan.kecamatan_name, registers.code, registers.position
ORDER BY registers.position, kelurahan.kelurahan_code;
