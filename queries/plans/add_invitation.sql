INSERT INTO invitation (made_by, made_at, way, city_code, question, plan_id, version, edition_id, format, names_count)
VALUES (:made_by, :made_at, :way, :city_code, :question, :plan_id, :version, :edition_id, :format, :names_count);
