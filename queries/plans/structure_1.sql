-- The first structure of the file of plans. Rows are added and never changed: what a planner saved or locked stays as it was.
-- `*_by` is the name of the official who did it, the only name in the file; persons in a list are keyed hashes. Times are UTC.
CREATE TABLE plan (
  plan_id INTEGER PRIMARY KEY,
  city_code TEXT NOT NULL,
  question TEXT NOT NULL CHECK (question IN ('pelatihan', 'utusan', 'rekrutmen')),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL
) STRICT;

CREATE TABLE plan_version (
  plan_id INTEGER NOT NULL REFERENCES plan (plan_id),
  version INTEGER NOT NULL CHECK (version >= 1),
  saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 80),
  saved_at TEXT NOT NULL,
  note TEXT NOT NULL,
  edition_id TEXT NOT NULL,
  as_of TEXT NOT NULL,
  is_simulated INTEGER NOT NULL CHECK (is_simulated IN (0, 1)),
  period TEXT NOT NULL,
  norm_id TEXT NOT NULL,
  topic TEXT NOT NULL,
  level TEXT NOT NULL,
  seats INTEGER NOT NULL,
  chosen_count INTEGER NOT NULL,
  points REAL,
  most_points REAL,
  simple_points REAL,
  last_year_points REAL,
  gini_before REAL,
  gini_after REAL,
  rules_json TEXT NOT NULL,
  PRIMARY KEY (plan_id, version)
) STRICT;

-- Chosen persons in their order, and those narrowly refused, who have lost points instead of a batch.
CREATE TABLE plan_person (
  plan_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  is_chosen INTEGER NOT NULL CHECK (is_chosen IN (0, 1)),
  position INTEGER NOT NULL,
  volunteer_id TEXT NOT NULL,
  place_code TEXT NOT NULL,
  place_name TEXT NOT NULL,
  kecamatan_code TEXT NOT NULL,
  kecamatan_name TEXT NOT NULL,
  kind_code TEXT NOT NULL,
  kind_name TEXT NOT NULL,
  batch TEXT NOT NULL,
  points REAL NOT NULL,
  lost REAL,
  is_override INTEGER NOT NULL CHECK (is_override IN (0, 1)),
  reason TEXT NOT NULL,
  PRIMARY KEY (plan_id, version, is_chosen, position),
  UNIQUE (plan_id, version, volunteer_id),
  FOREIGN KEY (plan_id, version) REFERENCES plan_version (plan_id, version)
) STRICT;

-- A kelurahan, or a kecamatan for members who serve all of it: what it gets, and where it stood when the plan was saved.
CREATE TABLE plan_place (
  plan_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  place_code TEXT NOT NULL,
  place_name TEXT NOT NULL,
  kecamatan_code TEXT NOT NULL,
  kecamatan_name TEXT NOT NULL,
  seats INTEGER NOT NULL,
  position INTEGER,
  points REAL,
  reason TEXT NOT NULL,
  active_count INTEGER,
  trained_count INTEGER,
  never_trained_count INTEGER,
  shortage INTEGER,
  PRIMARY KEY (plan_id, version, place_code),
  FOREIGN KEY (plan_id, version) REFERENCES plan_version (plan_id, version)
) STRICT;

CREATE TABLE plan_batch (
  plan_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  day TEXT,
  venue_code TEXT,
  venue_name TEXT NOT NULL,
  capacity INTEGER NOT NULL,
  chosen_count INTEGER NOT NULL,
  km REAL,
  PRIMARY KEY (plan_id, version, position),
  FOREIGN KEY (plan_id, version) REFERENCES plan_version (plan_id, version)
) STRICT;

-- The commitment to one version. A lock that replaces another one says which; each is replaced once at most.
CREATE TABLE plan_lock (
  plan_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  locked_by TEXT NOT NULL CHECK (length(locked_by) BETWEEN 1 AND 80),
  locked_at TEXT NOT NULL,
  note TEXT NOT NULL,
  replaced_plan_id INTEGER,
  replaced_version INTEGER,
  PRIMARY KEY (plan_id, version),
  UNIQUE (replaced_plan_id, replaced_version),
  FOREIGN KEY (plan_id, version) REFERENCES plan_version (plan_id, version),
  FOREIGN KEY (replaced_plan_id, replaced_version) REFERENCES plan_lock (plan_id, version)
) STRICT;

CREATE TABLE plan_discard (
  plan_id INTEGER PRIMARY KEY REFERENCES plan (plan_id),
  discarded_by TEXT NOT NULL CHECK (length(discarded_by) BETWEEN 1 AND 80),
  discarded_at TEXT NOT NULL
) STRICT;

