-- The kelurahan of a city in the order in which every indicator gives them.
SELECT kelurahan_code, kelurahan_name, kecamatan_code, kecamatan_name, city_code, city_name
FROM dim_kelurahan
WHERE city_code = $city_code
ORDER BY kelurahan_code;
