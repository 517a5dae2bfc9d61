-- The figures an operator knows by heart, a row a city and figure; a city without that kind of data has no row.
WITH
last_recap AS (
  SELECT city_code, max(data_period) AS period FROM out_ppks_period WHERE ppks_code = 'ALL' GROUP BY city_code
)
SELECT LEFT(kecamatan_code, 5) AS city_code, 1 AS position, 'anggota aktif' AS figure, count(*) FILTER (is_active) AS value
FROM core_volunteer
GROUP BY ALL
UNION ALL
SELECT ppks.city_code, 2, 'PPKS pada bulan terakhir', CAST(sum(ppks.persons_count) AS BIGINT)
FROM out_ppks AS ppks
INNER JOIN last_recap ON last_recap.city_code = ppks.city_code AND last_recap.period = ppks.period
WHERE ppks.ppks_code = 'ALL'
GROUP BY ALL
UNION ALL
SELECT LEFT(kelurahan_code, 5), 3, 'lembaga', count(*) FROM core_institution GROUP BY ALL
UNION ALL
SELECT city_code, 4, 'kegiatan terlaksana', count(*) FILTER (is_done) FROM core_activity GROUP BY ALL
UNION ALL
SELECT LEFT(kelurahan_code, 5), 5, 'usulan', count(*) FROM core_proposal GROUP BY ALL
ORDER BY city_code, position;
