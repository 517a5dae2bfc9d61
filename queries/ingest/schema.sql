-- The tables of an edition. Dimensions come from the reference lists, core_* from the exports, ingest_* tell how.
CREATE TABLE edition (
  edition_id VARCHAR, built_at TIMESTAMP, as_of DATE, fingerprint VARCHAR, structure VARCHAR, is_simulated BOOLEAN, previous_edition_id VARCHAR, note VARCHAR
);
CREATE TABLE dim_city (city_code VARCHAR, city_name VARCHAR, province_name VARCHAR, population BIGINT, unit_word VARCHAR);
CREATE TABLE dim_kelurahan (
  kelurahan_code VARCHAR, kelurahan_name VARCHAR, kecamatan_code VARCHAR, kecamatan_name VARCHAR, city_code VARCHAR, city_name VARCHAR,
  kind VARCHAR, area_km2 DOUBLE, lat DOUBLE, lon DOUBLE, rw_count INTEGER
);
CREATE TABLE dim_ppks (
  number INTEGER, ppks_code VARCHAR, ppks_name VARCHAR, group_name VARCHAR, tier VARCHAR, unit VARCHAR,
  age_min INTEGER, age_max INTEGER, spm_indicator VARCHAR, is_combined BOOLEAN
);
CREATE TABLE dim_volunteer_kind (number INTEGER, kind_code VARCHAR, kind_name VARCHAR, is_person BOOLEAN, group_name VARCHAR);
CREATE TABLE dim_word (list VARCHAR, code VARCHAR, label VARCHAR, position INTEGER);
CREATE TABLE dim_period (period DATE, month_end DATE);

CREATE TABLE core_population (kelurahan_code VARCHAR, period DATE, population BIGINT, households BIGINT, source VARCHAR);
CREATE TABLE core_ppks_case (
  case_id BIGINT, kelurahan_code VARCHAR, ppks_code VARCHAR, found_date DATE, handled_date DATE, status VARCHAR, reporter_kind VARCHAR,
  is_resident BOOLEAN, source_file VARCHAR, source_sheet VARCHAR, source_row BIGINT
);
CREATE TABLE core_ppks_count (
  kelurahan_code VARCHAR, kecamatan_code VARCHAR, ppks_code VARCHAR, period DATE, unit VARCHAR, persons_count BIGINT,
  source_file VARCHAR, source_sheet VARCHAR, source_row BIGINT
);
CREATE TABLE core_volunteer (
  volunteer_id VARCHAR, kelurahan_code VARCHAR, kecamatan_code VARCHAR, kind_code VARCHAR, joined_date DATE, left_date DATE,
  is_active BOOLEAN, training_level VARCHAR, last_training_date DATE, status VARCHAR, sex VARCHAR, card_status VARCHAR,
  card_valid_until DATE, has_number BOOLEAN
);
CREATE TABLE core_member_list (kelurahan_code VARCHAR, list_date DATE, is_stated BOOLEAN);
CREATE TABLE core_institution (
  institution_id BIGINT, kind_code VARCHAR, kelurahan_code VARCHAR, name VARCHAR, last_visit_date DATE, agreed VARCHAR,
  classification VARCHAR, decreed_date DATE
);
CREATE TABLE core_activity (
  activity_id VARCHAR, city_code VARCHAR, kind_code VARCHAR, topic VARCHAR, date DATE, kelurahan_code VARCHAR, kecamatan_code VARCHAR,
  participants_count BIGINT, budget_idr BIGINT, realised_idr BIGINT, is_planned BOOLEAN, is_done BOOLEAN, planned_date DATE,
  realised_date DATE, target_count BIGINT, sub_activity_code VARCHAR, status VARCHAR
);
CREATE TABLE core_attendance (activity_id VARCHAR, volunteer_id VARCHAR, city_code VARCHAR);
CREATE TABLE core_welfare_count (
  kelurahan_code VARCHAR, register VARCHAR, period DATE, unit VARCHAR, decile VARCHAR, count BIGINT,
  source_file VARCHAR, source_sheet VARCHAR, source_row BIGINT
);
CREATE TABLE core_aid_count (
  kelurahan_code VARCHAR, programme VARCHAR, period DATE, unit VARCHAR, decile VARCHAR, count BIGINT,
  source_file VARCHAR, source_sheet VARCHAR, source_row BIGINT
);
CREATE TABLE core_proposal (
  proposal_id BIGINT, kelurahan_code VARCHAR, register VARCHAR, proposed_date DATE, decided_date DATE, status VARCHAR
);

CREATE TABLE ingest_ledger (
  file VARCHAR, sheet VARCHAR, sha256 VARCHAR, source VARCHAR, rows_read BIGINT, accepted BIGINT, duplicate BIGINT, rejected BIGINT,
  out_of_city BIGINT, skipped BIGINT, warnings BIGINT, subject VARCHAR, title VARCHAR, city_code VARCHAR, is_simulated BOOLEAN,
  state VARCHAR
);
CREATE TABLE ingest_reject (file VARCHAR, sheet VARCHAR, "row" BIGINT, "column" VARCHAR, rule VARCHAR, message VARCHAR);
CREATE TABLE ingest_warning (file VARCHAR, sheet VARCHAR, "row" BIGINT, "column" VARCHAR, rule VARCHAR, message VARCHAR);
CREATE TABLE ingest_review (
  file VARCHAR, sheet VARCHAR, source VARCHAR, city_code VARCHAR, kecamatan VARCHAR, kelurahan VARCHAR, written_code VARCHAR, rule VARCHAR,
  candidates VARCHAR[], similarities INTEGER[], row_count BIGINT
);
CREATE TEMP TABLE input_file (
  file_id INTEGER, file VARCHAR, sheet VARCHAR, sha256 VARCHAR, source VARCHAR, subject VARCHAR, title VARCHAR, city_code VARCHAR,
  is_simulated BOOLEAN, rows_read BIGINT, rows_above BIGINT, state VARCHAR, list_period DATE
);
CREATE TEMP TABLE import_rule (rule VARCHAR, outcome VARCHAR, column_label VARCHAR, message VARCHAR, advice VARCHAR);
CREATE TEMP TABLE row_outcome (
  file_id INTEGER, row_number BIGINT, rule VARCHAR, message VARCHAR, column_label VARCHAR, warnings VARCHAR[], question INTEGER
);
