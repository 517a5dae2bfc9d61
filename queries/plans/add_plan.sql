INSERT INTO plan (city_code, question, name, name_key)
VALUES (:city_code, :question, :name, :name_key);
