-- Institutions of one kelurahan by kind; they are counted as institutions, never as people.
SELECT dim_volunteer_kind.kind_name, count(*) AS institution_count, max(last_visit_date) AS last_visit_date
FROM core_institution
INNER JOIN dim_volunteer_kind USING (kind_code)
WHERE kelurahan_code = $kelurahan_code
GROUP BY dim_volunteer_kind.kind_name
ORDER BY dim_volunteer_kind.kind_name;
