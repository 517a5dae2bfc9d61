SELECT subject, latest_date, row_count
FROM out_freshness
WHERE city_code = $city_code
ORDER BY latest_date DESC, subject;
