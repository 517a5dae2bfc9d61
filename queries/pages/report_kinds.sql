-- The kinds that the list of cases names in a city, in their official order.
SELECT ppks_code, ppks_name
FROM dim_ppks
WHERE ppks_code IN (SELECT ppks_code FROM out_outcome WHERE city_code = $city_code)
ORDER BY number NULLS LAST, ppks_name;
