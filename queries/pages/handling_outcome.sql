-- Where the reports found from the first month to the month had gone by its end, by status; what was handled later is open, and what was handled on a
-- day nobody wrote down stands apart. Residents and people who live elsewhere apart.
WITH
judged AS (
  SELECT
    is_resident,
    case_count,
    CASE
      WHEN handled_period <= $period AND NOT is_met THEN 'unsaid'
      WHEN handled_period <= $period THEN status
      WHEN handled_period IS NULL AND is_met THEN 'undated'
      WHEN handled_period IS NULL AND status = 'in_process' THEN 'in_process'
      ELSE 'open'
    END AS outcome
  FROM out_outcome
  WHERE city_code = $city_code AND ppks_code = $ppks_code AND reporter_kind = $reporter_kind AND period BETWEEN $first_period AND $period
)
SELECT
  judged.outcome,
  CASE judged.outcome
    WHEN 'unsaid' THEN 'Ditangani, tanpa keterangan ke mana'
    WHEN 'undated' THEN 'Ditangani, tanggalnya tidak tercatat'
    ELSE dim_word.label
  END AS label,
  CAST(coalesce(sum(judged.case_count) FILTER (judged.is_resident), 0) AS BIGINT) AS resident_count,
  CAST(coalesce(sum(judged.case_count) FILTER (NOT judged.is_resident), 0) AS BIGINT) AS outsider_count
FROM judged
LEFT JOIN dim_word ON dim_word.list = 'case_status' AND dim_word.code = judged.outcome
GROUP BY judged.outcome, dim_word.label, dim_word.position
ORDER BY judged.outcome IN ('open', 'in_process'), judged.outcome IN ('unsaid', 'undated'), dim_word.position, judged.outcome;
