SELECT position, name, day, venue_code, venue_name, capacity, chosen_count, km
FROM plan_batch
WHERE plan_id = :plan_id AND version = :version
ORDER BY position;
