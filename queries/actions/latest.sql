-- An action as it stands.
SELECT *
FROM kept_action
WHERE action_id = :action_id AND is_latest
ORDER BY action_id;
