-- What became of the people found since January of the year, by minimum service, in the city at the end of the month.
SELECT
  out_spm_outcome.spm_indicator,
  out_spm_outcome.outcome,
  coalesce(dim_word.label, 'Belum tercatat') AS label,
  coalesce(dim_word.position, 99) AS position,
  out_spm_outcome.is_met,
  out_spm_outcome.person_count
FROM out_spm_outcome
LEFT JOIN dim_word ON dim_word.list = 'case_status' AND dim_word.code = out_spm_outcome.outcome
WHERE out_spm_outcome.city_code = $city_code AND out_spm_outcome.period = $period
ORDER BY out_spm_outcome.spm_indicator, position, out_spm_outcome.outcome;
