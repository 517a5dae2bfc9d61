-- The membership register by kind on the last day of the month: active, of them those who serve a whole kecamatan,
-- joined and left since January, on the list with a status that is not known, without a date of joining.
WITH
member AS (
  SELECT
    volunteer.*,
    dim_period.month_end,
    date_trunc('year', dim_period.period) AS year_start,
    serves_on(volunteer.joined_date, volunteer.left_date, volunteer.is_active, dim_period.month_end) AS is_active_then
  FROM core_volunteer AS volunteer
  INNER JOIN dim_period ON dim_period.period = $period
  WHERE volunteer.kecamatan_code LIKE $city_code || '.%'
)
SELECT
  dim_volunteer_kind.kind_code,
  dim_volunteer_kind.kind_name,
  count(*) FILTER (is_active_then) AS active_count,
  count(*) FILTER (is_active_then AND kelurahan_code IS NULL) AS kecamatan_count,
  count(*) FILTER (joined_date BETWEEN year_start AND month_end) AS joined_count,
  count(*) FILTER (left_date BETWEEN year_start AND month_end) AS left_count,
  count(*) FILTER (status = 'unknown' AND left_date IS NULL AND (joined_date IS NULL OR joined_date <= month_end)) AS unknown_count,
  count(*) FILTER (is_active_then AND joined_date IS NULL) AS undated_count
FROM member
INNER JOIN dim_volunteer_kind USING (kind_code)
GROUP BY ALL
ORDER BY active_count DESC, dim_volunteer_kind.kind_code;
