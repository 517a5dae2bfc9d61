-- One version of a plan, the latest when none is named.
SELECT *
FROM saved
WHERE plan_id = :plan_id AND (version = :version OR (:version IS NULL AND is_latest))
ORDER BY version;
