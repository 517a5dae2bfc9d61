-- The latest version under a name, those set aside last.
SELECT *
FROM saved
WHERE is_latest AND city_code = :city_code AND question = :question
  AND plan_id IN (SELECT plan_id FROM plan WHERE name_key = :name_key)
ORDER BY is_discarded, plan_id DESC
LIMIT 1;
