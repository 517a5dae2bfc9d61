-- The topics of trainings and meetings that a city's activity list names until the end of a month, of each kind the most frequent first.
SELECT activity.kind_code, activity.topic
FROM core_activity AS activity
INNER JOIN dim_period ON dim_period.period = $period
WHERE activity.city_code = $city_code AND activity.kind_code IN ('bimtek', 'musda', 'rakor', 'kie') AND activity.topic IS NOT NULL
  AND activity.date <= dim_period.month_end
GROUP BY activity.kind_code, activity.topic
ORDER BY activity.kind_code, count(*) DESC, activity.topic;
