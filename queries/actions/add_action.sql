INSERT INTO action (
  city_code, kecamatan_code, kecamatan_name, column_id, norm_id, edition_id, is_simulated, period, numerator, denominator, value, target
)
VALUES (
  :city_code, :kecamatan_code, :kecamatan_name, :column_id, :norm_id, :edition_id, :is_simulated, :period, :numerator, :denominator, :value, :target
);
