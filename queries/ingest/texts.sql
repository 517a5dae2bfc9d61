-- Every distinct text that needs understanding, in one pass over the sheet: one row, a list a vocabulary.
SELECT
  histogram(place_key) AS place,
  list_concat(list(DISTINCT birth_date), list(DISTINCT found_date), list(DISTINCT handled_date), list(DISTINCT joined_date),
    list(DISTINCT left_date), list(DISTINCT last_training_date), list(DISTINCT last_visit_date), list(DISTINCT planned_date),
    list(DISTINCT realised_date), list(DISTINCT proposed_date), list(DISTINCT decided_date)) AS date,
  list(DISTINCT {year: year, semester: semester, month: month}) AS period,
  list(DISTINCT ppks) AS ppks,
  list(DISTINCT kind) AS volunteer_kind,
  list(DISTINCT case_status) AS case_status,
  list(DISTINCT reporter) AS reporter_kind,
  list(DISTINCT residence) AS residence,
  list(DISTINCT member_status) AS member_status,
  list(DISTINCT training_level) AS training_level,
  list(DISTINCT activity_kind) AS activity_kind,
  list(DISTINCT activity_status) AS activity_status,
  list(DISTINCT attended) AS attended,
  list(DISTINCT register) AS register,
  list(DISTINCT proposal_status) AS proposal_status,
  list(DISTINCT sex) AS sex,
  list(DISTINCT unit) AS unit
FROM raw_row;
