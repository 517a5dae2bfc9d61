-- A case or a count of a kind that is in no list would be counted among all kinds and shown under none.
SELECT DISTINCT ppks_code
FROM (SELECT ppks_code FROM core_ppks_case UNION ALL SELECT ppks_code FROM core_ppks_count) AS counted
ANTI JOIN dim_ppks USING (ppks_code);
