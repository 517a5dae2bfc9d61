-- The actions of a city as they stand, open ones first, of these the one that is due first.
SELECT *
FROM kept_action
WHERE city_code = :city_code AND is_latest
ORDER BY ending IS NOT NULL, CASE WHEN ending IS NULL THEN due END, ended_at DESC, action_id;
