SELECT kelurahan_code, kelurahan_name, kecamatan_code, kecamatan_name, kind, area_km2, rw_count
FROM dim_kelurahan
WHERE city_code = $city_code
ORDER BY kelurahan_name, kecamatan_name;
