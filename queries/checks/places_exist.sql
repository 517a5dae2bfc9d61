-- No row stands at a kelurahan or kecamatan that the reference lists do not know.
SELECT 'core_ppks_case' AS table_name, kelurahan_code AS place FROM core_ppks_case WHERE kelurahan_code NOT IN (SELECT kelurahan_code FROM dim_kelurahan)
UNION ALL
SELECT 'core_ppks_count', kecamatan_code FROM core_ppks_count WHERE kecamatan_code NOT IN (SELECT kecamatan_code FROM dim_kelurahan)
UNION ALL
SELECT 'core_welfare_count', kelurahan_code FROM core_welfare_count WHERE kelurahan_code NOT IN (SELECT kelurahan_code FROM dim_kelurahan)
UNION ALL
SELECT 'core_volunteer', kecamatan_code FROM core_volunteer WHERE kecamatan_code NOT IN (SELECT kecamatan_code FROM dim_kelurahan)
UNION ALL
SELECT 'core_population', kelurahan_code FROM core_population WHERE kelurahan_code NOT IN (SELECT kelurahan_code FROM dim_kelurahan)
ORDER BY table_name, place;
