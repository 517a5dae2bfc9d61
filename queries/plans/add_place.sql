INSERT INTO plan_place (
  plan_id, version, place_code, place_name, kecamatan_code, kecamatan_name, seats, position, points, reason, active_count, trained_count,
  never_trained_count, shortage
)
VALUES (
  :plan_id, :version, :place_code, :place_name, :kecamatan_code, :kecamatan_name, :seats, :position, :points, :reason, :active_count,
  :trained_count, :never_trained_count, :shortage
);
