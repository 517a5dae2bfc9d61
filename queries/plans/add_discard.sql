INSERT INTO plan_discard (plan_id, discarded_by, discarded_at)
VALUES (:plan_id, :discarded_by, :discarded_at);
