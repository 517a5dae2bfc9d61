-- How sensitive each PPKS kind is.
SELECT ppks_code, tier
FROM dim_ppks
WHERE tier IS NOT NULL
ORDER BY ppks_code;
