-- Each minimum service with its kinds: what the recap that speaks for the month counts of them in persons (NULL: no recap), the oldest month
-- it stands for, and those found in earlier years who are still open (NULL: no list of cases for the month). `ppks_code` stands for the
-- service in spm_met.
WITH
stock AS (
  SELECT dim_ppks.spm_indicator, sum(out_ppks.persons_count) AS persons_count, min(stand.data_period) AS data_period
  FROM out_ppks_period AS stand
  INNER JOIN dim_ppks USING (ppks_code)
  INNER JOIN out_ppks ON out_ppks.city_code = stand.city_code AND out_ppks.ppks_code = stand.ppks_code AND out_ppks.period = stand.data_period
  WHERE stand.city_code = $city_code AND stand.period = $period AND stand.basis = 'recap' AND out_ppks.unit = 'ORANG'
  GROUP BY dim_ppks.spm_indicator
),
carried AS (
  SELECT spm_indicator, sum(carried_count) AS carried_count
  FROM out_spm
  WHERE city_code = $city_code AND period = $period
  GROUP BY spm_indicator
),
service AS (
  SELECT
    spm_indicator,
    arg_min(ppks_code, coalesce(number, 99)) AS ppks_code,
    string_agg(ppks_name, ', ' ORDER BY number NULLS LAST, ppks_name) AS kind_names
  FROM dim_ppks
  WHERE spm_indicator IS NOT NULL
  GROUP BY spm_indicator
)
SELECT
  service.spm_indicator,
  service.ppks_code,
  service.kind_names,
  stock.persons_count,
  stock.data_period,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(carried.carried_count, 0) END AS carried_count,
  freshness.first_period
FROM service
LEFT JOIN stock USING (spm_indicator)
LEFT JOIN carried USING (spm_indicator)
LEFT JOIN out_freshness AS freshness
  ON freshness.city_code = $city_code AND freshness.subject = 'ppks_case' AND $period BETWEEN freshness.first_period AND freshness.last_period
ORDER BY service.spm_indicator;
