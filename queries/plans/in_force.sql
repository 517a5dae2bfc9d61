-- The plan in force for what a version plans: same city, question, topic and level, in whatever month either was made.
SELECT other.*
FROM saved AS mine
INNER JOIN saved AS other
  ON other.city_code = mine.city_code AND other.question = mine.question AND other.level = mine.level
  AND lower(trim(other.topic)) = lower(trim(mine.topic))
WHERE mine.plan_id = :plan_id AND mine.version = :version AND other.is_locked AND other.replaced_by_plan_id IS NULL
ORDER BY other.plan_id, other.version;
