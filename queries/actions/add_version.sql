INSERT INTO action_version (action_id, version, what, who, due, note, saved_by, saved_at)
VALUES (:action_id, :version, :what, :who, :due, :note, :saved_by, :saved_at);
