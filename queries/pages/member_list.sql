-- What the member list of the city can say of the past: memberships, how many of them ever left, how many have no date of joining; until when the
-- newest list speaks; and since when attendance lists are kept.
SELECT
  count(*) AS member_count,
  count(left_date) AS left_count,
  count(*) FILTER (joined_date IS NULL) AS undated_count,
  (
    SELECT min(activity.realised_date)
    FROM core_attendance AS attendance
    INNER JOIN core_activity AS activity USING (city_code, activity_id)
    WHERE attendance.city_code = $city_code AND activity.is_done AND activity.kind_code IN ('bimtek', 'rakor', 'kie')
  ) AS first_list_date,
  (SELECT max(list_date) FROM core_member_list WHERE kelurahan_code LIKE $city_code || '.%') AS list_date
FROM core_volunteer
WHERE kecamatan_code LIKE $city_code || '.%';
