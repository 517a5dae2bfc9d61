INSERT INTO plan_batch (plan_id, version, position, name, day, venue_code, venue_name, capacity, chosen_count, km)
VALUES (:plan_id, :version, :position, :name, :day, :venue_code, :venue_name, :capacity, :chosen_count, :km);