-- Every invitation file that was made with names: who made it and how many names, never which. A list that was not saved has no plan.
CREATE TABLE invitation (
  invitation_id INTEGER PRIMARY KEY,
  made_by TEXT NOT NULL CHECK (length(made_by) BETWEEN 1 AND 80),
  made_at TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('halaman', 'perintah')),
  city_code TEXT NOT NULL,
  question TEXT NOT NULL,
  plan_id INTEGER,
  version INTEGER,
  edition_id TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('xlsx', 'pdf')),
  names_count INTEGER NOT NULL,
  FOREIGN KEY (plan_id, version) REFERENCES plan_version (plan_id, version)
) STRICT;

-- A version with its plan, its lock and what became of it.
CREATE VIEW saved AS
SELECT
  plan_version.plan_id,
  plan.name,
  plan.city_code,
  plan.question,
  plan_version.version,
  plan_version.version = max(plan_version.version) OVER (PARTITION BY plan_version.plan_id) AS is_latest,
  plan_version.saved_by,
  plan_version.saved_at,
  plan_version.note,
  plan_version.edition_id,
  plan_version.as_of,
  plan_version.is_simulated,
  plan_version.period,
  plan_version.norm_id,
  plan_version.topic,
  plan_version.level,
  plan_version.seats,
  plan_version.chosen_count,
  plan_version.points,
  plan_version.most_points,
  plan_version.simple_points,
  plan_version.last_year_points,
  plan_version.gini_before,
  plan_version.gini_after,
  plan_version.rules_json,
  plan_lock.plan_id IS NOT NULL AS is_locked,
  plan_lock.locked_by,
  plan_lock.locked_at,
  plan_lock.note AS lock_note,
  plan_lock.replaced_plan_id,
  plan_lock.replaced_version,
  later.plan_id AS replaced_by_plan_id,
  later.version AS replaced_by_version,
  plan_discard.plan_id IS NOT NULL AS is_discarded,
  plan_discard.discarded_by,
  plan_discard.discarded_at
FROM plan_version
INNER JOIN plan USING (plan_id)
LEFT JOIN plan_lock ON plan_lock.plan_id = plan_version.plan_id AND plan_lock.version = plan_version.version
LEFT JOIN plan_lock AS later ON later.replaced_plan_id = plan_version.plan_id AND later.replaced_version = plan_version.version
LEFT JOIN plan_discard ON plan_discard.plan_id = plan_version.plan_id;

CREATE TRIGGER plan_stays BEFORE UPDATE ON plan BEGIN SELECT raise(ABORT, 'rows of plan are only added'); END;
CREATE TRIGGER plan_is_kept BEFORE DELETE ON plan BEGIN SELECT raise(ABORT, 'rows of plan are only added'); END;
CREATE TRIGGER plan_version_stays BEFORE UPDATE ON plan_version BEGIN SELECT raise(ABORT, 'rows of plan_version are only added'); END;
CREATE TRIGGER plan_version_is_kept BEFORE DELETE ON plan_version BEGIN SELECT raise(ABORT, 'rows of plan_version are only added'); END;
CREATE TRIGGER plan_person_stays BEFORE UPDATE ON plan_person BEGIN SELECT raise(ABORT, 'rows of plan_person are only added'); END;
CREATE TRIGGER plan_person_is_kept BEFORE DELETE ON plan_person BEGIN SELECT raise(ABORT, 'rows of plan_person are only added'); END;
CREATE TRIGGER plan_place_stays BEFORE UPDATE ON plan_place BEGIN SELECT raise(ABORT, 'rows of plan_place are only added'); END;
CREATE TRIGGER plan_place_is_kept BEFORE DELETE ON plan_place BEGIN SELECT raise(ABORT, 'rows of plan_place are only added'); END;
CREATE TRIGGER plan_batch_stays BEFORE UPDATE ON plan_batch BEGIN SELECT raise(ABORT, 'rows of plan_batch are only added'); END;
CREATE TRIGGER plan_batch_is_kept BEFORE DELETE ON plan_batch BEGIN SELECT raise(ABORT, 'rows of plan_batch are only added'); END;
CREATE TRIGGER plan_lock_stays BEFORE UPDATE ON plan_lock BEGIN SELECT raise(ABORT, 'rows of plan_lock are only added'); END;
CREATE TRIGGER plan_lock_is_kept BEFORE DELETE ON plan_lock BEGIN SELECT raise(ABORT, 'rows of plan_lock are only added'); END;
CREATE TRIGGER plan_discard_stays BEFORE UPDATE ON plan_discard BEGIN SELECT raise(ABORT, 'rows of plan_discard are only added'); END;
CREATE TRIGGER plan_discard_is_kept BEFORE DELETE ON plan_discard BEGIN SELECT raise(ABORT, 'rows of plan_discard are only added'); END;
CREATE TRIGGER invitation_stays BEFORE UPDATE ON invitation BEGIN SELECT raise(ABORT, 'rows of invitation are only added'); END;
CREATE TRIGGER invitation_is_kept BEFORE DELETE ON invitation BEGIN SELECT raise(ABORT, 'rows of invitation are only added'); END;
