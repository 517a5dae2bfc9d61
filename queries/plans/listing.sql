-- The plans of a city, or of all, that were not set aside: of each its latest version, and every lock in force that an older version holds.
SELECT *
FROM saved
WHERE (:city_code IS NULL OR city_code = :city_code) AND NOT is_discarded
  AND (is_latest OR (is_locked AND replaced_by_plan_id IS NULL))
ORDER BY city_code, saved_at DESC, plan_id DESC, version DESC;
