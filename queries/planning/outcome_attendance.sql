-- Who came to some activities of a city, and the kecamatan each belongs to.
SELECT DISTINCT
  attendance.activity_id,
  CAST(attendance.volunteer_id AS VARCHAR) AS volunteer_id,
  volunteer.kecamatan_code,
  kecamatan.kecamatan_name
FROM core_attendance AS attendance
INNER JOIN core_volunteer AS volunteer ON volunteer.volunteer_id = attendance.volunteer_id
LEFT JOIN (SELECT DISTINCT kecamatan_code, kecamatan_name FROM dim_kelurahan) AS kecamatan ON kecamatan.kecamatan_code = volunteer.kecamatan_code
WHERE attendance.city_code = $city_code AND list_contains($activity_ids, attendance.activity_id)
ORDER BY attendance.activity_id, volunteer_id;
