INSERT INTO plan_lock (plan_id, version, locked_by, locked_at, note, replaced_plan_id, replaced_version)
VALUES (:plan_id, :version, :locked_by, :locked_at, :note, :replaced_plan_id, :replaced_version);
