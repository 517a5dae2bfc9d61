-- The persons on the member list of a city: who was active on the last day of a month, what the list says of their training, and
-- how often they came to the activities of the last months that were for them: of the whole city or of their kecamatan, with an attendance
-- list, also from before they joined; or attended from elsewhere.
WITH
member AS (
  SELECT
    volunteer.*,
    dim_volunteer_kind.kind_name,
    dim_period.period,
    dim_period.month_end,
    serves_on(volunteer.joined_date, volunteer.left_date, volunteer.is_active, dim_period.month_end) AS is_active_then
  FROM core_volunteer AS volunteer
  INNER JOIN dim_volunteer_kind USING (kind_code)
  INNER JOIN dim_period ON dim_period.period = $period
  WHERE dim_volunteer_kind.is_person AND volunteer.kecamatan_code LIKE $city_code || '.%'
),
listed AS (
  SELECT activity.activity_id, activity.kind_code, activity.kecamatan_code, activity.realised_date
  FROM core_activity AS activity
  INNER JOIN dim_period ON dim_period.period = $period
  WHERE activity.city_code = $city_code AND activity.is_done AND activity.kind_code IN ('rakor', 'kie', 'bimtek', 'musda')
    AND activity.realised_date <= dim_period.month_end AND activity.realised_date > dim_period.month_end - to_months($presence_months)
    AND EXISTS (
      SELECT 1 FROM core_attendance AS any_seat WHERE any_seat.city_code = activity.city_code AND any_seat.activity_id = activity.activity_id
    )
),
came AS (
  SELECT DISTINCT attendance.volunteer_id, listed.activity_id, listed.kind_code, listed.realised_date
  FROM core_attendance AS attendance
  INNER JOIN listed USING (activity_id)
  WHERE attendance.city_code = $city_code
),
invited AS (
  SELECT member.volunteer_id, listed.activity_id
  FROM member
  INNER JOIN listed
    ON listed.kecamatan_code IS NULL OR listed.kecamatan_code = member.kecamatan_code
  WHERE listed.kind_code <> 'musda'
  UNION
  SELECT volunteer_id, activity_id FROM came WHERE kind_code <> 'musda'
),
held AS (
  SELECT volunteer_id, count(*) AS held_count FROM invited GROUP BY volunteer_id
),
presence AS (
  SELECT
    volunteer_id,
    count(*) FILTER (kind_code <> 'musda') AS attended_count,
    max(realised_date) FILTER (kind_code IN ('musda', 'rakor')) AS last_meeting_date
  FROM came
  GROUP BY volunteer_id
)
SELECT
  CAST(member.volunteer_id AS VARCHAR) AS volunteer_id,
  coalesce(member.kelurahan_code, member.kecamatan_code) AS place_code,
  coalesce(unit.kelurahan_name, 'Kecamatan ' || kecamatan.kecamatan_name) AS place_name,
  member.kecamatan_code,
  kecamatan.kecamatan_name,
  member.kelurahan_code IS NULL AS serves_kecamatan,
  member.kind_code,
  member.kind_name,
  member.sex,
  member.joined_date,
  member.left_date,
  member.is_active_then AS is_active,
  coalesce(member.joined_date > member.month_end, FALSE) AS joins_later,
  coalesce(member.training_level, 'none') AS listed_level,
  member.last_training_date AS listed_date,
  coalesce(held.held_count, 0) AS held_count,
  coalesce(presence.attended_count, 0) AS attended_count,
  presence.last_meeting_date
FROM member
INNER JOIN (SELECT DISTINCT kecamatan_code, kecamatan_name FROM dim_kelurahan) AS kecamatan USING (kecamatan_code)
LEFT JOIN dim_kelurahan AS unit ON unit.kelurahan_code = member.kelurahan_code
LEFT JOIN held ON held.volunteer_id = member.volunteer_id
LEFT JOIN presence ON presence.volunteer_id = member.volunteer_id
ORDER BY place_code, member.joined_date NULLS LAST, member.volunteer_id;
