-- Cards of the members active on the last day of the month by kind, as the newest list tells them; the validity is judged on that day. Of
-- `valid_count` those of `expiring_count` end by the end of the third month after; of `until_unknown_count` the list says no day that can be read.
WITH
member AS (
  SELECT volunteer.kind_code, volunteer.card_status, volunteer.card_valid_until, volunteer.has_number, dim_period.month_end,
    volunteer.card_status IN ('permanent', 'temporary') AS is_carded, last_day(dim_period.month_end + INTERVAL 3 MONTH) AS soon_end
  FROM core_volunteer AS volunteer
  INNER JOIN dim_period ON dim_period.period = $period
  WHERE volunteer.kecamatan_code LIKE $city_code || '.%'
    AND serves_on(volunteer.joined_date, volunteer.left_date, volunteer.is_active, dim_period.month_end)
)
SELECT
  dim_volunteer_kind.kind_code,
  dim_volunteer_kind.kind_name,
  count(*) AS active_count,
  count(*) FILTER (card_status = 'permanent') AS permanent_count,
  count(*) FILTER (card_status = 'temporary') AS temporary_count,
  count(*) FILTER (card_status = 'none') AS none_count,
  count(*) FILTER (card_status IS NULL) AS unknown_count,
  count(*) FILTER (has_number) AS number_count,
  count(*) FILTER (is_carded AND card_valid_until < month_end) AS expired_count,
  count(*) FILTER (is_carded AND card_valid_until BETWEEN month_end AND soon_end) AS expiring_count,
  count(*) FILTER (is_carded AND card_valid_until >= month_end) AS valid_count,
  count(*) FILTER (is_carded AND card_valid_until IS NULL) AS until_unknown_count
FROM member
INNER JOIN dim_volunteer_kind USING (kind_code)
GROUP BY ALL
ORDER BY active_count DESC, dim_volunteer_kind.kind_code;
