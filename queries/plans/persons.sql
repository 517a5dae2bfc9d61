SELECT
  position, volunteer_id, place_code, place_name, kecamatan_code, kecamatan_name, kind_code, kind_name, batch, points, lost, is_override, reason
FROM plan_person
WHERE plan_id = :plan_id AND version = :version AND is_chosen = :is_chosen
ORDER BY position;
