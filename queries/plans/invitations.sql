-- The invitations made with names, newest first.
SELECT invitation.*, plan.name AS plan_name
FROM invitation
LEFT JOIN plan USING (plan_id)
WHERE :city_code IS NULL OR invitation.city_code = :city_code
ORDER BY made_at DESC, invitation_id DESC;
