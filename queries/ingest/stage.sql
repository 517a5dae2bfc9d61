-- Typed rows of every file before duplicates are known; gone when the build ends. `rule` NULL: nothing against the row; `column_label`: the
-- column of the sheet that is to blame, where it is not the usual one of the rule; `question`: the place that waits for a decision.
CREATE OR REPLACE TEMP TABLE meaning (list VARCHAR, text VARCHAR, value VARCHAR, near VARCHAR);
CREATE OR REPLACE TEMP TABLE place_meaning (
  place_key VARCHAR, place_rule VARCHAR, kelurahan_code VARCHAR, kecamatan_code VARCHAR, city_code VARCHAR, message VARCHAR, warning VARCHAR,
  is_near BOOLEAN, question INTEGER
);
-- Places that wait for a person's decision: of the sheet at hand, then of every sheet.
CREATE OR REPLACE TEMP TABLE place_question (
  place_key VARCHAR, question INTEGER, is_kept BOOLEAN, kecamatan VARCHAR, kelurahan VARCHAR, written_code VARCHAR, city_code VARCHAR,
  candidates VARCHAR[], similarities INTEGER[]
);
CREATE OR REPLACE TEMP TABLE review_question (
  file_id INTEGER, question INTEGER, is_kept BOOLEAN, kecamatan VARCHAR, kelurahan VARCHAR, written_code VARCHAR, city_code VARCHAR,
  candidates VARCHAR[], similarities INTEGER[]
);
CREATE OR REPLACE TEMP TABLE period_meaning (year VARCHAR, semester VARCHAR, month VARCHAR, period DATE, rule VARCHAR);

CREATE OR REPLACE TEMP TABLE stage_ppks_case (
  file_id INTEGER, row_number BIGINT, filled INTEGER, rule VARCHAR, message VARCHAR, column_label VARCHAR, warnings VARCHAR[], question INTEGER,
  city_code VARCHAR, kelurahan_code VARCHAR, ppks_code VARCHAR, other_codes VARCHAR[], found_date DATE, handled_date DATE,
  status VARCHAR, reporter_kind VARCHAR, is_resident BOOLEAN, person_key UUID, name_key UBIGINT
);
CREATE OR REPLACE TEMP TABLE stage_ppks_count (
  file_id INTEGER, row_number BIGINT, filled INTEGER, rule VARCHAR, message VARCHAR, column_label VARCHAR, warnings VARCHAR[], question INTEGER,
  city_code VARCHAR, kelurahan_code VARCHAR, kecamatan_code VARCHAR, period DATE, unit VARCHAR, kinds VARCHAR[], counts BIGINT[],
  spellings VARCHAR[], part VARCHAR
);
CREATE OR REPLACE TEMP TABLE stage_welfare_count (
  file_id INTEGER, row_number BIGINT, filled INTEGER, rule VARCHAR, message VARCHAR, column_label VARCHAR, warnings VARCHAR[], question INTEGER,
  city_code VARCHAR, kelurahan_code VARCHAR, register VARCHAR, period DATE, kinds VARCHAR[], counts BIGINT[]
);
CREATE OR REPLACE TEMP TABLE stage_aid_count (
  file_id INTEGER, row_number BIGINT, filled INTEGER, rule VARCHAR, message VARCHAR, column_label VARCHAR, warnings VARCHAR[], question INTEGER,
  city_code VARCHAR, kelurahan_code VARCHAR, programme VARCHAR, period DATE, unit VARCHAR, deciles VARCHAR[], counts BIGINT[]
);
CREATE OR REPLACE TEMP TABLE stage_population (
  file_id INTEGER, row_number BIGINT, filled INTEGER, rule VARCHAR, message VARCHAR, column_label VARCHAR, warnings VARCHAR[], question INTEGER,
  city_code VARCHAR, kelurahan_code VARCHAR, period DATE, sex VARCHAR, population BIGINT, households BIGINT
);
CREATE OR REPLACE TEMP TABLE stage_volunteer (
  file_id INTEGER, row_number BIGINT, filled INTEGER, rule VARCHAR, message VARCHAR, column_label VARCHAR, warnings VARCHAR[], question INTEGER,
  city_code VARCHAR, kelurahan_code VARCHAR, kecamatan_code VARCHAR, kind_code VARCHAR, status VARCHAR, joined_date DATE, left_date DATE,
  training_level VARCHAR, last_training_date DATE, member_number VARCHAR, person_key UUID, name VARCHAR, sex VARCHAR,
  card_status VARCHAR, card_valid_until DATE, nik_key UUID
);
CREATE OR REPLACE TEMP TABLE stage_institution (
  file_id INTEGER, row_number BIGINT, filled INTEGER, rule VARCHAR, message VARCHAR, column_label VARCHAR, warnings VARCHAR[], question INTEGER,
  city_code VARCHAR, kelurahan_code VARCHAR, kind_code VARCHAR, name VARCHAR, last_visit_date DATE,
  agreed VARCHAR, classification VARCHAR, decreed_date DATE
);
CREATE OR REPLACE TEMP TABLE stage_activity (
  file_id INTEGER, row_number BIGINT, filled INTEGER, rule VARCHAR, message VARCHAR, column_label VARCHAR, warnings VARCHAR[], question INTEGER,
  city_code VARCHAR, kelurahan_code VARCHAR, kecamatan_code VARCHAR, activity_id VARCHAR, kind_code VARCHAR, topic VARCHAR,
  sub_activity_code VARCHAR, planned_date DATE, realised_date DATE, target_count BIGINT, participants_count BIGINT,
  budget_idr BIGINT, realised_idr BIGINT, status VARCHAR
);
CREATE OR REPLACE TEMP TABLE stage_attendance (
  file_id INTEGER, row_number BIGINT, filled INTEGER, rule VARCHAR, message VARCHAR, column_label VARCHAR, warnings VARCHAR[], question INTEGER,
  activity_id VARCHAR, member_number VARCHAR, name VARCHAR, attended VARCHAR
);
CREATE OR REPLACE TEMP TABLE stage_proposal (
  file_id INTEGER, row_number BIGINT, filled INTEGER, rule VARCHAR, message VARCHAR, column_label VARCHAR, warnings VARCHAR[], question INTEGER,
  city_code VARCHAR, kelurahan_code VARCHAR, register VARCHAR, proposed_date DATE, decided_date DATE, status VARCHAR,
  proposal_number VARCHAR, person_key UUID
);

CREATE OR REPLACE TEMP VIEW staged_row AS
SELECT file_id, row_number, filled, rule, message, column_label, warnings, question FROM stage_ppks_case
UNION ALL SELECT file_id, row_number, filled, rule, message, column_label, warnings, question FROM stage_ppks_count
UNION ALL SELECT file_id, row_number, filled, rule, message, column_label, warnings, question FROM stage_welfare_count
UNION ALL SELECT file_id, row_number, filled, rule, message, column_label, warnings, question FROM stage_aid_count
UNION ALL SELECT file_id, row_number, filled, rule, message, column_label, warnings, question FROM stage_population
UNION ALL SELECT file_id, row_number, filled, rule, message, column_label, warnings, question FROM stage_volunteer
UNION ALL SELECT file_id, row_number, filled, rule, message, column_label, warnings, question FROM stage_institution
UNION ALL SELECT file_id, row_number, filled, rule, message, column_label, warnings, question FROM stage_activity
UNION ALL SELECT file_id, row_number, filled, rule, message, column_label, warnings, question FROM stage_attendance
UNION ALL SELECT file_id, row_number, filled, rule, message, column_label, warnings, question FROM stage_proposal;
