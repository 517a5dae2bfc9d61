-- Names for the encrypted registry; they do not enter the edition.
SELECT CAST(person_key AS VARCHAR) AS volunteer_id, name
FROM stage_volunteer
WHERE rule IS NULL AND name IS NOT NULL
ORDER BY volunteer_id;
