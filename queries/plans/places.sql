SELECT
  place_code, place_name, kecamatan_code, kecamatan_name, seats, position, points, reason, active_count, trained_count, never_trained_count, shortage
FROM plan_place
WHERE plan_id = :plan_id AND version = :version
ORDER BY place_code;
