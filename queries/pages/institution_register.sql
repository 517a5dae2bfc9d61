-- Every institution of the city with what its list says. A visit after the month hides whatever was before it: then no date is given.
SELECT
  institution.institution_id,
  institution.kind_code,
  kind.kind_name,
  institution.name,
  institution.kelurahan_code,
  dim_kelurahan.kelurahan_name,
  dim_kelurahan.kecamatan_name,
  CASE WHEN institution.last_visit_date <= last_day(CAST($period AS DATE)) THEN institution.last_visit_date END AS last_visit_date,
  coalesce(institution.last_visit_date > last_day(CAST($period AS DATE)), FALSE) AS is_visited_later,
  CASE WHEN institution.last_visit_date <= last_day(CAST($period AS DATE)) THEN institution.agreed END AS agreed,
  class.label AS class_name,
  institution.decreed_date
FROM core_institution AS institution
INNER JOIN dim_kelurahan USING (kelurahan_code)
INNER JOIN dim_volunteer_kind AS kind USING (kind_code)
LEFT JOIN dim_word AS class ON class.list = 'institution_class' AND class.code = institution.classification
WHERE dim_kelurahan.city_code = $city_code AND NOT kind.is_person
ORDER BY institution.kelurahan_code, kind.kind_name, institution.name;
