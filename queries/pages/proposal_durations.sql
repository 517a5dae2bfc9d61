-- How long the proposals of each register have run by the end of the month, by days: handled_count decided after so many, open_count still open
-- and waiting for so many. Decisions without a readable date, and statuses that are not known, have no duration and are left out here.
SELECT
  register,
  greatest(CASE WHEN is_decided THEN decided_date ELSE least(last_day(CAST($period AS DATE)), as_of) END - proposed_date, 0) AS days,
  count(*) FILTER (is_decided) AS handled_count,
  count(*) FILTER (NOT is_decided) AS open_count
FROM (
  SELECT
    proposal.register,
    proposal.proposed_date,
    proposal.decided_date,
    edition.as_of,
    proposal.status <> 'proposed' AND proposal.decided_date <= last_day(CAST($period AS DATE)) AS is_decided
  FROM core_proposal AS proposal
  CROSS JOIN edition
  WHERE LEFT(proposal.kelurahan_code, 5) = $city_code AND proposal.proposed_date <= last_day(CAST($period AS DATE))
    AND (proposal.status = 'proposed' OR proposal.decided_date IS NOT NULL)
)
GROUP BY register, days
ORDER BY register, days;
