INSERT INTO action_ending (action_id, ending, reason, ended_by, ended_at)
VALUES (:action_id, :ending, :reason, :ended_by, :ended_at);
