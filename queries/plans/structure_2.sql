-- What is done about a value of the scorecard that falls short: the value it was opened for, what was agreed, and how it ended. Rows are only added.
-- `who` is an office, never a person; `*_by` names the official at the keyboard. Times are UTC, `due` a day.
CREATE TABLE action (
  action_id INTEGER PRIMARY KEY,
  city_code TEXT NOT NULL,
  kecamatan_code TEXT NOT NULL,
  kecamatan_name TEXT NOT NULL,
  column_id TEXT NOT NULL,
  norm_id TEXT NOT NULL,
  edition_id TEXT NOT NULL,
  is_simulated INTEGER NOT NULL CHECK (is_simulated IN (0, 1)),
  period TEXT NOT NULL,
  numerator REAL NOT NULL,
  denominator REAL NOT NULL,
  value REAL NOT NULL,
  target REAL NOT NULL
) STRICT;

CREATE TABLE action_version (
  action_id INTEGER NOT NULL REFERENCES action (action_id),
  version INTEGER NOT NULL CHECK (version >= 1),
  what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 200),
  who TEXT NOT NULL CHECK (length(who) BETWEEN 1 AND 80),
  due TEXT NOT NULL,
  note TEXT NOT NULL CHECK (length(note) <= 300),
  saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 80),
  saved_at TEXT NOT NULL,
  PRIMARY KEY (action_id, version)
) STRICT;

CREATE TABLE action_ending (
  action_id INTEGER PRIMARY KEY REFERENCES action (action_id),
  ending TEXT NOT NULL CHECK (ending IN ('closed', 'dropped')),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
  ended_by TEXT NOT NULL CHECK (length(ended_by) BETWEEN 1 AND 80),
  ended_at TEXT NOT NULL
) STRICT;

CREATE VIEW kept_action AS
SELECT
  action.action_id,
  action.city_code,
  action.kecamatan_code,
  action.kecamatan_name,
  action.column_id,
  action.norm_id,
  action.edition_id,
  action.is_simulated,
  action.period,
  action.numerator,
  action.denominator,
  action.value,
  action.target,
  action_version.version,
  action_version.version = max(action_version.version) OVER (PARTITION BY action_version.action_id) AS is_latest,
  min(action_version.saved_at) OVER (PARTITION BY action_version.action_id) AS opened_at,
  action_version.what,
  action_version.who,
  action_version.due,
  action_version.note,
  action_version.saved_by,
  action_version.saved_at,
  action_ending.ending,
  action_ending.reason,
  action_ending.ended_by,
  action_ending.ended_at
FROM action_version
INNER JOIN action USING (action_id)
LEFT JOIN action_ending USING (action_id);

CREATE TRIGGER action_stays BEFORE UPDATE ON action BEGIN SELECT raise(ABORT, 'rows of action are only added'); END;
CREATE TRIGGER action_is_kept BEFORE DELETE ON action BEGIN SELECT raise(ABORT, 'rows of action are only added'); END;
CREATE TRIGGER action_version_stays BEFORE UPDATE ON action_version BEGIN SELECT raise(ABORT, 'rows of action_version are only added'); END;
CREATE TRIGGER action_version_is_kept BEFORE DELETE ON action_version BEGIN SELECT raise(ABORT, 'rows of action_version are only added'); END;
CREATE TRIGGER action_ending_stays BEFORE UPDATE ON action_ending BEGIN SELECT raise(ABORT, 'rows of action_ending are only added'); END;
CREATE TRIGGER action_ending_is_kept BEFORE DELETE ON action_ending BEGIN SELECT raise(ABORT, 'rows of action_ending are only added'); END;
