-- The versions of a plan, newest first.
SELECT *
FROM saved
WHERE plan_id = :plan_id
ORDER BY version DESC;
