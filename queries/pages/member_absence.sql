-- Active members on the last day of the month by place and kind, and how many of them were on no attendance list of a training, a coordination
-- meeting or KIE in the months up to it; `newcomer_count` of these joined within those months. kelurahan_code NULL: they serve a whole kecamatan.
-- absent_count is NULL where the city has no attendance list in those months. Cards as in member_cards.sql: NULL where none of them has a status.
WITH
listed AS (
  SELECT DISTINCT attendance.volunteer_id
  FROM core_attendance AS attendance
  INNER JOIN core_activity AS activity USING (city_code, activity_id)
  INNER JOIN dim_period ON dim_period.period = $period
  WHERE attendance.city_code = $city_code AND activity.is_done AND activity.kind_code IN ('bimtek', 'rakor', 'kie')
    AND activity.realised_date > last_day(dim_period.period - to_months($months)) AND activity.realised_date <= dim_period.month_end
),
member AS (
  SELECT
    volunteer.kecamatan_code,
    volunteer.kelurahan_code,
    volunteer.kind_code,
    listed.volunteer_id IS NULL AS is_absent,
    coalesce(volunteer.joined_date > last_day(dim_period.period - to_months($months)), FALSE) AS is_newcomer,
    volunteer.card_status,
    volunteer.card_status IN ('permanent', 'temporary') AND volunteer.card_valid_until < dim_period.month_end AS is_expired,
    volunteer.card_status IN ('permanent', 'temporary')
    AND volunteer.card_valid_until BETWEEN dim_period.month_end AND last_day(dim_period.month_end + INTERVAL 3 MONTH) AS is_expiring
  FROM core_volunteer AS volunteer
  INNER JOIN dim_period ON dim_period.period = $period
  LEFT JOIN listed ON listed.volunteer_id = volunteer.volunteer_id
  WHERE volunteer.kecamatan_code LIKE $city_code || '.%'
    AND serves_on(volunteer.joined_date, volunteer.left_date, volunteer.is_active, dim_period.month_end)
)
SELECT
  member.kecamatan_code,
  kecamatan.kecamatan_name,
  member.kelurahan_code,
  unit.kelurahan_name,
  member.kind_code,
  dim_volunteer_kind.kind_name,
  count(*) AS active_count,
  CASE WHEN EXISTS (SELECT 1 FROM listed) THEN count(*) FILTER (is_absent) END AS absent_count,
  CASE WHEN EXISTS (SELECT 1 FROM listed) THEN count(*) FILTER (is_absent AND is_newcomer) END AS newcomer_count,
  CASE WHEN count(card_status) > 0 THEN count(*) FILTER (is_expired) END AS expired_count,
  CASE WHEN count(card_status) > 0 THEN count(*) FILTER (is_expiring) END AS expiring_count
FROM member
INNER JOIN dim_volunteer_kind USING (kind_code)
INNER JOIN (SELECT DISTINCT kecamatan_code, kecamatan_name FROM dim_kelurahan) AS kecamatan USING (kecamatan_code)
LEFT JOIN dim_kelurahan AS unit ON unit.kelurahan_code = member.kelurahan_code
GROUP BY ALL
ORDER BY member.kecamatan_code, member.kelurahan_code NULLS LAST, member.kind_code;
