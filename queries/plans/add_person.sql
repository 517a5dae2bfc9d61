INSERT INTO plan_person (
  plan_id, version, is_chosen, position, volunteer_id, place_code, place_name, kecamatan_code, kecamatan_name, kind_code, kind_name, batch,
  points, lost, is_override, reason
)
VALUES (
  :plan_id, :version, :is_chosen, :position, :volunteer_id, :place_code, :place_name, :kecamatan_code, :kecamatan_name, :kind_code, :kind_name,
  :batch, :points, :lost, :is_override, :reason
);
